import { toSitePath } from '../../domain/site-path.ts';
import { visibilityOf } from '../../domain/visibility.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { withQuery } from '../query-text.ts';
import { fileTabs, type ListCell, type ListContext, type ListPage } from './list-page.ts';

/** Paths that were ever published, in order, at most `limit` of those after `after`. */
export type ReadPaths = (after: string, limit: number) => readonly string[];

const PATH = '/redirects';
const MOST_ROWS = 100;
/** So many addresses are looked at for a page, since most are those of stories and lead nowhere else. */
const MOST_LOOKED_AT = 3_000;

/** What leads where: addresses that are no story's own, by the permalink ledger and the other addresses that files name. */
export function buildRedirectsList(context: ListContext, readPaths: ReadPaths): ListPage {
  const wanted = pathOf(context.asked('q'), context.siteUrl);
  const { rows, next } = walk(context, readPaths, wanted);
  return {
    title: sayDesk('list-redirects'),
    intro: sayDesk('list-redirects-intro'),
    tabs: fileTabs(PATH),
    search: {
      action: PATH,
      label: sayDesk('list-redirects-search'),
      hint: sayDesk('list-redirects-search-hint'),
      value: shown(wanted),
    },
    sections: [
      {
        name: 'addresses',
        title: sayDesk('list-redirects-found'),
        note: '',
        columns: [sayDesk('list-address'), sayDesk('list-answer'), sayDesk('list-leads-to')],
        rows,
        none: sayDesk('list-redirects-none'),
        next: next === null ? null : withQuery(PATH, { q: wanted, after: next }),
      },
    ],
  };
}

function walk(context: ListContext, readPaths: ReadPaths, wanted: string) {
  const { catalog, asked } = context;
  const after = asked('after');
  const from = after === '' ? wanted : after;
  const known = [...readPaths(from, MOST_LOOKED_AT), ...catalog.aliasPaths(from, MOST_LOOKED_AT)];
  // What either list holds beyond the end of the other was not read whole.
  const inOrder = [...new Set(known)].sort(byCodePoint).slice(0, MOST_LOOKED_AT);
  const paths = inOrder.filter((path) => path.startsWith(wanted));
  const isAddress = wanted !== '' && !wanted.endsWith('/');
  const rows: ListCell[][] = after === '' && isAddress ? [exactRow(wanted, context)] : [];
  for (const [index, path] of paths.entries()) {
    if (rows.length >= MOST_ROWS) return { rows, next: paths[index - 1] ?? null };
    rows.push(...rowOf(path, context));
  }
  const isEnd = paths.length < inOrder.length || inOrder.length < MOST_LOOKED_AT;
  return { rows, next: isEnd ? null : (paths.at(-1) ?? null) };
}

/** As SQLite orders texts: by their bytes, which for UTF-8 is by code point. */
const byCodePoint = (one: string, other: string): number =>
  Buffer.compare(Buffer.from(one), Buffer.from(other));

/** What an address answers that somebody asked for, whatever that is. */
function exactRow(path: string, context: ListContext): ListCell[] {
  const [row] = rowOf(path, context);
  const story = context.catalog.storyAt(path);
  const isLive = story !== null && visibilityOf(story, context.now) === 'live';
  const answer = isLive
    ? [{ text: sayDesk('list-answer-live'), tone: 'good' as const }, { text: story.title }]
    : [{ text: sayDesk('list-answer-unknown') }, { text: '' }];
  return row ?? [addressCell(path, context), ...answer];
}

const addressCell = (path: string, { siteUrl }: ListContext): ListCell => ({
  text: shown(path),
  url: siteUrl + path,
  isSource: true,
});

function rowOf(path: string, context: ListContext): ListCell[][] {
  const { catalog, now, siteUrl } = context;
  const story = catalog.storyAt(path);
  if (story !== null) {
    if (visibilityOf(story, now) !== 'expired') return [];
    const gone = { text: sayDesk('list-answer-gone'), tone: 'hint' } as const;
    return [[addressCell(path, context), gone, { text: story.title }]];
  }
  const led = catalog.resolve(path, now);
  if (led.kind === 'moved' && led.path !== path) {
    const to = { text: shown(led.path), url: siteUrl + led.path, isSource: true };
    return [[addressCell(path, context), { text: sayDesk('list-answer-moved') }, to]];
  }
  if (led.kind !== 'gone') return [];
  const gone = { text: sayDesk('list-answer-gone'), tone: 'hint' } as const;
  return [[addressCell(path, context), gone, { text: led.title ?? '' }]];
}

/**
 * The path of the site in what somebody typed or pasted, in the form in which addresses are kept: of a path, the beginning of one, or
 * a whole address of the site; '' for nothing.
 */
function pathOf(typed: string, siteUrl: string): string {
  const text = typed.trim();
  if (text === '') return '';
  const url = text.startsWith('/') ? null : URL.parse(text);
  const path = url !== null && url.origin === new URL(siteUrl).origin ? url.pathname : text;
  const found = toSitePath(path.startsWith('/') ? path : `/${path}`);
  if (found === null) return text;
  return path.endsWith('/') && found !== '/' ? `${found}/` : found;
}

/** A path as people read it. */
function shown(path: string): string {
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}
