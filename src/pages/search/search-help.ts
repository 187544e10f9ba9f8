import { searchPath } from '../../domain/urls.ts';
import type { PlainKey } from '../../words/word-keys.ts';
import type { Words } from '../../words/words.ts';
import { editionsOf } from '../frame/counterparts.ts';
import type { Link, PageContext } from '../parts/page-context.ts';

/** A way to ask: an example that can be followed, and what it finds. */
export interface SearchHelpRow {
  readonly example: Link;
  readonly finds: string;
}

/** How many of the newest stories are looked at for one in the site's own language. */
const LOOKED_AT = 10;

/** Builds the table of the query language. Its examples are taken from a new story, so that they find something. */
export function buildSearchHelp(context: PageContext): SearchHelpRow[] {
  const { at, site, catalog, words, now } = context;
  const story = catalog
    .list({ kind: 'all' }, { now, offset: 0, limit: LOOKED_AT })
    .find(({ language }) => language === null || language === site.language);
  const article = story === undefined ? undefined : catalog.articleSource(story.path, now)?.article;
  const day = article?.published.day ?? '2016-07-15';
  const [first, second] = exampleWords(article?.title ?? '', site.locale, words);
  const section = site.sections[0]?.slug;
  const author = article?.authors[0]?.name;
  const topic = article?.topics[0]?.name;
  const other = editionsOf(site).find(({ language }) => language !== site.language)?.language;
  const rows: readonly (readonly [example: string | null, finds: PlainKey])[] = [
    [`${first} ${second}`, 'search-help-words'],
    [`"${first} ${second}"`, 'search-help-phrase'],
    [`${first.slice(0, 4)}*`, 'search-help-beginning'],
    [`${first} -${second}`, 'search-help-without'],
    [section === undefined ? null : `section:${section}`, 'search-help-section'],
    [author === undefined ? null : `author:${quoted(author)}`, 'search-help-author'],
    [topic === undefined ? null : `topic:${quoted(topic)}`, 'search-help-topic'],
    [other === undefined ? null : `lang:${other}`, 'search-help-language'],
    [`after:${day.slice(0, 7)}`, 'search-help-after'],
    [`${first} before:${Number(day.slice(0, 4)) + 1}`, 'search-help-before'],
  ];
  return rows.flatMap(([example, finds]) =>
    example === null
      ? []
      : [{ example: { text: example, url: at(searchPath(example)) }, finds: words.plain(finds) }],
  );
}

/** Two neighbouring words of a headline, in lower case, the longer the better; others where it has none. */
function exampleWords(title: string, locale: string, words: Words): readonly [string, string] {
  const all = title.toLocaleLowerCase(locale).split(' ');
  const pairs = all.slice(1).map((word, index) => [all[index] ?? '', word] as const);
  const shortest = (pair: readonly string[]): number => Math.min(...pair.map((word) => word.length));
  const [best] = pairs
    .filter((pair) => pair.every((word) => /^\p{L}{4,}$/u.test(word)))
    .sort((one, other) => shortest(other) - shortest(one));
  return best ?? [words.plain('search-help-first-word'), words.plain('search-help-second-word')];
}

const quoted = (name: string): string => (/[\s"]/.test(name) ? `"${name.replaceAll('"', '')}"` : name);
