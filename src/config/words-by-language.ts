import type { ProblemLog } from '../problems/problem-log.ts';
import { quoteText } from '../problems/quote-text.ts';
import { languageName } from '../problems/known-language.ts';
import { keyOf, nameOf } from '../problems/reading/describe-issue.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../problems/reading/located-data.ts';
import { toTag } from './site-languages.ts';

/** Which words are asked for: those of one of the site's languages, or its own. */
export interface AskedWords {
  /** BCP 47 tag. */
  readonly language: string;
  /** A text that stands for no language is the site's own; so is the first of a map without it. */
  readonly isOwn: boolean;
}

/**
 * A map as one language has it: of each of these keys that holds a map by language, the text of that one stands there, and its
 * place is that text's. What the language has no words for is absent.
 */
export function inLanguage(located: LocatedData, keys: readonly string[], asked: AskedWords): LocatedData {
  if (!isSourceMap(located.data)) return located;
  const data: Record<string, SourceData> = Object.assign(Object.create(null), located.data);
  const places = new Map<string, string>();
  for (const key of keys) {
    const written = data[key];
    if (written === undefined) continue;
    if (!isSourceMap(written)) {
      if (!asked.isOwn) delete data[key];
      continue;
    }
    const inner = keyFor(written, MAY_LACK.has(key) ? { ...asked, isOwn: false } : asked);
    const text = inner === undefined ? undefined : written[inner];
    if (inner === undefined || text === undefined) delete data[key];
    else {
      data[key] = text;
      places.set(key, inner);
    }
  }
  const placeOf = (path: DataPath): DataPath => {
    const [key, ...rest] = path;
    const inner = typeof key === 'string' ? places.get(key) : undefined;
    return key === undefined || inner === undefined ? path : [key, inner, ...rest];
  };
  return { data, at: (path) => located.at(placeOf(path)), has: (path) => located.has(placeOf(path)) };
}

/** Keys for which a language has something of its own where nothing is written: that is better than another’s. */
const MAY_LACK: ReadonlySet<string> = new Set(['locale']);

/** The key of a language in a map, however its tag is written. */
function keyFor(written: SourceMap, { language, isOwn }: AskedWords): string | undefined {
  const keys = Object.keys(written);
  return keys.find((key) => toTag(key) === language) ?? (isOwn ? keys[0] : undefined);
}

/** What is told of a text that may be written in several languages. */
export interface ExpectedWords {
  /** Those of the site, its own first. */
  readonly languages: readonly string[];
  /** Whether one text may be meant for all of them, as a name may. */
  readonly isOneEnough: boolean;
}

/**
 * Warns of the languages of the site in which a text that may be told in several is not written, and of those that it
 * has besides.
 */
export function tellMissingWords(
  located: LocatedData,
  path: DataPath,
  { languages, isOneEnough }: ExpectedWords,
  log: ProblemLog,
): void {
  const { data } = located;
  if (data === undefined || (!isSourceMap(data) && (isOneEnough || languages.length < 2))) return;
  const [own = ''] = languages;
  const tags = isSourceMap(data) ? Object.keys(data).map((key) => [key, toTag(key)] as const) : [];
  for (const [key, tag] of tags) {
    if (tag !== null && languages.includes(tag)) continue;
    log.warn(
      {
        code: 'language-unlisted',
        message: `${nameOf(path)}: ${quoteText(key)} is none of the site’s languages; readers see nothing of it.`,
        hint: `${tag === null ? 'Correct' : 'Add it to languages, or correct'} or remove it. The site’s languages: ${languages.join(', ')}.`,
        about: key,
      },
      located.at([key]).key,
    );
  }
  const written = isSourceMap(data) ? tags.map(([, tag]) => tag) : [own];
  const missing = languages.filter((tag) => !written.includes(tag));
  if (missing.length === 0 || MAY_LACK.has(keyOf(path))) return;
  const all = languages.map((tag) => `${tag}: …`).join(', ');
  log.warn(
    {
      code: 'words-missing',
      message: `${nameOf(path)}: is not written in ${listed(missing.map(languageName))}; readers see ${missing.includes(own) ? 'what is written first' : 'the site’s own words'}.`,
      hint: `Write it in each language: {${all}}.`,
      about: keyOf(path),
    },
    located.at([]).value,
  );
}

const listed = (names: readonly string[]): string =>
  new Intl.ListFormat('en', { type: 'conjunction' }).format(names);
