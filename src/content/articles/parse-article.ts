import type { Site } from '../../config/site.ts';
import type { ArticleBody, ArticleRecord } from '../../domain/article.ts';
import { isMdxName } from '../../domain/markdown/markdown-name.ts';
import type { Moment } from '../../domain/moment.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { articlePath, languagePrefix } from '../../domain/urls.ts';
import { type Limits, NO_LIMITS } from '../../domain/visibility.ts';
import type { Position } from '../../problems/line-index.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { settleFixes } from '../../problems/settle-fixes.ts';
import { runForAWhile } from '../../problems/reading/run-with-deadline.ts';
import { readBylines, toRecord } from './article-record.ts';
import { checkArticle } from './check-article.ts';
import {
  type GatheredAddresses,
  gatherAddresses,
  NOTHING_GATHERED,
  placeAliases,
} from './gather-addresses.ts';
import { makeExcerpt } from '../document/make-excerpt.ts';
import { normaliseLabels } from './normalise-labels.ts';
import { CREATED } from '../front-matter/date-keys.ts';
import { LABEL_KEYS, PART_KEYS } from '../front-matter/key-dialects.ts';
import { normaliseParts } from '../front-matter/normalise-parts.ts';
import { isPlainBody } from '../markdown/syntax/is-plain-body.ts';
import { ownHosts } from '../document/own-hosts.ts';
import { plainOpening } from '../markdown/plain-opening.ts';
import { parseEditorTime, type Years } from '../times/parse-editor-time.ts';
import { parseSafely } from '../document/parse-safely.ts';
import { inspectPlainBody, placeLinks, readBody, readDocument } from '../document/read-document.ts';
import { completeAddresses } from './old-addresses.ts';
import { articleLanguage } from './article-language.ts';
import { readName } from './read-address-day.ts';
import { titleFromName } from './title-from-name.ts';
import { articleSchemaOf, MAX_TITLE } from './schema.ts';
import { settleEnd } from './settle-end.ts';
import { isSourceMap, type LocatedData, valueAt } from '../../problems/reading/located-data.ts';

export interface TextFile {
  /** Path below the content folder, with forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** An article's body as it was rendered; plainText is its words without tags. */
export interface RenderedArticleBody extends ArticleBody {
  readonly plainText: string;
}

export interface ParsedArticle {
  /** Null where any problem is an error; warnings leave it readable. */
  readonly article: ArticleRecord | null;
  /** Who may see it and when, also where there is no article: its last good version must not be shown to others. */
  readonly limits: Limits;
  /** Its paths by the rules of earlier releases, where those were others. */
  readonly formerPaths: readonly string[];
  /** Whether the front matter names the id. */
  readonly hasOwnId: boolean;
  /** The file's text without byte order mark and with LF line ends. */
  readonly text: string;
  /** Where the body begins in `text`, in UTF-16 code units. */
  readonly bodyStart: number;
  /** Null where there is no article, and of a plain body in mode `head`. */
  readonly body: RenderedArticleBody | null;
  /** The words of a plain body in mode `inspect`, where `body` is null then; else null. */
  readonly inspectedText: string | null;
  /** Where its body links to within the site, but for parts of its own; none of a plain body in mode `head`. */
  readonly links: readonly PlacedLink[];
  /** Whether renderArticleBody gives this body from the text at any time, soon and without an error. */
  readonly isPlain: boolean;
  /** Where each alias is written. */
  readonly aliasPlaces: ReadonlyMap<string, Position>;
  /** Where the number of its part of a series is written; null for none. */
  readonly partPlace: Position | null;
  readonly problems: Problem[];
}

/**
 * What to parse: all; or only what decides whether there is an article, and what it is; or that and the
 * words and problems of the body.
 */
export type ParseMode = 'full' | 'head' | 'inspect';

/**
 * Parses one article. In mode `head` the plain body of a sound article is not rendered, and so its
 * warnings are not told; in mode `inspect` they are, and its words in `inspectedText`. All else is the
 * same. Dates are of one of `years`. Pure: no disk, and no verdict from the clock. Takes at most about 3 s, and two minutes where the machine is busy.
 * @throws MachineBusyError where the machine had no time for it; else only through a fault of the program.
 */
export function parseArticle(
  { file, text: written }: TextFile,
  site: Site,
  mode: ParseMode = 'full',
  years?: Years,
): ParsedArticle {
  const log = createProblemLog(file);
  const text = normaliseLines(written, log);
  let gathered: GatheredAddresses = NOTHING_GATHERED;
  const read = readDocument(text, articleSchemaOf(site, years), log, {
    timeZone: site.timeZone,
    extraKeys: EXTRA_KEYS,
    adapt(written) {
      gathered = gatherAddresses(written, { site, file }, log);
      return normaliseParts(normaliseLabels(gathered.located, site.sections, log), log);
    },
  });
  if (read.document === null) return refused(text, 0, log.list(), read.limits);
  const { located, bodyStart } = read.document;
  const day = read.document.fields.date?.moment.day;
  const name = readName(file, gathered.written, { timeZone: site.timeZone, years, dated: day });
  const isDated = name.day !== null || day !== undefined;
  const created = isDated ? null : readCreated(located, site.timeZone, years);
  const dated = read.document.fields.date?.moment ?? name.day ?? created ?? undefined;
  const { fields, limits } = settleEnd(read.document.fields, read.limits, dated, site.timeZone);
  const document = { ...read.document, fields, limits };
  const hasTitle = valueAt(located.data, ['title']) !== undefined;
  // Without a title in the front matter the body gives it, and is not the same once it has one.
  const isPlain = fields.title !== undefined && !isMdxName(file) && isPlainBody(text.slice(bodyStart));
  const ownLanguage = articleLanguage({ fields, file, named: name.language, text, bodyStart }, site);
  const language = ownLanguage ?? site.language;
  const source = {
    file,
    title: hasTitle ? (fields.title ?? '') : null,
    language,
    isOwnHost: ownHosts(site),
  };
  const render = () => readBody(document, source, log);
  const inspected = mode === 'inspect' && isPlain ? inspectPlainBody(document, source, log) : null;
  const isRendered = !isPlain || mode === 'full' || (mode === 'inspect' && inspected === null);
  const body = isRendered ? render() : null;
  const headline = body?.headline?.slice(0, MAX_TITLE) ?? null;
  const nameTitle = hasTitle || headline !== null ? null : titleFromName(file, name.slug);
  if (document.isReadable) {
    checkArticle({ document, file, name, created, headline: body?.headline ?? null, nameTitle }, log);
  }
  // No page will ever ask for this body: its warnings are told now or never.
  if (log.hasErrors && isPlain && mode === 'head') render();
  const title = fields.title ?? headline ?? nameTitle;
  const isBodyMissing = isRendered && body === null;
  if (log.hasErrors || isBodyMissing || title === null || dated == null) {
    return refused(text, bodyStart, log.list(), limits);
  }
  const slug = fields.slug?.slug ?? name.slug;
  // The same in every mode: what can be left unrendered is never rendered for it.
  const openingOfBody = (): string =>
    isPlain
      ? plainOpening({ text: text.slice(bodyStart), file, title, language })
      : (body?.readOpening() ?? '');
  const hasStandfirst = (fields.description ?? fields.subtitle) !== undefined;
  const excerpt = hasStandfirst ? null : makeExcerpt(openingOfBody(), language);
  const prefix = languagePrefix(ownLanguage, site.language);
  const formerSlugs = fields.slug === undefined ? name.formerSlugs : fields.slug.former;
  const former = prefix === null ? formerSlugs : [slug, ...formerSlugs];
  const record = toRecord({
    fields,
    bylines: readBylines(fields.authors?.authors ?? [], located),
    limits,
    file,
    title,
    dated,
    slug,
    language: ownLanguage,
    prefix,
    excerpt,
  });
  const { article, places } = completeAddresses(record, { gathered, site, dated }, log);
  return {
    article,
    limits,
    formerPaths: former.map((one) => articlePath(dated.day, one)),
    hasOwnId: fields.id !== undefined,
    text,
    bodyStart,
    body: body && { bodyHtml: body.html, wordCount: body.wordCount, plainText: body.plainText },
    inspectedText: inspected?.plainText ?? null,
    links: placeLinks(document, body?.links ?? inspected?.links ?? []),
    isPlain,
    aliasPlaces: new Map([...places, ...placeAliases(located)]),
    partPlace: fields.series?.part == null ? null : located.at(['series', 'part']).value,
    problems: settleFixes(text, log.list()),
  };
}

/** Files that share a deadline, and its milliseconds by the clock: what a single file may take. */
const SHARED = 64;
const SHARED_LIMIT = 2300;

/**
 * Parses articles as parseArticle does, in the order given, many under one deadline. A file that exceeds
 * it is parsed again, alone, under deadlines of its own, which judge it; the files before and after it are not. One
 * whose parsing throws is told and has no article. Null stands for one that the machine had no time to judge. Never throws.
 */
export function parseArticles(
  files: readonly TextFile[],
  site: Site,
  mode: ParseMode = 'full',
  years?: Years,
): (ParsedArticle | null)[] {
  const parsed: (ParsedArticle | null)[] = [];
  const parseNext = (file: TextFile): void => {
    const result = parseSafely(
      file.file,
      () => parseArticle(file, site, mode, years),
      (problems) => refused(file.text, 0, problems, NO_LIMITS),
    );
    parsed.push(result);
  };
  while (parsed.length < files.length) {
    const batch = files.slice(parsed.length, parsed.length + SHARED);
    const isDone = runForAWhile(() => batch.forEach(parseNext), SHARED_LIMIT);
    const culprit = files[parsed.length];
    if (!isDone && culprit !== undefined) parseNext(culprit);
  }
  return parsed;
}

const EXTRA_KEYS = [...LABEL_KEYS.filter((key) => key !== 'topics'), CREATED, ...PART_KEYS];

/** When the text was made, by other systems’ keys, as far as that is a date. */
function readCreated(located: LocatedData, timeZone: string, years?: Years): Moment | null {
  const written = isSourceMap(located.data) ? located.data[CREATED] : undefined;
  return typeof written === 'string' ? parseEditorTime(written, timeZone, years).moment : null;
}

function refused(text: string, bodyStart: number, problems: Problem[], limits: Limits): ParsedArticle {
  return {
    article: null,
    limits,
    formerPaths: [],
    hasOwnId: false,
    text,
    bodyStart,
    body: null,
    inspectedText: null,
    links: [],
    isPlain: false,
    aliasPlaces: new Map(),
    partPlace: null,
    problems: settleFixes(text, problems),
  };
}
