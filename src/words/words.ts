import { checkMessage } from './check-message.ts';
import { type Isolate, isolateExamples, isolateFor } from './isolate.ts';
import { markingValues, markLanguage } from './language-marks.ts';
import { ELEMENT, isPlain, type MessageElements, readMessage } from './read-message.ts';
import {
  englishOf,
  isWordKey,
  type PlainKey,
  type SaidKey,
  type SlotKey,
  type Values,
  type WordKey,
} from './word-keys.ts';

const formats = new Map<string, Intl.NumberFormat>();

/** How a locale writes numbers. Making this costs far more than using it, so each is made once. */
function numberFormatOf(locale: string): Intl.NumberFormat {
  const known = formats.get(locale) ?? new Intl.NumberFormat(locale);
  formats.set(locale, known);
  return known;
}

/** What the interface says, in one language. Each message is read once, when it is first said. */
export interface Words {
  /** A text, or a message with its values: names of another direction are isolated in it. @throws Error for no key. */
  say<Key extends SaidKey>(key: Key, ...values: Values<Key>): string;
  /** As `say`, for views. @throws Error for a key that takes something. */
  plain(key: PlainKey): string;
  /** What stands before and after the element that a view puts into a message. @throws Error for another key. */
  around(key: SlotKey): readonly [before: string, after: string];
  /** A number in the site's digits. */
  number(value: number): string;
  /** The same for what is no page: there English is not marked. Itself where no page marks it. */
  unmarked(): Words;
}

/** Texts in one language; those that are not there are looked for in the next layer. */
export interface WordLayer {
  /** BCP 47 tag: its plurals are counted. */
  readonly language: string;
  readonly texts: Readonly<Record<string, string>>;
  /** Whether a newsroom wrote them, perhaps for another version of the program. */
  readonly isForeign: boolean;
}

export interface WordsOptions {
  /** The first that has a key says it; English has them all. */
  readonly layers: readonly WordLayer[];
  /** BCP 47 tag of the page, whose direction names may differ from. */
  readonly language: string;
  /** BCP 47 tag that decides how numbers are written. */
  readonly locale: string;
  /** Whether what is said in English is marked so, for a page of another language to tell: see tell-languages.ts. */
  readonly marksEnglish?: boolean;
}

type Said = Readonly<Record<string, string | number>>;
type Sayer = string | ((values: Said) => string);

/** Makes words of layers of texts, and English below them. Nothing is read yet. */
export function makeWords(options: WordsOptions): Words {
  const { layers, language, locale, marksEnglish = false } = options;
  const own: Manner = { isolate: isolateFor(language), mark: null };
  const english = mannerOfEnglish(marksEnglish);
  const sayers: Record<string, Sayer> = Object.create(null);
  const cuts: Record<string, readonly [string, string]> = Object.create(null);
  const numbers = numberFormatOf(locale);
  let unmarked: Words | undefined;

  const textOf = (key: WordKey): FoundText => {
    for (const { texts, language: written, isForeign } of layers) {
      const text = Object.hasOwn(texts, key) ? texts[key] : undefined;
      if (text !== undefined && !(isForeign && isWrong(key, text, written)))
        return { ...own, text, language: written };
    }
    const text = englishOf(key);
    // What has no letter but those that are put in is of no language.
    return { ...(/\p{L}/u.test(text.replace(ARGUMENT, '')) ? english : own), text, language: 'en' };
  };
  const prepare = (key: string): Sayer => {
    if (!isWordKey(key)) throw new Error(`"${key}" is no word of the interface; see src/words/en.ts`);
    const { text: told, language: written, isolate, mark } = textOf(key);
    const text = isolateExamples(told, written);
    const read = isPlain(text) ? text : readSayer(text, written, { isolate, numbers });
    const sayer =
      mark === null ? read : typeof read === 'string' ? mark(read) : (values: Said) => mark(read(values));
    sayers[key] = sayer;
    return sayer;
  };
  const plain = (key: string): string => {
    const sayer = sayers[key] ?? prepare(key);
    if (typeof sayer !== 'string') throw new Error(`"${key}" takes something; say it in the view model`);
    return sayer;
  };
  const words: Words = {
    say(key: string, values?: Said): string {
      const sayer = sayers[key] ?? prepare(key);
      return typeof sayer === 'string' ? sayer : sayer(values ?? {});
    },
    plain,
    around(key) {
      const known = cuts[key];
      if (known !== undefined) return known;
      const { text, mark } = textOf(key);
      const [before, after] = cut(text);
      const halves = mark === null ? ([before, after] as const) : ([mark(before), mark(after)] as const);
      cuts[key] = halves;
      return halves;
    },
    number: (value) => numbers.format(value),
    unmarked() {
      if (!marksEnglish) return words;
      unmarked ??= makeWords({ ...options, marksEnglish: false });
      return unmarked;
    },
  };
  return words;
}

/** How a text is said. */
interface Manner {
  readonly isolate: Isolate;
  /** Tells its language; null where that is the page’s. */
  readonly mark: ((said: string) => string) | null;
}

interface FoundText extends Manner {
  readonly text: string;
  readonly language: string;
}

const ARGUMENT = /\{\w+(?:, number)?\}/g;

function mannerOfEnglish(isMarked: boolean): Manner {
  const isolate = isolateFor('en');
  if (isMarked) return { isolate: markingValues(isolate), mark: (said) => markLanguage(said, 'en') };
  return { isolate, mark: null };
}

const isWrong = (key: WordKey, text: string, language: string): boolean =>
  checkMessage(key, text, language).some(({ severity }) => severity === 'error');

interface Saying {
  readonly isolate: Isolate;
  readonly numbers: Intl.NumberFormat;
}

/** A message without choices is put together directly, which is many times faster than the library's way. */
function readSayer(text: string, language: string, { isolate, numbers }: Saying): Sayer {
  const rules = new Map<string, Intl.PluralRules>();
  const message = readMessage(text, language, {
    // Written as the site writes numbers, whatever language the message is in.
    getNumberFormat: (_, options) =>
      options === undefined || Object.keys(options).length === 0
        ? numbers
        : new Intl.NumberFormat(numbers.resolvedOptions().locale, options as Intl.NumberFormatOptions),
    getDateTimeFormat: (...given) => new Intl.DateTimeFormat(...given),
    getPluralRules: (_, options) => {
      const type = options?.type ?? 'cardinal';
      const known = rules.get(type) ?? new Intl.PluralRules(language, { type });
      rules.set(type, known);
      return known;
    },
  });
  const elements = message.getAst();
  const first = elements[0];
  if (elements.length === 1 && first?.type === ELEMENT.literal) return first.value;
  return (
    directly(elements, { isolate, numbers }) ??
    ((values) => String(message.format(isolated(values, isolate))))
  );
}

function isolated(values: Said, isolate: Isolate): Said {
  const result: Record<string, string | number> = {};
  for (const name of Object.keys(values)) {
    const value = values[name] ?? '';
    result[name] = typeof value === 'string' ? isolate(value) : value;
  }
  return result;
}

/** Says a message of texts, names and plain numbers; null for any other. */
function directly(elements: MessageElements, { isolate, numbers }: Saying): Sayer | null {
  const texts = [''];
  const names: string[] = [];
  const areWritten: boolean[] = [];
  for (const element of elements) {
    if (element.type === ELEMENT.literal) texts[names.length] += element.value;
    else if (
      element.type === ELEMENT.argument ||
      (element.type === ELEMENT.number && element.style == null)
    ) {
      areWritten.push(element.type === ELEMENT.number);
      texts[names.push(element.value)] = '';
    } else return null;
  }
  return (values) => {
    let said = texts[0] ?? '';
    for (let index = 0; index < names.length; index += 1) {
      const value = values[names[index] ?? ''] ?? '';
      if (typeof value === 'string') said += isolate(value);
      else said += areWritten[index] === true ? numbers.format(value) : value;
      said += texts[index + 1] ?? '';
    }
    return said;
  };
}

/** Cuts a message at its one argument. */
function cut(text: string): readonly [string, string] {
  const halves: [string, string] = ['', ''];
  let half: 0 | 1 = 0;
  for (const element of readMessage(text, 'en').getAst()) {
    if (element.type === ELEMENT.literal) halves[half] += element.value;
    else half = 1;
  }
  if (half === 0) throw new Error(`"${text}" has no place for an element`);
  return halves;
}
