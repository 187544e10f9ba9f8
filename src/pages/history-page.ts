import type { ArticleRecord } from '../domain/article.ts';
import { isLanguageTag, textDirection } from '../domain/language.ts';
import { historyPath, pagedPath } from '../domain/urls.ts';
import { buildFrame, type PageFrame } from './frame/page-frame.ts';
import { buildHead } from './frame/page-head.ts';
import type { StoryVersion } from './history/story-history.ts';
import { type DiffPart, wordDiff } from './history/word-diff.ts';
import { instantTime, type ShownTime } from './parts/format-date.ts';
import type { Link, PageContext } from './parts/page-context.ts';
import { describePage, pageNumbers, type Pagination, titlePage } from './parts/pagination.ts';
import { buildSidebar, type Sidebar } from './parts/sidebar-view.ts';
import { languageOf } from './parts/teaser-view.ts';

/** The versions of a story, newest first, each with what it changed. */
export interface HistoryPage extends PageFrame {
  readonly heading: string;
  readonly story: Link;
  /** Of the story’s words. */
  readonly storyLang: string;
  readonly storyDir: 'ltr' | 'rtl';
  readonly versions: readonly VersionView[];
  readonly pagination: Pagination;
  readonly sidebar: Sidebar;
}

export interface VersionView {
  readonly time: ShownTime;
  /** `Present version`, `First version`, `Minor edit`; empty for most. */
  readonly labels: readonly string[];
  /** Whether it is folded, as small edits are. */
  readonly isFolded: boolean;
  /** What there is to say in place of a difference; null where there is one. */
  readonly note: string | null;
  /** Paragraphs that changed, those of headline and standfirst first; what stayed between them is left out. */
  readonly rows: readonly DiffRow[];
}

export interface DiffRow {
  readonly place: 'headline' | 'standfirst' | 'body';
  readonly parts: readonly DiffPart[];
}

/** Versions on one page: each is a comparison of two texts. */
export const VERSIONS_SHOWN = 8;
/** Of a paragraph that stayed around a change, so much is shown. */
const MOST_AROUND = 160;

/** Builds a page of the versions of a live story, newest first; null where there is no such page. */
export function buildHistoryPage(
  context: PageContext,
  article: ArticleRecord,
  versions: readonly StoryVersion[],
  page: number,
): HistoryPage | null {
  const { words, origin, site } = context;
  const offset = (page - 1) * VERSIONS_SHOWN;
  if (offset >= versions.length || versions.length < 2) return null;
  const path = historyPath(article.path);
  const language = languageOf(article.language, site);
  const heading = words.plain('history-title');
  const title = words.say('history-of', { headline: article.title });
  return {
    ...buildFrame(context, {
      path: article.path,
      head: buildHead(context, {
        title: titlePage(context, title, page),
        description: describePage(context, title, page),
        path: null,
        canonical: origin + article.path,
        structuredData: [],
      }),
    }),
    heading,
    story: { text: article.title, url: article.path },
    storyLang: language,
    storyDir: textDirection(language),
    versions: versions
      .slice(offset, offset + VERSIONS_SHOWN)
      .map((version, index) => buildVersion(context, versions, offset + index, { version, language })),
    pagination: buildSteps(context, path, page, Math.ceil(versions.length / VERSIONS_SHOWN)),
    sidebar: buildSidebar(context, [article.path]),
  };
}

function buildSteps({ words }: PageContext, path: string, page: number, last: number): Pagination {
  const step = (key: 'history-newer' | 'history-older', to: number): Link => ({
    text: words.plain(key),
    url: pagedPath(path, to),
  });
  return {
    page,
    last,
    position: words.say('page-position-of', { page, last }),
    newer: page > 1 ? step('history-newer', page - 1) : null,
    older: page < last ? step('history-older', page + 1) : null,
    numbers: pageNumbers(words, page, last, (number) => pagedPath(path, number)),
  };
}

function buildVersion(
  context: PageContext,
  versions: readonly StoryVersion[],
  index: number,
  { version, language }: { readonly version: StoryVersion; readonly language: string },
): VersionView {
  const { words } = context;
  const isFirst = index === versions.length - 1;
  const before = versions.slice(index + 1).find(({ said }) => said !== null)?.said ?? null;
  const labels = [
    ...(index === 0 ? [words.plain('history-present')] : []),
    ...(isFirst ? [words.plain('history-first')] : []),
    ...(version.isMinor && !isFirst ? [words.plain('history-minor')] : []),
  ];
  const view = { time: instantTime(version.at, context), labels, isFolded: version.isMinor && !isFirst };
  if (version.removed !== null) {
    const reason = version.removed.trim();
    const note =
      reason === '' ? words.plain('history-removed') : words.say('history-removed-why', { reason });
    return { ...view, note, rows: [] };
  }
  if (isFirst || (version.said !== null && before === null)) return { ...view, note: null, rows: [] };
  const rows = version.said === null || before === null ? null : diffRows(before, version.said, language);
  if (rows === null) return { ...view, note: words.plain('history-changed'), rows: [] };
  return { ...view, note: null, rows };
}

type Said = NonNullable<StoryVersion['said']>;

/** What changed between two versions; null where that cannot be told. */
function diffRows(before: Said, after: Said, language: string): DiffRow[] | null {
  const tag = isLanguageTag(language) ? language : 'und';
  const places = [
    ['headline', before.title, after.title],
    ['standfirst', before.standfirst ?? '', after.standfirst ?? ''],
    ['body', before.body, after.body],
  ] as const;
  const rows: DiffRow[] = [];
  for (const [place, old, young] of places) {
    if (old === young) continue;
    const found = wordDiff(old, young, tag);
    if (found === null) return null;
    for (const parts of found) {
      if (parts.some(({ kind }) => kind !== 'same')) rows.push({ place, parts: parts.map(shorten) });
    }
  }
  return rows;
}

/** What stayed is cut in its middle: readers look for what did not. */
function shorten(part: DiffPart, index: number, parts: readonly DiffPart[]): DiffPart {
  const { kind, text } = part;
  if (kind !== 'same' || text.length <= 2 * MOST_AROUND) return part;
  const head = index === 0 ? '' : cut(text.slice(0, MOST_AROUND), 'end');
  const tail = index === parts.length - 1 ? '' : cut(text.slice(-MOST_AROUND), 'start');
  return { kind, text: `${head} … ${tail}`.trim() };
}

/** A piece of a text without the half of a word, or of a character, at one end. */
function cut(text: string, side: 'start' | 'end'): string {
  const whole = side === 'end' ? text.replace(/\s+\S*$/u, '') : text.replace(/^\S*\s+/u, '');
  return whole === text ? text.toWellFormed().replaceAll('\ufffd', '') : whole;
}
