import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { likelyLocale } from '../../src/domain/language.ts';
import { checkMessage } from '../../src/words/check-message.ts';
import { INTERFACE_LANGUAGES, languageFor } from '../../src/words/languages.ts';
import { ELEMENT, eachElement, isPlain, readMessage } from '../../src/words/read-message.ts';
import { englishOf, kindsOf, WORD_KEYS, type WordKey } from '../../src/words/word-keys.ts';

const FOLDER = fileURLToPath(new URL('../../src/words/languages', import.meta.url));
const tags = INTERFACE_LANGUAGES.map(({ tag }) => tag);

/** What readers type, and names that are the same in every language. */
const CODE =
  /(?:author|topic):"[^"]*"|(?<!\p{Script=Latin})(?:section|author|topic|after|before|lang):?(?!\p{Script=Latin})|`\.md`|HTTP\/1\.1|RSS|Google|Markdown|\{\w+\}/gu;

/** Words that a language shares with English, or has from it. */
const SHARED: Readonly<Record<string, string>> = {
  '': 'author-feed-short llms-optional',
  de: 'settings-system llms-feeds llms-sitemap embed-on-video embed-on-audio',
  es: 'plain-other error-status series',
  fr: 'pages-label page-number page-position page-title page-description box-note box-important type-opinion story-source',
  it: '',
  pt: 'llms-feeds',
};

/** A Hebrew abbreviation has the mark of one before its last letter. */
const ABBREVIATED = /(?<=\p{Script=Hebrew})״(?=\p{Script=Hebrew})/gu;

/** Quotation marks, in the order of opening and closing. */
const QUOTES: Readonly<Record<string, string>> = {
  ar: '«»',
  de: '„“',
  es: '«»',
  fa: '«»',
  fr: '«»',
  he: '””',
  hy: '«»',
  it: '«»',
  ka: '„“',
  pl: '„”',
  pt: '“”',
  ru: '«»',
  tr: '“”',
  uk: '«»',
  // Titles have marks of their own.
  zh: '“”《》',
};

/** The texts of a message: all of it, and each with one choice of each plural, as readers see them. */
function* textsOf(message: string, language: string): Generator<string> {
  if (isPlain(message)) return yield message;
  const top = readMessage(message, language).getAst();
  for (const element of eachElement(top)) if (element.type === ELEMENT.literal) yield element.value;
}

const pluralsOf = (message: string, language: string): string[][] =>
  isPlain(message)
    ? []
    : [...eachElement(readMessage(message, language).getAst())].flatMap((element) =>
        element.type === ELEMENT.plural
          ? [Object.keys(element.options).filter((name) => !/^=/.test(name))]
          : [],
      );

/** How long it is as it is shown at most: names and numbers are as long in every language. */
function lengthOf(message: string, language: string): number {
  if (isPlain(message)) return message.length;
  const sizes = readMessage(message, language)
    .getAst()
    .map((element) => {
      if (element.type === ELEMENT.literal) return element.value.length;
      if (element.type !== ELEMENT.plural) return 4;
      return Math.max(
        ...Object.values(element.options).map(({ value }) =>
          value.reduce((sum, one) => sum + (one.type === ELEMENT.literal ? one.value.length : 4), 0),
        ),
      );
    });
  return sizes.reduce((sum, size) => sum + size, 0);
}

test('every file of the folder is in the table, by its name', () => {
  const files = readdirSync(FOLDER).map((name) => name.replace(/\.ts$/, ''));
  expect([...tags].sort()).toEqual(files.sort());
});

test('a site is given the language and script of its tag, whatever the region', () => {
  const found = (tag: string) => languageFor(tag)?.tag ?? null;
  expect(['pt-BR', 'pt-PT', 'fr-CA', 'de-x-news', 'es-419'].map(found)).toEqual([
    'pt',
    'pt',
    'fr',
    'de',
    'es',
  ]);
  expect(['en', 'en-GB', 'x-news', 'no tag', '', 'de-Cyrl', 'kk'].map(found)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

describe.each(INTERFACE_LANGUAGES.map(({ tag, texts }) => [tag, texts] as const))('%s', (tag, texts) => {
  const all = WORD_KEYS.map((key) => [key, texts[key]] as const);
  const wrong = (isWrong: (text: string, key: WordKey) => boolean) =>
    all.filter(([key, text]) => isWrong(text, key)).map(([key, text]) => `${key}: ${text}`);

  test('has every key of English, in its order, under the same headings', () => {
    expect(Object.keys(texts)).toEqual(WORD_KEYS);
    const outline = (name: string) =>
      readFileSync(name, 'utf8')
        .match(/^ {2}(?:\/\/ [A-Z].*|'?[\w-]+'?:)/gm)
        ?.map((line) => line.replaceAll("'", ''));
    expect(outline(`${FOLDER}/${tag}.ts`)).toEqual(outline(`${FOLDER}/../en.ts`));
  });

  test('can be read, takes what English takes, and has every plural', () => {
    const faults = all.flatMap(([key, text]) =>
      checkMessage(key, text, tag).map(({ message }) => `${key}: ${message}`),
    );
    expect(faults).toEqual([]);
  });

  test('has the plurals that CLDR names and no others; one text for every number where English has one', () => {
    const expected = [...new Intl.PluralRules(tag).resolvedOptions().pluralCategories].sort().join();
    expect(
      wrong((text, key) => {
        const english = pluralsOf(englishOf(key), 'en');
        const own = pluralsOf(text, tag);
        const isOneForAll = english.some((names) => names.length === 1);
        const isLeftOut = english.length > own.length && expected !== 'other' && !isOneForAll;
        const isOther = (names: readonly string[]) =>
          names.toSorted().join() !== expected && !(isOneForAll && names.join() === 'other');
        return isLeftOut || own.some(isOther);
      }),
    ).toEqual([]);
  });

  test('holds no markup, no blank that is too many, and nothing unsaid', () => {
    expect(wrong((text) => text.trim() === '' || /[<>&]|\s\s|^\s|\s$/.test(text))).toEqual([]);
    expect(wrong((text, key) => /[.?!]$/.test(englishOf(key)) && !/[.?!…։:՞؟。？}]$/u.test(text))).toEqual(
      [],
    );
  });

  test('leaves no English, but for words that both have', () => {
    const shared = new Set(`${SHARED['']} ${SHARED[tag] ?? ''}`.split(' '));
    expect(
      wrong(
        (text, key) => text === englishOf(key) && /\p{L}/u.test(text.replace(CODE, '')) && !shared.has(key),
      ),
    ).toEqual([]);
  });

  test('is written in its own script', () => {
    const { script = '' } = likelyLocale(tag);
    if (script === 'Latn') return;
    const foreign = (text: string) => /\p{Script=Latin}/u.test(text.replace(CODE, ''));
    expect(
      wrong(
        (text, key) => key !== 'llms-optional' && [...textsOf(text.replace(CODE, ''), tag)].some(foreign),
      ),
    ).toEqual([]);
  });

  test('has its own quotation marks, apostrophes and blanks', () => {
    const marks = QUOTES[tag] ?? '';
    const others = [...'«»„“”‚‘"\'״《》「」'].filter((mark) => !marks.includes(mark)).join('');
    expect(
      wrong((text) => new RegExp(`[${others}]`, 'u').test(text.replace(CODE, '').replace(ABBREVIATED, ''))),
    ).toEqual([]);
    const given = (text: string) =>
      [...text.replace(CODE, '')].filter((mark) => marks.includes(mark)).join('');
    const pairs = marks.match(/../gu) ?? [];
    expect(
      wrong((text, key) => {
        const left = pairs.reduce((rest, pair) => rest.replaceAll(pair, ''), given(text));
        return left !== '' || (/“/.test(englishOf(key)) && given(text) === '');
      }),
    ).toEqual([]);
  });

  test('is never so long that a button or heading would double', () => {
    expect(
      wrong((text, key) => {
        const english = lengthOf(englishOf(key), 'en');
        return english <= 30 && lengthOf(text, tag) > Math.max(2 * english, english + 14);
      }),
    ).toEqual([]);
  });

  test('names what it takes once in each text', () => {
    const slots = (key: WordKey) => Object.values(kindsOf(key)).includes('slot');
    expect(wrong((text, key) => slots(key) && text.split('{').length !== 2)).toEqual([]);
  });
});

test('French has narrow blanks that never break before and within its signs', () => {
  const texts = Object.values(languageFor('fr')?.texts ?? {}).map((text) => text.replace(CODE, 'x'));
  expect(texts.filter((text) => /[^\u202f][;!?»]|[^\u202f]:(?!\/\/)|«[^\u202f]/.test(text))).toEqual([]);
});
