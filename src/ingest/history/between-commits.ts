import type { DatabaseSync } from 'node:sqlite';
import { type SourceStore, sourceStore } from '../../catalog/store/source-store.ts';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import type { GitHistory } from '../../git/git-history.ts';
import type { GitRange } from '../../git/git-commits.ts';
import type { PastPublisher } from '../publish/publish-past.ts';
import { kindOf } from '../read/folders.ts';
import { readArticleFiles } from '../read/read-article-files.ts';
import type { TextRead } from '../read/text-folder.ts';
import { hasUrl, readVersion } from './history-texts.ts';
import { type HistoryStep, parseVersions, readSteps } from './read-steps.ts';
import { createReplay } from './replay-steps.ts';

/** What lies between two commits, read and not published yet. */
export interface BetweenCommits {
  readonly steps: readonly HistoryStep[];
  /** The articles and standing pages at its beginning. */
  readonly present: Set<string>;
  /** The versions that files had at its beginning which change in it and were not published then as they stood. */
  readonly before: ReadonlyMap<string, TextRead>;
  /** The moment up to which the catalog stood, in milliseconds since 1970, and its settings. */
  readonly sinceMs: number;
  readonly site: Site;
}

/** Reads what lies between the commit that a catalog holds and another. @throws GitHistoryError and MachineBusyError. */
export async function readBetween(
  history: GitHistory,
  range: GitRange & { readonly from: string },
  { database, nowMs }: { readonly database: DatabaseSync; readonly nowMs: number },
): Promise<BetweenCommits> {
  const settings = catalogSettings(database);
  const sinceMs = Math.min(Number(settings.get('clock') ?? nowMs), nowMs);
  const files = await history.files(range.from);
  const present = new Set([...files.keys()].filter(hasUrl));
  const site = requiredSiteReader(settings)();
  const beginning = new Map(files);
  const steps: HistoryStep[] = [];
  for await (const step of readSteps({ history, range, site, files, fromMs: sinceMs, nowMs })) {
    steps.push(step);
  }
  const before = await untoldVersions(history, { steps, beginning }, sourceStore(database));
  return { steps, present, before, sinceMs, site };
}

/**
 * What the folder held at the beginning and holds no more when it is published: a story that another one kept from its URL is
 * judged by it when that one gives way, though its file is changed later on the way.
 */
async function untoldVersions(
  history: GitHistory,
  {
    steps,
    beginning,
  }: { readonly steps: readonly HistoryStep[]; readonly beginning: ReadonlyMap<string, string> },
  sources: Pick<SourceStore, 'get'>,
): Promise<ReadonlyMap<string, TextRead>> {
  const changed = new Set(
    steps.flatMap((step) => (step.kind === 'begin' ? [...step.come, ...step.gone] : [])),
  );
  const untold = [...changed].flatMap((file): [string, string][] => {
    const blob = beginning.get(file);
    const isUntold = kindOf(file) === 'article' && (sources.get(file)?.problems.length ?? 0) > 0;
    return blob === undefined || !isUntold ? [] : [[file, blob]];
  });
  const blobs = await history.readBlobs([...new Set(untold.map(([, blob]) => blob))]);
  return new Map(untold.map(([file, blob]) => [file, readVersion(file, blobs.get(blob))]));
}

/**
 * Publishes what lies between, commit by commit, as if the site had been told of each, to a catalog that readers see when all
 * of it is done. Synchronous. @throws Error from SQLite.
 */
export function publishBetween(
  { steps, present, before, sinceMs, site }: BetweenCommits,
  publisher: PastPublisher,
  contentDir: string,
): void {
  const replay = createReplay({
    ...{ publisher, present, sinceMs, site },
    readUntouched(file) {
      const version = before.get(file);
      if (version !== undefined) return parseVersions([version], site, sinceMs)[0]?.read ?? null;
      const { reads } = readArticleFiles([file], { contentDir, site, mode: 'head', now: sinceMs });
      return reads[0] ?? null;
    },
  });
  for (const step of steps) replay.take(step);
}
