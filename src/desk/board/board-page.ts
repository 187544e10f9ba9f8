import type { Catalog } from '../../catalog/read/catalog.ts';
import type { ComingMoment } from '../../catalog/store/newsroom-queries.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { type DeskDates, deskDates } from '../desk-dates.ts';
import { writeUrl } from '../desk-urls.ts';
import type { DeskNews, LivePublish } from '../news.ts';
import { feedRows } from './feed-rows.ts';
import { pictureFaults } from './picture-faults.ts';
import { type ProblemRow, problemRows, type ReadLines } from './problem-rows.ts';

/** Who has which file open. */
export interface OpenFile {
  readonly name: string;
  readonly file: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export interface BoardContext {
  readonly catalog: Catalog;
  readonly news: DeskNews;
  readonly siteUrl: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly open: readonly OpenFile[];
  /** Whether who looks at it may write. */
  readonly mayWrite: boolean;
}

const SHOWN = { live: 8, drafts: 8, pictures: 8, problems: 5, read: 5, newest: 40, moments: 200 };
const DAYS = 7;

/** What a row of the board says: a title with where it leads, and a note. */
interface Row {
  readonly title: string;
  /** An address of the desk, or of the site. */
  readonly url: string | null;
  readonly note: string;
  /** What the note is: good news, a hint, a fault, or nothing of these. */
  readonly tone: 'good' | 'hint' | 'fault' | 'plain';
}

/** Everything that the board shows, as the view prints it. */
export type BoardPage = ReturnType<typeof assemble>;

/** Hands one state of the catalog, with what else is known, to a function. */
export type AtOneMoment = <Result>(build: (context: BoardContext) => Result) => Result;

/** Builds the board. `readLines` is asked for the lines around the problems that are shown. */
export async function buildBoard(
  atOneMoment: AtOneMoment,
  news: DeskNews,
  readLines: ReadLines,
): Promise<BoardPage> {
  const problems = await problemRows(news.troubled(), SHOWN.problems, readLines);
  return atOneMoment((context) => assemble(context, problems));
}

function assemble(
  { catalog, news, siteUrl, now, open, mayWrite }: BoardContext,
  problems: readonly ProblemRow[],
) {
  const dates = deskDates(catalog.site().timeZone);
  const drafts = catalog.drafts(SHOWN.drafts);
  const opened = (file: string): string =>
    [...new Set(open.filter((one) => one.file === file).map(({ name }) => name))].join(', ');
  return {
    mayWrite,
    live: news
      .live()
      .slice(0, SHOWN.live)
      .map((publish) => liveRow(publish, siteUrl, dates)),
    week: weekDays(catalog, now, dates),
    zone: sayDesk('board-week-note', { zone: dates.timeZone }),
    problems,
    problemCount: sayDesk('board-problems-note', { count: news.troubled().size }),
    pictures: pictureFaults(catalog, now, SHOWN.newest)
      .slice(0, SHOWN.pictures)
      .map(
        ({ title, file, path, faults }): Row => ({
          title,
          url: file === null ? siteUrl + path : writeUrl(file),
          note: faults.map(({ word, values }) => sayDesk(word, values)).join(' · '),
          tone: 'hint',
        }),
      ),
    drafts: drafts.map(({ title, file, modifiedMs }): Row => {
      const names = opened(file);
      const changed = sayDesk('board-draft-changed', { time: dates.moment(modifiedMs) });
      const note = names === '' ? changed : `${changed} · ${sayDesk('board-open-by', { names })}`;
      return { title, url: writeUrl(file), note, tone: 'plain' };
    }),
    ...feedRows(news.feeds(), dates),
    read: catalog
      .mostReadStories(SHOWN.read)
      .map(({ title, path }): Row => ({ title, url: siteUrl + path, note: '', tone: 'plain' })),
    open: open.map(
      ({ name, file }): Row => ({ title: name, url: writeUrl(file), note: file, tone: 'plain' }),
    ),
  };
}

function liveRow(publish: LivePublish, siteUrl: string, dates: DeskDates) {
  const { title, path, file, isPublic, wasPublic, at, ms, way, commit, keys } = publish;
  const time = dates.second(at);
  const took = String(Math.max(0, Math.round(ms)));
  const how =
    way === 'git'
      ? sayDesk('board-live-git', { ms: took, commit: (commit ?? '').slice(0, 7) })
      : sayDesk(`board-live-${way}`, { ms: took });
  const pages = sayDesk('board-live-pages', { count: keys });
  const word = isPublic ? 'board-live-at' : wasPublic ? 'board-live-removed' : 'board-live-stored';
  const what = sayDesk(word, { time });
  return {
    title,
    iso: dates.iso(at),
    url: isPublic ? siteUrl + path : writeUrl(file),
    note: isPublic || wasPublic ? `${what}, ${how} · ${pages}` : what,
    tone: isPublic ? 'good' : 'plain',
  } satisfies Row & { iso: string };
}

/** The days from today on, each with what comes then. */
function weekDays(catalog: Catalog, now: number, dates: DeskDates) {
  const end = dates.startOfDay(now, DAYS);
  const coming = catalog.comingMoments(now, end, SHOWN.moments);
  return Array.from({ length: DAYS }, (_, index) => {
    const [from, to] = [dates.startOfDay(now, index), dates.startOfDay(now, index + 1)];
    return {
      day: dates.day(from),
      iso: dates.iso(from).slice(0, 10),
      moments: coming
        .filter(({ atMs }) => atMs >= from && atMs < to)
        .map((moment) => momentRow(moment, dates)),
    };
  });
}

const momentRow = ({ atMs, kind, title, file }: ComingMoment, dates: DeskDates) => ({
  time: dates.minute(atMs),
  iso: dates.iso(atMs),
  what: sayDesk(`board-comes-${kind}`),
  title,
  url: file === null ? null : writeUrl(file),
  isEnd: kind !== 'appears' && kind !== 'changes',
});
