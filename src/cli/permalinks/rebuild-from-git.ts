import type { PermalinkLedger, PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { decodeText } from '../../content/source/decode-text.ts';
import { type GitHistory, openGitHistory } from '../../git/git-history.ts';
import type { GitChange } from '../../git/git-log.ts';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { ARTICLES, kindOf, PAGES, SITE_FILE } from '../../ingest/read/folders.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { isPublishedFile, readVersions } from './read-versions.ts';
import { createReplay, type FileVersion, type HistoryReplay } from './replay-history.ts';

export interface RebuildReport {
  readonly commits: number;
  /** Versions of articles and pages that were read. */
  readonly versions: number;
  /** URLs that the ledger did not know. */
  readonly urls: number;
}

export interface RebuildOptions {
  readonly contentDir: string;
  /** The settings that hold until the history has some. */
  readonly site: Site;
  readonly ledger: PermalinkLedger;
  /** Milliseconds since 1970. */
  readonly nowMs: number;
}

const WANTED = [ARTICLES, PAGES, SITE_FILE];
/** Files of a commit that are read at a time. */
const BATCH = 256;

/**
 * Reads the git history of the content folder and adds every URL that it published to the ledger, at the
 * time of the commit or of the end of the embargo. What the ledger learnt later stays as it is, and an
 * article that it knows keeps its owner. A second call adds nothing.
 * @throws GitHistoryError, PermalinkError and MachineBusyError; the ledger is unchanged then.
 */
export async function rebuildFromGit(options: RebuildOptions): Promise<RebuildReport> {
  const { contentDir, ledger, nowMs } = options;
  const history = await openGitHistory(contentDir, WANTED);
  try {
    const replay = createReplay();
    const counts = await replayCommits(history, replay, options);
    replay.releaseUntil(nowMs);
    const rows = withKnownOwners(replay, await history.files(), ledger);
    const paths = new Set(rows.map(({ path }) => path));
    const urls = [...paths].filter((path) => ledger.latestOfPath(path) === null).length;
    ledger.restore(rows);
    return { ...counts, urls };
  } finally {
    history.close();
  }
}

async function replayCommits(
  history: GitHistory,
  replay: HistoryReplay,
  { site, nowMs }: RebuildOptions,
): Promise<{ commits: number; versions: number }> {
  const counts = { commits: 0, versions: 0 };
  let settings = site;
  let lastMs = Number.NEGATIVE_INFINITY;
  for await (const { atMs, changes } of history.commits()) {
    settings = (await readSettings(history, changes)) ?? settings;
    // Clocks of machines differ: a commit is never before its parents, and none is in the future.
    lastMs = Math.max(Math.min(atMs, nowMs), lastMs + 1);
    const versions = await readChanges(history, changes.flatMap(toPublished), settings, lastMs);
    replay.commit(versions, lastMs);
    counts.commits += 1;
    counts.versions += versions.filter(({ kind }) => kind !== 'removed').length;
  }
  return counts;
}

/** The settings that a commit wrote; null where it wrote none, or none that can be used. */
async function readSettings(history: GitHistory, changes: readonly GitChange[]): Promise<Site | null> {
  const change = changes.find(({ file }) => kindOf(file) === 'site');
  if (change?.blob == null) return null;
  const text = textOf(change, await history.readBlobs([change.blob]));
  return text === null ? null : readSite(text).site;
}

async function readChanges(
  history: GitHistory,
  changes: readonly GitChange[],
  settings: Site,
  atMs: number,
): Promise<FileVersion[]> {
  const versions: FileVersion[] = [];
  for (let start = 0; start < changes.length; start += BATCH) {
    const batch = changes.slice(start, start + BATCH);
    const bytes = await history.readBlobs([...new Set(batch.flatMap(({ blob }) => blob ?? []))]);
    const texts = batch.map((change) => ({ ...change, text: textOf(change, bytes) }));
    versions.push(...readVersions(texts, settings, atMs));
  }
  return versions;
}

function textOf({ file, blob }: GitChange, bytes: ReadonlyMap<string, Uint8Array>): string | null {
  const content = blob === null ? undefined : bytes.get(blob);
  if (content === undefined || content.length > MAX_FILE_BYTES) return null;
  return decodeText(content, createProblemLog(file));
}

/** Leaves out files that are not published; a name that begins or ceases to be one is a file that comes or goes. */
function toPublished(change: GitChange): GitChange[] {
  const { file, from } = change;
  const wasPublished = from !== null && isPublishedFile(from);
  if (isPublishedFile(file)) {
    return [from === null || wasPublished ? change : { ...change, kind: 'added', from: null }];
  }
  return wasPublished ? [{ kind: 'removed', file: from, from: null, blob: null }] : [];
}

/** The rows with the owner that the ledger has for each article that is still there and names no id. */
function withKnownOwners(
  replay: HistoryReplay,
  files: ReadonlySet<string>,
  ledger: PermalinkLedger,
): PermalinkRow[] {
  const known = new Map<string, string>();
  for (const file of files) {
    const told = replay.ownerOf(file);
    const latest = ledger.latestOfFile(file);
    if (told === null || told.hasOwnId || latest === null) continue;
    if (ledger.latestOfOwner(latest.owner)?.file === file) known.set(told.owner, latest.owner);
  }
  return replay.rows().map((row) => ({ ...row, owner: known.get(row.owner) ?? row.owner }));
}
