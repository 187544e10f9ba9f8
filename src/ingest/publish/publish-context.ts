import type { DatabaseSync } from 'node:sqlite';
import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import { visibleRow } from '../../catalog/store/article-row.ts';
import type { PublishBatch, Publisher, PublishResult } from '../../catalog/publish/publisher.ts';
import { type CatalogSettings, catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import { TOP_STORIES_KEY } from '../../domain/surrogate-keys.ts';
import { type RemovalGuard, removalGuard } from './guard-removal.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { PublishLog } from './publish-log.ts';
import { contentFolder, type TextFolder, type TextRead } from '../read/text-folder.ts';
import type { UnjudgedFile, UnjudgedFiles } from '../watch/unjudged-files.ts';

/** A publish as those who keep finished pages, and those who are told of publishes, have to know it. */
export interface PageChange {
  /** The catalog's version from then on. */
  readonly version: number;
  /** Surrogate keys of the pages that differ. */
  readonly keys: ReadonlySet<string>;
  /** Articles and standing pages that differ, drafts included. */
  readonly changes: readonly ArticleChange[];
}

export interface PublishFilesDeps {
  readonly contentDir: string;
  readonly database: DatabaseSync;
  readonly publisher: Publisher;
  readonly log: PublishLog;
  readonly now: () => number;
  readonly openPool: (files: number, site: Site) => ParsePool;
  /** Whether an event of this file has come since it was read; what was read may be half of it. */
  readonly isDirty: (file: string) => boolean;
  /** Takes the files that the machine was too busy to judge, and is told of those that were judged. */
  readonly unjudged: Pick<UnjudgedFiles, 'add' | 'has' | 'judged'>;
  /** Told of every publish that changes pages, when readers have it. */
  readonly onPublish: (publish: PageChange) => void;
  /** Told whenever articles or pins changed, whether readers see them or not: moments to wait for may be others. */
  readonly onStored: () => void;
  /** Told when bodies were left for later. */
  readonly onUnindexed: () => void;
  /** Told which files that are no articles readers may be given as they are, and which are gone for good. */
  readonly onGood: (good: readonly TextRead[], gone: readonly string[]) => void;
}

/** A batch, and the files that were read with it and could not be judged. */
export type ReadForPublish = PublishBatch & { readonly unjudged?: readonly UnjudgedFile[] };

/** How a publish is told. */
export interface Announcing {
  /** When the first event of a file came, for the log. */
  readonly since?: ReadonlyMap<string, number>;
  /** Where an open transaction keeps it from readers: takes what changed, and problems alone are told. */
  readonly held?: ArticleChange[];
}

/** What the publishers of articles, lists and the site share. */
export interface PublishContext extends PublishFilesDeps {
  readonly settings: CatalogSettings;
  /** The content folder's small files. */
  readonly folder: TextFolder;
  readonly guard: RemovalGuard;
  /** The site as it was last published. */
  readonly readSite: () => Site;
  /** Publishes a batch and tells what it changed and what is wrong with its files; those unjudged wait. */
  readonly publish: (
    batch: ReadForPublish & { readonly good?: readonly TextRead[] },
    how?: Announcing,
  ) => PublishResult;
  readonly announce: (result: PublishResult, how?: Announcing) => void;
  /** Publishes what the clock has brought since it was last asked; where it was set back, what that takes back. */
  readonly due: (how?: Announcing) => void;
}

/** Prepares what they share. */
export function publishContext(deps: PublishFilesDeps): PublishContext {
  const { contentDir, database, publisher, log, now, unjudged, onPublish, onStored, onGood } = deps;
  const settings = catalogSettings(database);
  const storedSite = siteReader(settings);

  const announce: PublishContext['announce'] = (result, { since, held } = {}) => {
    const done = now();
    const isHeld = held !== undefined;
    for (const change of result.changes) held?.push(change);
    for (const change of isHeld ? [] : result.changes) {
      const begun = since?.get(change.file);
      log.published(change, begun === undefined ? null : done - begun, result.keys.size);
    }
    for (const name of isHeld ? [] : result.lists) log.listed(`${name}.yaml`, result.keys.size);
    for (const [file, problems] of result.problems) {
      const kept = problems.length === 0 ? null : publisher.articles.ofFile(file);
      log.troubled(file, problems, visibleRow(kept?.row ?? null, done) !== null);
    }
    if (result.changes.length > 0 || result.lists.includes(TOP_STORIES_KEY)) onStored();
    if (result.keys.size > 0 && !isHeld) onPublish(result);
  };

  const clock = (): number | null => {
    const stored = settings.get('clock');
    return stored === null ? null : Number(stored);
  };
  const due: PublishContext['due'] = (how) => {
    const moment = Math.floor(now());
    const result = publisher.publishDue(clock() ?? moment, moment);
    settings.put('clock', String(moment));
    announce(result, how);
  };

  return {
    ...deps,
    settings,
    folder: contentFolder(contentDir),
    due,
    guard: removalGuard(contentDir, database, log),
    readSite: () => {
      const site = storedSite();
      if (site === null) throw new Error('the catalog holds no site');
      return site;
    },
    announce,
    publish(batch, how) {
      const { reads = [], sources = [], gone = [], goneSources = [], good = [] } = batch;
      const moment = Math.floor(now());
      // Moments between what is published now and a clock that was ahead would count as past already.
      if ((clock() ?? moment) > moment) due(how);
      const result = publisher.publish(batch, moment);
      unjudged.add(batch.unjudged ?? []);
      for (const { file } of [...reads, ...sources]) unjudged.judged(file);
      for (const file of [...gone, ...goneSources]) {
        unjudged.judged(file);
        log.troubled(file, [], false);
      }
      announce(result, how);
      if (good.length > 0 || goneSources.length > 0) onGood(good, goneSources);
      for (const { file, problems } of sources) log.troubled(file, problems, true);
      return result;
    },
  };
}
