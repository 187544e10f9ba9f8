import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { DESK_WORD_KEYS } from '../../src/words/desk/desk-words.ts';
import { isWordKey, kindsOf, WORD_KEYS } from '../../src/words/word-keys.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => name.endsWith(ending) && statSync(join(ROOT, name)).isFile())
    .sort();
const read = (name: string): string => readFileSync(join(ROOT, name), 'utf8');

const isOfDesk = (name: string): boolean => name.startsWith('views/desk/');

const VIEWS = [...filesOf('views', '.ejs'), 'views/500.html'];

/** Letters that stand in a text node, or in an attribute that is read to somebody. */
function literalsOfView(text: string): string[] {
  const markup = text.replace(/<style>[\s\S]*?<\/style>/g, '').replace(/<%[\s\S]*?%>|\{\{.*?\}\}/g, ' \n ');
  const attributes = [
    ...markup.matchAll(
      /\s(?:aria-\w*label\w*|aria-description|title|placeholder|alt|content|data-[a-z]+)="([^"]*)"/g,
    ),
  ];
  const texts = markup.replace(/<[^>]*>/g, '\n').split('\n');
  const machine = /^(?:width=device-width, initial-scale=1|light dark|#\w{6}|noindex|[ "]*(?:lang|dir)=" )$/;
  return [...texts, ...attributes.map(([, value = '']) => value)].filter(
    (found) => /\p{L}/u.test(found) && !machine.test(found) && !/^[a-z-]+$/.test(found),
  );
}

/** Strings within a view's code that are more than a name. */
const stringsOfView = (text: string): string[] =>
  [...text.matchAll(/<%[^#][\s\S]*?%>/g)]
    .flatMap(([code]) => [...code.matchAll(/'([^']*)'|"([^"]*)"|`([^`]*)`/g)])
    .map(([, single, double, template]) => single ?? double ?? template ?? '')
    .filter((found) => /\p{Lu}|\p{L}\s+\p{L}/u.test(found.replace(/\$\{[^}]*\}/g, '')));

/** What looks like a sentence, a title or a phrase in code that pages, feeds and bodies are made by. */
function phrasesOf(code: string): string[] {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/'[^'\n]*'\s*\.split\(/g, '')
    .replace(/^\s*\/\/.*$|^import .*$|^.*\bnew (?:RegExp|Set|Error)\(.*$/gm, '');
  return [...bare.matchAll(/'((?:\\.|[^'\\\n])*)'|`((?:\\.|[^`\\])*)`/g)]
    .map(([, plain, template]) => (plain ?? template ?? '').replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '…'))
    .filter((found) => /\p{L}{2,}[,.:]? (?:[\p{L}…])|^\p{Lu}\p{Ll}+(?:[ :.…]|$)/u.test(found))
    .filter((found) => !/^[\s<]*<[a-z]|^\(|["=\\(]|^\.[a-z]/.test(found) && !NO_WORDS.has(found));
}

/** Names of others, and names of machines’ own languages: no words of the interface. */
const NO_WORDS: ReadonlySet<string> = new Set(
  [
    'Facebook, Telegram, Bluesky, Mastodon, Atom, JSON Feed, Person',
    'Enter',
    'Armn, Cyrl, Grek, Latn, Hant',
    'Description, Url, Image, Query, Language',
    'required name=search_term_string, feed …',
    'Date, external noopener',
  ].flatMap((line) => line.split(', ')),
);

/** What these write is read by programs and their makers alone, and stays as it is; or they list names of HTML and languages. */
const FOR_PROGRAMS: ReadonlySet<string> = new Set([
  'src/pages/search/search-json.ts',
  'src/feeds/oembed-request.ts',
  'src/feeds/policy/ai-statements.ts',
  'src/feeds/policy/robots.ts',
  'src/feeds/security-txt.ts',
  'src/feeds/feed-date.ts',
  'src/pages/frame/site-fonts.ts',
  'src/content/markdown/html/allowed-html.ts',
]);

/** Keys of the desk that are put together: `desk-error-404`. */
const MADE_BY_THE_DESK = [
  /^api-[a-z-]+-hint$/,
  /^desk-(?:error-\d+|role-\w+)$/,
  /^board-(?:comes|live)-[a-z-]+$/,
  /^list-feed-[a-z]+$/,
  /^(?:account|people)-done-[a-z-]+$/,
  /^account-(?:way|token)-\w+$/,
  /^schedule-(?:time-[a-z]+|move|now|draft)$/,
];

const phrasesIn = (folder: string, ending: string): string[] =>
  filesOf(folder, ending)
    .filter((name) => !FOR_PROGRAMS.has(name))
    .flatMap((name) => phrasesOf(read(name)).map((phrase) => `${name}: ${phrase}`));

describe('no word of the interface stands outside its table', () => {
  test('the scan sees words', () => {
    expect(literalsOfView('<p title="A b"><%= x %> found</p>')).toEqual(['  found', 'A b']);
    expect(literalsOfView('<a aria-label="Pages" class="a b">…</a>')).toEqual(['Pages']);
    expect(stringsOfView("<%= n > 1 ? 'Corrections' : 'x' %>")).toEqual(['Corrections']);
    expect(phrasesOf("const a = 'min read'; const b = `Page $" + "{n}`; const c = 'Search';")).toEqual([
      'min read',
      'Page …',
      'Search',
    ]);
  });

  test.each(VIEWS)('%s', (name) => {
    expect([...literalsOfView(read(name)), ...stringsOfView(read(name))]).toEqual([]);
  });

  test.each([
    ['src/pages', '.ts'],
    ['src/feeds', '.ts'],
    ['src/content/markdown/html', '.ts'],
    // Scripts are handed theirs by the page.
    ['public/js', '.js'],
    ['public/desk/js', '.js'],
  ])('nor in %s', (folder, ending) => expect(phrasesIn(folder, ending)).toEqual([]));

  test('views say only what the table has, and all that it has is said', () => {
    const views = VIEWS.filter((name) => !isOfDesk(name))
      .map(read)
      .join('\n');
    const said = [...views.matchAll(/\b(say|around)\('([^']*)'\)/g)];
    expect(said.length).toBeGreaterThan(40);
    const wrong = said.filter(([, how, key = '']) => {
      const isSlot = isWordKey(key) && Object.values(kindsOf(key)).includes('slot');
      return (
        !isWordKey(key) ||
        isSlot !== (how === 'around') ||
        (how === 'say' && Object.keys(kindsOf(key)).length > 0)
      );
    });
    expect(wrong.map(([whole]) => whole)).toEqual([]);
    const code = ['src/pages', 'src/feeds', 'src/http', 'src/words']
      .flatMap((folder) => filesOf(folder, '.ts'))
      .filter((name) => name !== 'src/words/en.ts')
      .map(read)
      .join('\n');
    const made =
      /^(?:plain-\d+|plain-\d+-text|type-\w+|(?:section|topic|author)(?:-(?:title|none|description))?)$/;
    const unsaid = WORD_KEYS.filter((key) => !`${views}${code}`.includes(`'${key}'`) && !made.test(key));
    expect(unsaid).toEqual([]);
  });

  test('so do the views of the desk', () => {
    const code = [...VIEWS.filter(isOfDesk), ...filesOf('src/desk', '.ts'), ...filesOf('src/runtime', '.ts')]
      .map(read)
      .join('\n');
    const known = new Set<string>(DESK_WORD_KEYS);
    const said = [...code.matchAll(/\bsay(?:Desk)?\('([^']*)'/g)].map(([, key = '']) => key);
    expect(said.length).toBeGreaterThan(5);
    expect(said.filter((key) => !known.has(key))).toEqual([]);
    const isMade = (key: string): boolean => MADE_BY_THE_DESK.some((pattern) => pattern.test(key));
    expect(DESK_WORD_KEYS.filter((key) => !code.includes(`'${key}'`) && !isMade(key))).toEqual([]);
  });
});
