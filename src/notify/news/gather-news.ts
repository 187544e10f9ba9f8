import { hash } from 'node:crypto';
import type { Clock } from '../send-request.ts';
import type { NewsEvent, NewsProblem, NewsStory, ScheduledStory } from './news-event.ts';
import type { EmbargoChange, NewsStore, TroubleChange, TroubleRow } from './news-store.ts';
import { worthTelling } from './worth-telling.ts';

/** What an ingest knows of a file. */
export interface FileTrouble {
  readonly file: string;
  readonly problems: readonly NewsProblem[];
  readonly isServed: boolean;
}

/** A story that a publish changed. */
export interface ChangedStory extends Omit<NewsStory, 'url'> {
  readonly path: string;
}

/** A story whose embargo changed. */
export interface EmbargoedStory extends ChangedStory {
  /** Whether readers see it now. */
  readonly isPublic: boolean;
  /** From when they are to see it, in milliseconds since 1970; null for no such moment. */
  readonly was: number | null;
  readonly is: number | null;
}

export interface GatherNewsOptions {
  /** Runs work on the store; false where that fails, which was told then. */
  readonly use: (work: (store: NewsStore) => void) => boolean;
  /** Takes what is to be told now. Never throws. */
  readonly tell: (event: NewsEvent) => void;
  readonly clock: Clock;
  /** Public origin without a trailing slash. */
  readonly origin: string;
}

/** Gathers what editors have to know, so that a burst is one message, and what is mended at once none. */
export interface NewsGatherer {
  troubled(trouble: FileTrouble): void;
  /** Stories that readers see for the first time, which is told at once. */
  live(stories: readonly ChangedStory[]): void;
  embargoed(stories: readonly EmbargoedStory[]): void;
  /** Nothing more comes. What is gathered is told after the next start. */
  close(): void;
}

/** So long what differs from what was told is gathered, from the first difference on; in ms. */
export const GATHER_MS = 60_000;
/** A file that was in trouble and has not been named so long after the start is mended; in ms. */
export const START_MS = 60_000;
/** So long a disk that does not take something is left alone; in ms. */
const REST_MS = 10_000;
/** So long files are gathered for one write; in ms. */
const SOON_MS = 100;

/** Starts gathering. What was gathered before the last end is told in its time. */
export function gatherNews({ use, tell, clock, origin }: GatherNewsOptions): NewsGatherer {
  const { now, timers } = clock;
  const startedAt = now();
  /** Files that were named since the start, until what was wrong before is compared with them. */
  let named: Set<string> | null = new Set();
  /** What is not in the store yet. */
  const troubles = new Map<string, TroubleChange>();
  const embargoes: EmbargoChange[] = [];
  const told = ({ id, path, title, file }: ChangedStory): NewsStory => ({
    id,
    url: origin + path,
    title,
    file,
  });
  let timer: unknown = null;
  let isAwake = false;
  let isToldUnnoted = false;
  let isClosed = false;

  /** Returns whether the store has all that came. */
  const offer = (): boolean => {
    if (troubles.size + embargoes.length === 0) return true;
    const isTaken = use((store) => store.put([...troubles.values()], embargoes));
    if (isTaken) {
      troubles.clear();
      embargoes.length = 0;
    }
    return isTaken;
  };

  /** `soonestMs` is when it rises at the latest, from now. */
  const sleep = (soonestMs: number | null): void => {
    if (isClosed) return;
    let at = named === null ? Number.POSITIVE_INFINITY : startedAt + START_MS;
    use((store) => {
      const since = store.since();
      if (since !== null) at = Math.min(at, since + GATHER_MS);
    });
    // A clock that was set is noticed within the time that it takes to gather.
    const wait = soonestMs ?? Math.min(Math.max(0, at - now()), GATHER_MS);
    timers.clearTimeout(timer);
    timer = soonestMs !== null || Number.isFinite(at) ? timers.setTimeout(rise, wait) : null;
  };

  /** Returns whether the store took all that it was asked to. */
  const look = (): boolean => {
    // What was told is noted before anything else comes into the store.
    if (isToldUnnoted && !use((store) => store.markTold())) return false;
    isToldUnnoted = false;
    if (!offer()) return false;
    const known = named;
    if (known !== null && now() >= startedAt + START_MS) {
      const isCompared = use((store) => {
        const gone = store.troubled().filter((file) => !known.has(file));
        store.put(
          gone.map((file) => ({ file, body: null, digest: null, isServed: true, at: now() })),
          [],
        );
      });
      if (!isCompared) return false;
      named = null;
    }
    let events: readonly NewsEvent[] = [];
    const isRead = use((store) => {
      const since = store.since();
      // A later moment than now is that of a clock that was ahead.
      if (since === null || (now() < since + GATHER_MS && now() >= since)) return;
      events = eventsOf(store, now());
      isToldUnnoted = true;
    });
    for (const event of events) tell(event);
    if (!isRead || !isToldUnnoted) return isRead;
    isToldUnnoted = !use((store) => store.markTold());
    return !isToldUnnoted;
  };
  const rise = (): void => {
    isAwake = false;
    sleep(look() ? null : REST_MS);
  };

  sleep(null);
  return {
    troubled({ file, problems, isServed }) {
      named?.add(file);
      const worth = worthTelling(problems);
      const body = worth.length === 0 ? null : JSON.stringify(worth);
      troubles.set(file, { file, body, digest: digestOf(worth, isServed), isServed, at: now() });
      if (!isAwake) sleep(SOON_MS);
      isAwake = true;
    },
    live(stories) {
      if (stories.length === 0) return;
      tell({ type: 'article.live', at: isoOf(now()), count: stories.length, articles: stories.map(told) });
    },
    embargoed(stories) {
      if (stories.length === 0) return;
      for (const { isPublic, was, is, ...story } of stories) {
        // That it is live is told by itself.
        const change = isPublic ? null : { was, is };
        embargoes.push({ id: story.id, story: JSON.stringify(told(story)), change, at: now() });
      }
      sleep(offer() ? null : REST_MS);
    },
    close() {
      isClosed = true;
      timers.clearTimeout(timer);
      if (!isToldUnnoted || use((store) => store.markTold())) offer();
    },
  };
}

/** The same for what reads the same to an editor, wherever in the file it stands; null for nothing. */
function digestOf(problems: readonly NewsProblem[], isServed: boolean): string | null {
  if (problems.length === 0) return null;
  const said = problems.map(({ code, message }) => `${code} ${message}`).toSorted();
  return hash('sha256', JSON.stringify([isServed, said])).slice(0, 16);
}

function eventsOf(store: NewsStore, now: number): NewsEvent[] {
  const troubles = store.troubles();
  const found = troubles.filter(({ body }) => body !== null);
  const mended = troubles.filter(({ body }) => body === null);
  const scheduled = store.embargoes().filter(({ is }) => is === null || is > now);
  const events: NewsEvent[] = [];
  if (found.length > 0) {
    const files = found.map(({ file, isServed, body }) => ({
      ...{ file, isServed },
      problems: JSON.parse(body ?? '[]') as NewsProblem[],
    }));
    events.push({ type: 'problem.found', at: latest(found), count: files.length, files });
  }
  if (mended.length > 0) {
    const files = mended.map(({ file, isServed }) => ({ file, isServed }));
    events.push({ type: 'problem.mended', at: latest(mended), count: files.length, files });
  }
  if (scheduled.length > 0) {
    const articles = scheduled.map(
      ({ story, was, is }): ScheduledStory => ({
        ...(JSON.parse(story) as NewsStory),
        showsFrom: is === null ? null : isoOf(is),
        previously: was === null ? null : isoOf(was),
      }),
    );
    events.push({ type: 'article.scheduled', at: latest(scheduled), count: articles.length, articles });
  }
  return events;
}

/** The moment of the last of them: the same however often it is told. */
const latest = (rows: readonly Pick<TroubleRow, 'differsMs'>[]): string =>
  isoOf(rows.reduce((last, { differsMs }) => Math.max(last, differsMs), 0));

const isoOf = (ms: number): string => new Date(ms).toISOString();
