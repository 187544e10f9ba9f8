import type { Problem } from '../problems/problem.ts';
import type { FeedsReport } from '../telemetry/feed-report.ts';
import type { PublishWay } from '../telemetry/machine-report.ts';

/** One file of a publish. */
export interface LivePublish {
  readonly file: string;
  /** Its URL on the site. */
  readonly path: string;
  readonly title: string;
  readonly change: 'added' | 'changed' | 'moved' | 'removed';
  readonly wasPublic: boolean;
  readonly isPublic: boolean;
  /** When readers had it, in milliseconds since 1970. */
  readonly at: number;
  /** How long after its cause (the file's first event, the push, the moment that was waited for), in ms. */
  readonly ms: number;
  readonly way: PublishWay;
  /** The commit that it came with, where it is a push. */
  readonly commit?: string;
  /** Surrogate keys that were dropped. */
  readonly keys: number;
}

/** What is wrong with a file. */
export interface TroubledFileNews {
  readonly problems: readonly Problem[];
  /** Whether readers have an earlier, good version of it. */
  readonly isServed: boolean;
  /** Since when this is so, in milliseconds since 1970. */
  readonly since: number;
}

/** What is told to those who listen; more is asked of `DeskNews` itself, or of the catalog. */
export type NewsEvent =
  | { readonly kind: 'live'; readonly publishes: readonly LivePublish[] }
  | { readonly kind: 'troubled'; readonly file: string }
  | { readonly kind: 'feeds' }
  /** Who has which file open has changed. */
  | { readonly kind: 'presence' }
  /** The catalog is another, or may be read again: everything may be different. */
  | { readonly kind: 'all' };

/** What has happened lately, in the memory of this process. */
export interface DeskNews {
  /** The newest first; of articles and pages alone, at most some hundreds. */
  live(): readonly LivePublish[];
  /** What is wrong with files now, by file. */
  troubled(): ReadonlyMap<string, TroubledFileNews>;
  /** How partner feeds are; null before anything was told. */
  feeds(): FeedsReport | null;
  /** Tells from now on. Returns what ends it. */
  subscribe(listener: (event: NewsEvent) => void): () => void;
  /** Tells those who listen; for what happens on the desk itself. */
  tell(event: NewsEvent): void;
}

/** What the supervisor tells the desk of the ingest. */
export type IngestNews =
  | { readonly kind: 'live'; readonly publishes: readonly LivePublish[] }
  | ({ readonly kind: 'troubled'; readonly file: string } & TroubledFileNews)
  | ({ readonly kind: 'feeds' } & FeedsReport);

/** So many publishes are remembered. */
const MOST_LIVE = 300;

/** Makes a memory of news, and the way into it. */
export function createDeskNews(): DeskNews & { take(news: IngestNews): void } {
  let live: readonly LivePublish[] = [];
  const troubled = new Map<string, TroubledFileNews>();
  let feeds: FeedsReport | null = null;
  const listeners = new Set<(event: NewsEvent) => void>();
  const tell = (event: NewsEvent): void => {
    for (const listen of [...listeners]) listen(event);
  };
  return {
    live: () => live,
    troubled: () => troubled,
    feeds: () => feeds,
    subscribe(listener) {
      // Each has an entry of its own, should one be handed in twice.
      const entry = (event: NewsEvent): void => listener(event);
      listeners.add(entry);
      return () => void listeners.delete(entry);
    },
    tell,
    take(news) {
      if (news.kind === 'live') {
        live = [...news.publishes.toReversed(), ...live].slice(0, MOST_LIVE);
        tell(news);
      } else if (news.kind === 'troubled') {
        const { file, problems, isServed, since } = news;
        if (problems.length === 0) troubled.delete(file);
        else troubled.set(file, { problems, isServed, since });
        tell({ kind: 'troubled', file });
      } else {
        feeds = news;
        tell({ kind: 'feeds' });
      }
    },
  };
}
