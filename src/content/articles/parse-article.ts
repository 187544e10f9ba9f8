import type { Site } from '../../config/site.ts';
import type { ArticleBody, ArticleRecord } from '../../domain/article.ts';
import type { Moment } from '../../domain/moment.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import { editionFor, sectionNames, storyPrefix } from '../../domain/edition.ts';
import { articlePath } from '../../domain/urls.ts';
import type { Limits } from '../../domain/visibility.ts';
import type { Position } from '../../problems/line-index.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type ProblemLog } from '../../problems/problem-log.ts';
import { exactFixes } from '../../problems/exact-fixes.ts';
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
import { normaliseParts } from '../front-matter/normalise-parts.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { plainOpening } from '../markdown/plain-opening.ts';
import { namesPastYear, parseEditorTime, type Years } from '../times/parse-editor-time.ts';
import { type Document, placeLinks, readBody, readDocument } from '../document/read-document.ts';
import { headlineOf, type ParseMode, readText } from '../document/read-text.ts';
import { completeAddresses } from './old-addresses.ts';
import { renderPoints } from '../markdown/render-points.ts';
import { articleLanguage } from './article-language.ts';
import { readName } from './read-address-day.ts';
import { type FileName, readFileName } from './read-file-name.ts';
import { titleFromName } from './title-from-name.ts';
import { ARTICLE_EXTRA_KEYS, type ArticleFields, articleSchemaOf } from './schema.ts';
import { translationKey } from './versions/translation-key.ts';
import { extendEnd } from './extend-end.ts';
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
  const head = readHead({ file, text }, { site, years }, log);
  if (head.document === null) return refused(text, 0, log.list(), head.limits);
  const { document, name, created, dated } = head;
  const { fields, limits, bodyStart } = document;
  const hasTitle = isGiven(document, 'title');
  const ownLanguage = articleLanguage({ fields, file, named: name.language, text, bodyStart }, site);
  const language = ownLanguage ?? site.language;
  const hosts = siteHosts(site);
  const source = { file, title: hasTitle ? (fields.title ?? '') : null, language, ...hosts };
  const { isPlain, body, inspected, isMissing } = readText(document, source, mode, log);
  const nameTitle = hasTitle || body?.headline != null ? null : titleFromName(file, name.slug);
  if (document.isReadable) {
    const headline = body?.headline ?? null;
    checkArticle({ document, file, name, created, headline, nameTitle, ...hosts }, log);
  }
  // No page will ever ask for this body: its warnings are told now or never.
  if (log.hasErrors && isPlain && mode === 'head') readBody(document, source, log);
  const title = fields.title ?? headlineOf(body, language) ?? nameTitle;
  if (log.hasErrors || isMissing || title === null || dated === null) {
    return refused(text, bodyStart, log.list(), limits);
  }
  const slug = fields.slug?.slug ?? name.slug;
  const prefix = storyPrefix(ownLanguage, site);
  const hasStandfirst = (fields.description ?? fields.subtitle) !== undefined;
  // The same in every mode: what can be left unrendered is never rendered for it.
  const opening = (): string =>
    isPlain
      ? plainOpening({ text: text.slice(bodyStart), file, title, language })
      : (body?.readOpening() ?? '');
  const points = renderPoints(fields.points ?? [], { file, language });
  const record = toRecord({
    points: points.shown,
    fields,
    bylines: readBylines(fields.authors?.authors ?? [], document.located),
    limits,
    file,
    title,
    dated,
    slug,
    language: ownLanguage,
    prefix,
    edition: editionFor(ownLanguage, site),
    translation: translationKey({ file, language: ownLanguage, fields }, site),
    ...hosts,
    excerpt: hasStandfirst ? null : makeExcerpt(opening(), language),
  });
  const { article, places } = completeAddresses(record, { gathered: head.gathered, site, dated }, log);
  return {
    article,
    limits,
    formerPaths: formerPathsOf(head, { slug, day: dated.day, isPrefixed: prefix !== null }),
    hasOwnId: fields.id !== undefined,
    text,
    bodyStart,
    body: body && {
      bodyHtml: body.html,
      wordCount: body.wordCount,
      plainText: points.words + body.plainText,
    },
    inspectedText: inspected === null ? null : points.words + inspected.plainText,
    links: placeLinks(document, body?.links ?? inspected?.links ?? []),
    isPlain,
    aliasPlaces: new Map([...places, ...placeAliases(head.gathered, text.slice(0, bodyStart))]),
    partPlace: fields.series?.part == null ? null : document.located.at(['series', 'part']).value,
    problems: exactFixes(text, log.list()),
  };
}

type ArticleDocument = Document<ArticleFields>;

/** What front matter and file name say of an article. */
interface Head {
  readonly document: ArticleDocument;
  readonly name: FileName;
  /** When the text was made, where nothing else gives a date. */
  readonly created: Moment | null;
  /** When it is of; null where nothing says so. */
  readonly dated: Moment | null;
  readonly gathered: GatheredAddresses;
}

/** Reads front matter and file name; the document is null where the file is refused as a whole. */
function readHead(
  { file, text }: TextFile,
  { site, years }: { readonly site: Site; readonly years: Years | undefined },
  log: ProblemLog,
): Head | { readonly document: null; readonly limits: Limits } {
  const { timeZone } = site;
  let gathered: GatheredAddresses = NOTHING_GATHERED;
  const { document, limits } = readDocument(text, articleSchemaOf(site, years), log, {
    timeZone,
    extraKeys: ARTICLE_EXTRA_KEYS,
    adapt(written) {
      gathered = gatherAddresses(written, { site, file }, log);
      return normaliseParts(normaliseLabels(gathered.located, sectionNames(site), log), log);
    },
    // A past day that is none hides nothing, where the name of the file has the one that is meant.
    mayLack: (key, value) =>
      key === 'date' &&
      typeof value === 'string' &&
      namesPastYear(value, years) &&
      readFileName(file, { timeZone, years }).day !== null,
  });
  if (document === null) return { document, limits };
  const ownDate = document.fields.date?.moment ?? null;
  const name = readName(file, gathered.written, { timeZone, years, dated: ownDate?.day });
  const created =
    ownDate === null && name.day === null ? readCreated(document.located, timeZone, years) : null;
  const dated = ownDate ?? name.day ?? created;
  const ended = extendEnd(document.fields, limits, dated, timeZone);
  return { document: { ...document, ...ended }, name, created, dated, gathered };
}

const isGiven = ({ located }: ArticleDocument, key: string): boolean =>
  valueAt(located.data, [key]) !== undefined;

/** The paths by the rules of earlier releases. */
function formerPathsOf(
  { document: { fields }, name }: Head,
  now: { readonly slug: string; readonly day: string; readonly isPrefixed: boolean },
): string[] {
  const slugs = fields.slug === undefined ? name.formerSlugs : fields.slug.former;
  const former = now.isPrefixed ? [now.slug, ...slugs] : slugs;
  return former.map((slug) => articlePath(now.day, slug));
}

/** When the text was made, by other systems’ keys, as far as that is a date. */
function readCreated(located: LocatedData, timeZone: string, years?: Years): Moment | null {
  const written = isSourceMap(located.data) ? located.data[CREATED] : undefined;
  return typeof written === 'string' ? parseEditorTime(written, timeZone, years).moment : null;
}

/** The outcome for a file that has no article. */
export function refused(text: string, bodyStart: number, problems: Problem[], limits: Limits): ParsedArticle {
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
    problems: exactFixes(text, problems),
  };
}
