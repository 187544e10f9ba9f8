import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import { parsedFor } from '../read/parsed-for.ts';
import type { MergeRows } from './publish-permalinks.ts';
import type { Announcing, PublishContext } from './publish-context.ts';

/** Publishes what was, at its own moments, to the catalog that readers have. Moments are milliseconds since 1970. */
export interface PastPublisher extends Pick<Publisher, 'articles' | 'sources'> {
  /** The standing pages as they were last published. */
  standingPages(): NonNullable<PublishBatch['standingPages']>;
  /** Publishes a batch as of a moment. Returns the files that are to be read again. */
  publish(batch: Pick<PublishBatch, 'reads' | 'gone' | 'standingPages'>, at: number): readonly string[];
  /** Publishes what the clock brings until a moment. */
  advance(since: number, until: number): void;
  /** Publishes settings; articles that are read otherwise by them are the caller’s business. */
  publishSite(site: Site, at: number): void;
}

/** What is known of a site besides its files. */
export interface PastOfSite {
  /** Publishes what lies between what is published and what the folder holds, where that is known. */
  between(past: PastPublisher): void;
  /** Adds rows to the ledger. */
  readonly mergeRows: MergeRows;
}

/** Prepares it; no moment may be before the one up to which the clock was published, nor before the last one. */
export function pastPublisher(context: PublishContext, how: Announcing = {}): PastPublisher {
  const { writer, publisher, publish, due } = context;
  const settings = catalogSettings(writer.database);
  const { standingPages } = folderLists(writer.database);
  return {
    articles: publisher.articles,
    sources: publisher.sources,
    standingPages,
    publish: (batch, at) => publish(batch, { ...how, at }).retry,
    advance: (_since, until) => due({ ...how, at: until }),
    publishSite(site, at) {
      publish({ site: JSON.stringify(site) }, { ...how, at });
      settings.put('parsed-for', parsedFor(site));
    },
  };
}
