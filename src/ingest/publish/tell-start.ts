import type { DatabaseSync } from 'node:sqlite';
import type { Publisher } from '../../catalog/publish/publisher.ts';
import { tallyQueries } from '../../catalog/read/tally-queries.ts';
import { catalogSettings, editionsReader, siteReader } from '../../catalog/sqlite/settings.ts';
import { pictureStore } from '../../catalog/store/picture-store.ts';
import { visibleRow } from '../../catalog/store/article-row.ts';
import { kindOf } from '../read/folders.ts';
import type { PublishLog, TroubledFile } from './publish-log.ts';

/** What an ingest has found when every page is right. */
export interface StartFacts {
  readonly database: DatabaseSync;
  readonly publisher: Publisher;
  /** Whether the catalog was built anew, so that nothing of before is served. */
  readonly isNew: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Tells the log what is wrong with every file, and then what there is to serve. */
export function tellStart(publishing: PublishLog, { database, publisher, isNew, now }: StartFacts): void {
  const all = [...publisher.sources.problems(), ...pictureStore(database).allProblems()];
  const found = Map.groupBy(all, (problem) => problem.file);
  const files = [...found].map(([file, problems]): TroubledFile => {
    const kept = kindOf(file) === 'article' ? publisher.articles.ofFile(file) : null;
    const isServed = kindOf(file) === 'article' ? visibleRow(kept?.row ?? null, now) !== null : !isNew;
    return { file, problems, isServed };
  });
  publishing.foundAtStart(files);
  const settings = catalogSettings(database);
  const tallyIn = tallyQueries(database);
  const stories = editionsReader(settings)()
    .map((edition) => tallyIn(edition).countOf({ kind: 'all' }, now))
    .reduce((total, count) => total + count, 0);
  publishing.ready(siteReader(settings)()?.name ?? '', stories);
}
