import type { DatabaseSync } from 'node:sqlite';
import type { PermalinkLedger } from '../permalinks/permalink.ts';
import { inTransaction } from '../sqlite/transaction.ts';
import { visibleRow } from '../store/article-row.ts';
import { type ArticleStore, articleStore } from '../store/article-store.ts';
import { dueArticles, eventQueries } from '../store/event-queries.ts';
import { type SourceStore, sourceStore } from '../store/source-store.ts';
import { folderLists } from '../store/write-folder-lists.ts';
import { articleLinks } from '../publish/article-links.ts';
import type { PublishBatch } from '../publish/outcome/publish-batch.ts';
import { digestsOf } from '../publish/file-read.ts';
import { newOutcome, type PublishOutcome } from '../publish/outcome/publish-outcome.ts';
import { articlePublisher } from '../publish/publish-articles.ts';
import { publishPages } from '../publish/publish-pages.ts';

/** Publishes for the sake of identity and URLs alone: nobody is told of keys, and nothing is searched, counted or related. */
export interface UrlPublisher {
  readonly articles: ArticleStore;
  readonly sources: SourceStore;
  /** The text of the article that a file had before another took its place; null for none. It is forgotten when it is asked for. */
  takeText(file: string): string | null;
  /** The standing pages as they were last published. */
  standingPages(): NonNullable<PublishBatch['standingPages']>;
  /**
   * Publishes as a Publisher does: the same articles get the same ids and URLs, and the ledger the same rows. Returns the
   * files that are to be read again. @throws Error from SQLite.
   */
  publish(batch: Pick<PublishBatch, 'reads' | 'gone' | 'standingPages'>, now: number): readonly string[];
  /** Publishes what the clock brings after `since` and until `until`, each at its own moment, in milliseconds since 1970. */
  advance(since: number, until: number): void;
}

export interface UrlPublisherDeps {
  readonly database: DatabaseSync;
  readonly ledger: PermalinkLedger;
  /** Whether no such file is in the content folder at the moment that is published. */
  readonly isGone: (file: string) => boolean;
}

const NOBODY = { changed() {}, gone() {} };
const NO_LINKS = { check: () => [], forget() {}, waitingFor: () => [] };

/** Prepares it over an open catalog with indexes. */
export function createUrlPublisher({ database, ledger, isGone }: UrlPublisherDeps): UrlPublisher {
  const store = articleStore(database, { related: NOBODY, tally: null, unkept: null });
  const texts = new Map<string, string>();
  const articles: ArticleStore = {
    ...store,
    remove(article) {
      const kept = store.textOf(article.key);
      if (kept !== null) texts.set(article.row.file, kept.text);
      store.remove(article);
    },
  };
  const sources = sourceStore(database);
  const lists = folderLists(database);
  const links = articleLinks(database, ledger);
  const { nextEvent } = eventQueries(database);
  const due = dueArticles(database);
  const publisher = articlePublisher({
    database,
    stores: { articles, sources, textLinks: NO_LINKS },
    ledger,
    links,
    around: null,
    isGone,
    isFirstBuild: false,
  });

  const conclude = (now: number, work: (into: PublishOutcome) => void): readonly string[] => {
    const into = newOutcome();
    inTransaction(database, () => {
      work(into);
      ledger.append(into.links, now);
    });
    return [...into.retry];
  };

  return {
    articles,
    sources,
    takeText(file) {
      const text = texts.get(file) ?? null;
      texts.delete(file);
      return text;
    },
    standingPages: lists.standingPages,
    publish: ({ reads = [], gone = [], standingPages }, now) =>
      conclude(now, (into) => {
        const digests = digestsOf(reads);
        for (const read of reads) into.add(publisher.publish(read, now, digests));
        for (const file of gone) {
          into.add(publisher.remove(file, now));
          texts.delete(file);
        }
        if (standingPages !== undefined)
          publishPages(standingPages, { lists, ledger, textLinks: NO_LINKS, isGone, now }, into);
      }),
    advance(since, until) {
      let last = since;
      for (let next = nextEvent(last); next !== null && next <= until; next = nextEvent(last)) {
        const [before, moment] = [last, next];
        conclude(moment, (into) => {
          for (const key of due(before, moment)) {
            const row = articles.ofKey(key)?.row;
            if (row !== undefined && visibleRow(row, moment) !== null) into.links.push(...links.of(row));
          }
        });
        last = moment;
      }
    },
  };
}
