import type { ArticleChange } from '../../catalog/publish/article-change.ts';
import { visibleRow } from '../../catalog/store/article-row.ts';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import type { PublishBatch, PublishResult } from '../../catalog/publish/outcome/publish-batch.ts';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import { type RemovalGuard, removalGuard } from './guard-removal.ts';
import type { ParsePool } from '../read/parse-pool.ts';
import type { PublishLog } from './publish-log.ts';
import type { Published, Writer } from './writer.ts';
import { contentFolder, type TextFolder, type TextRead } from '../read/text-folder.ts';
import type { UnjudgedFile, UnjudgedFiles } from '../watch/unjudged-files.ts';

export interface PublishFilesDeps {
  readonly contentDir: string;
  readonly writer: Writer;
  readonly publisher: Publisher;
  readonly log: PublishLog;
  readonly openPool: (files: number, site: Site) => ParsePool;
  /** Whether an event of this file has come since it was read; what was read may be half of it. */
  readonly isDirty: (file: string) => boolean;
  /** Takes the files that the machine was too busy to judge, and is told of those that were judged. */
  readonly unjudged: Pick<UnjudgedFiles, 'add' | 'has' | 'judged'>;
}

/** The content folder as those see it who publish its files. */
export interface PublishFolder
  extends TextFolder,
    RemovalGuard,
    Pick<PublishFilesDeps, 'contentDir' | 'isDirty' | 'unjudged'> {}

/** A batch, and the files that were read with it and could not be judged. */
export type ReadForPublish = PublishBatch & { readonly unjudged?: readonly UnjudgedFile[] };

/** How a publish is told. */
export interface Announcing {
  /** When the first event of a file came, for the log. */
  readonly since?: ReadonlyMap<string, number>;
  /** Where an open transaction keeps it from readers: takes what changed, and problems alone are told. */
  readonly held?: HeldPublish;
  /** The moment as of which it is published, where that is one of the past, in milliseconds since 1970. */
  readonly at?: number;
}

/** What an open transaction keeps from readers. */
export interface HeldPublish {
  readonly changes: ArticleChange[];
  readonly keys: Set<string>;
  /** Names of lists that changed, as the log tells them. */
  readonly lists: Set<string>;
}

/** What the publishers of articles, lists and the site share. */
export interface PublishContext extends Pick<PublishFilesDeps, 'writer' | 'publisher' | 'log'> {
  readonly folder: PublishFolder;
  /** The site as it was last published. */
  readonly readSite: () => Site;
  /** Publishes a batch and tells what it changed and what is wrong with its files; those unjudged wait. */
  readonly publish: (
    batch: ReadForPublish & { readonly good?: readonly TextRead[] },
    how?: Announcing,
  ) => PublishResult;
  /** Publishes what the clock has brought since it was last asked; where it was set back, what that takes back. */
  readonly due: (how?: Announcing) => void;
}

/** Prepares what they share. */
export function publishContext(deps: PublishFilesDeps): PublishContext {
  const { contentDir, writer, publisher, log, isDirty, unjudged } = deps;
  const { database, now } = writer;
  const settings = catalogSettings(database);

  /** While it is held back, those who work behind are told, and readers of nothing. */
  const announce = (
    result: PublishResult,
    batch: Published['batch'],
    { since, held, at }: Announcing = {},
  ): void => {
    const done = now();
    const isHeld = held !== undefined;
    if (held !== undefined) {
      held.changes.push(...result.changes);
      for (const key of result.keys) held.keys.add(key);
      for (const name of result.lists) held.lists.add(name);
    }
    for (const change of isHeld ? [] : result.changes) {
      const begun = since?.get(change.file);
      log.published(change, begun === undefined ? null : done - begun, result.keys.size);
    }
    for (const name of isHeld ? [] : result.lists) log.listed(`${name}.yaml`, result.keys.size);
    // What was wrong with a version of the past, nobody has to mend.
    for (const [file, problems] of at === undefined ? result.problems : []) {
      const kept = problems.length === 0 ? null : publisher.articles.ofFile(file);
      log.troubled(file, problems, visibleRow(kept?.row ?? null, done) !== null);
    }
    const { version, changes } = result;
    const isPassing = isHeld || at !== undefined;
    writer.published({
      version,
      changes,
      keys: isHeld ? new Set() : result.keys,
      ...(batch && { batch }),
      isPassing,
    });
  };

  const clock = (): number | null => {
    const stored = settings.get('clock');
    return stored === null ? null : Number(stored);
  };
  const due: PublishContext['due'] = (how) => {
    const moment = how?.at ?? Math.floor(now());
    const result = publisher.publishDue(clock() ?? moment, moment);
    settings.put('clock', String(moment));
    announce(result, undefined, how);
  };

  return {
    writer,
    publisher,
    log,
    folder: {
      ...contentFolder(contentDir),
      ...removalGuard(contentDir, database, log),
      contentDir,
      isDirty,
      unjudged,
    },
    due,
    readSite: requiredSiteReader(settings),
    publish(batch, how) {
      const { reads = [], sources = [], gone = [], goneSources = [] } = batch;
      const moment = how?.at ?? Math.floor(now());
      // Moments between what is published now and a clock that was ahead would count as past already.
      if ((clock() ?? moment) > moment) due(how);
      const result = publisher.publish(batch, moment);
      unjudged.add(batch.unjudged ?? []);
      for (const { file } of [...reads, ...sources]) unjudged.judged(file);
      for (const file of [...gone, ...goneSources]) {
        unjudged.judged(file);
        log.troubled(file, [], false);
      }
      announce(result, batch, how);
      for (const { file, problems } of sources) log.troubled(file, problems, true);
      return result;
    },
  };
}
