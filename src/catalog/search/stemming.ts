import { createRequire } from 'node:module';
import { stemArabic, stemPersian, stemTurkish } from './light-stems.ts';
import { stemWord } from './stem-word.ts';

/** How the forms of words find each other in stories of a language. Of each kind there is one object. */
export interface Stemming {
  /** '' for the one that asks for no language. */
  readonly name: string;
  /** What the inflected forms of a folded word have in common. Pure. */
  readonly stem: (form: string) => string;
  /** Whether a stem begins as its word does. */
  readonly keepsBeginning: boolean;
}

/** By script alone: English for Latin letters, Russian for Cyrillic ones, Armenian; other words as they are. */
export const BY_SCRIPT: Stemming = { name: '', stem: stemWord, keepsBeginning: true };

const LATIN = /^[a-z]{3,}$/;
const CYRILLIC = /^[а-яіїєґў]{3,}$/;
const ARABIC = /^[\u0621-\u064aپچژگ]{4,}$/;

/** A language with rules of its own, for words in its letters; words in others are stemmed by script. */
interface Rules {
  readonly letters: RegExp;
  /** Made when the first word comes: most sites need none of these. */
  readonly load: () => (form: string) => string;
  readonly keepsBeginning?: boolean;
}

const require = createRequire(import.meta.url);

/** Snowball’s, by the library. */
const snowball = (name: string) => (): ((form: string) => string) =>
  (require(`@orama/stemmers/${name}`) as { readonly stemmer: (form: string) => string }).stemmer;

/** Nouns of -ão and -al have plurals of other letters, which the library leaves, the first where accents are folded away. */
const portuguese = () => {
  const stem = snowball('portuguese')();
  const singular = (form: string): string =>
    form.replace(/(?<=..)(?:oes|aes|aos)$/, 'ao').replace(/(?<=...)ais$/, 'al');
  return (form: string): string => stem(singular(form));
};

/** The library takes -ат of nouns for the end of a verb in all cases but one: депутата has to meet депутат. */
const ukrainian = () => {
  const own = snowball('ukrainian')();
  return (form: string): string => {
    const stem = own(form);
    return !/[уюав]в$/.test(stem) && form.startsWith(`${stem}ат`) ? `${stem}ат` : stem;
  };
};

const latin = (name: string): Rules => ({ letters: LATIN, load: snowball(name) });
const NORWEGIAN = latin('norwegian');
const SERBIAN: Rules = { letters: /^(?:[a-z]{3,}|[а-яђјљњћџ]{3,})$/, load: snowball('serbian') };

/** By the code of the language. */
const RULES: Readonly<Record<string, Rules>> = {
  ar: { letters: ARABIC, load: () => stemArabic, keepsBeginning: false },
  bs: SERBIAN,
  da: latin('danish'),
  de: latin('german'),
  el: { letters: /^[α-ω]{3,}$/, load: snowball('greek') },
  es: latin('spanish'),
  fa: { letters: ARABIC, load: () => stemPersian },
  fi: latin('finnish'),
  fr: latin('french'),
  hi: { letters: /^[\u0900-\u0963]{3,}$/, load: snowball('indian') },
  hr: SERBIAN,
  hu: latin('hungarian'),
  id: { letters: LATIN, load: snowball('indonesian'), keepsBeginning: false },
  it: latin('italian'),
  lt: latin('lithuanian'),
  nb: NORWEGIAN,
  nl: latin('dutch'),
  nn: NORWEGIAN,
  no: NORWEGIAN,
  pt: { letters: LATIN, load: portuguese },
  ro: latin('romanian'),
  sr: SERBIAN,
  sv: latin('swedish'),
  tr: { letters: LATIN, load: () => stemTurkish },
  uk: { letters: CYRILLIC, load: ukrainian },
};

const made = new Map<Rules, Stemming>();

/** The stemming for stories in a language, a BCP 47 tag. */
export function stemmingOf(language: string): Stemming {
  const [primary = ''] = language.toLowerCase().split('-', 1);
  const rules = Object.hasOwn(RULES, primary) ? RULES[primary] : undefined;
  if (rules === undefined) return BY_SCRIPT;
  const known = made.get(rules);
  if (known !== undefined) return known;
  const stemming = makeStemming(primary, rules);
  made.set(rules, stemming);
  return stemming;
}

function makeStemming(name: string, { letters, load, keepsBeginning = true }: Rules): Stemming {
  let own: ((form: string) => string) | null = null;
  const stem = (form: string): string => {
    if (!letters.test(form)) return stemWord(form);
    own ??= load();
    return own(form) || form;
  };
  return { name, stem, keepsBeginning };
}
