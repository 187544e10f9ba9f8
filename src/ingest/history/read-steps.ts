import type { FileRead } from '../../catalog/publish/file-read.ts';
import { readSite } from '../../config/read-site.ts';
import type { Site } from '../../config/site.ts';
import { parseArticles } from '../../content/articles/parse-articles.ts';
import { yearsAt } from '../../content/times/parse-editor-time.ts';
import type { GitCommit, GitRange } from '../../git/git-commits.ts';
import type { GitHistory } from '../../git/git-history.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import { kindOf, SITE_FILE } from '../read/folders.ts';
import { parsedFor } from '../read/parsed-for.ts';
import { toReadArticle } from '../read/read-article-files.ts';
import type { TextRead } from '../read/text-folder.ts';
import { hasUrl, readVersion } from './history-texts.ts';

/** An article as a version of its file says it. */
export interface VersionRead {
  readonly read: FileRead;
  /** Its paths by the rules of earlier releases, where those were others. */
  readonly formerPaths: readonly string[];
}

/** A part of what a commit publishes, in the order in which a live site does. */
export type HistoryStep =
  | {
      readonly kind: 'begin';
      readonly id: string;
      /** Milliseconds since 1970; never falls from commit to commit. */
      readonly atMs: number;
      readonly site: Site;
      /** Articles and standing pages that are there from now on, and those that are not. */
      readonly come: readonly string[];
      readonly gone: readonly string[];
    }
  | { readonly kind: 'articles'; readonly versions: readonly VersionRead[] }
  /** All standing pages, where one of them may differ. */
  | { readonly kind: 'pages'; readonly versions: ReadonlyMap<string, TextRead>; readonly site: Site }
  | { readonly kind: 'end' };

export interface ReadStepsOptions {
  readonly history: Pick<GitHistory, 'commits' | 'readBlobs'>;
  readonly range: GitRange;
  /** The settings that hold until the history has some; null where nothing is published before. */
  readonly site: Site | null;
  /** The files at the beginning of the range with their blobs; becomes those at its end. */
  readonly files: Map<string, string>;
  /** No commit is taken to be earlier or later than these, in milliseconds since 1970: clocks of machines differ. */
  readonly fromMs: number;
  readonly nowMs: number;
  /** Told of every version of every file that Dateline reads; null where it is gone. */
  readonly onVersion?: (file: string, blob: string | null) => void;
}

/** Changes of commits whose blobs are read together, and articles that are handed on together. */
const TOGETHER = 256;

/**
 * Reads what the commits of a range publish, by the settings of their time. @throws GitHistoryError, and MachineBusyError
 * where the machine had no time to judge a version.
 */
export async function* readSteps(options: ReadStepsOptions): AsyncGenerator<HistoryStep> {
  const { history, range, files, nowMs, onVersion } = options;
  let { site, fromMs: lastMs } = options;
  const pages = new Map<string, TextRead>();

  const versionsOf = async (names: readonly string[]): Promise<TextRead[]> => {
    const blobs = await history.readBlobs([...new Set(names.flatMap((file) => files.get(file) ?? []))]);
    return names.map((file) => readVersion(file, blobs.get(files.get(file) ?? '')));
  };
  const readPages = async (): Promise<ReadonlyMap<string, TextRead>> => {
    const names = [...files.keys()].filter((file) => kindOf(file) === 'page');
    for (const read of await versionsOf(names.filter((file) => !pages.has(file)))) pages.set(read.file, read);
    return new Map(names.map((file) => [file, pages.get(file) ?? readVersion(file, undefined)]));
  };
  async function* everyArticle(site: Site, atMs: number): AsyncGenerator<HistoryStep> {
    const names = [...files.keys()].filter((file) => kindOf(file) === 'article').sort();
    for (let start = 0; start < names.length; start += TOGETHER) {
      const reads = await versionsOf(names.slice(start, start + TOGETHER));
      yield { kind: 'articles', versions: parseVersions(reads, site, atMs) };
    }
  }

  for await (const group of groupCommits(history.commits(range))) {
    const blobs = await history.readBlobs([...new Set(group.flatMap(wantedBlobs))]);
    const written = group[0]?.changes.find(({ file }) => file === SITE_FILE);
    const before = site;
    if (written?.blob != null) {
      const { text } = readVersion(SITE_FILE, blobs.get(written.blob));
      site = (text === null ? null : readSite(text).site) ?? site;
    }
    const isReadAnew = site !== null && (before === null || parsedFor(site) !== parsedFor(before));
    const changesOf = group.map((commit) => {
      // What a merge took over from one side is there already.
      const changes = commit.changes.filter(({ file, blob }) => (files.get(file) ?? null) !== blob);
      for (const { file, blob } of changes) {
        if (blob === null) files.delete(file);
        else files.set(file, blob);
        if (kindOf(file) !== null) onVersion?.(file, blob);
      }
      return changes;
    });
    if (site === null) continue;
    const articles = changesOf.map((changes) =>
      changes.flatMap(({ file, blob }) =>
        blob === null || kindOf(file) !== 'article' ? [] : [readVersion(file, blobs.get(blob))],
      ),
    );
    const firstMs = Math.max(Math.min(group[0]?.atMs ?? nowMs, nowMs), lastMs);
    const parsed = parseVersions(isReadAnew ? articles.slice(1).flat() : articles.flat(), site, firstMs);
    let taken = 0;
    for (const [nth, { id, atMs }] of group.entries()) {
      const changes = (changesOf[nth] ?? []).filter(({ file }) => hasUrl(file));
      const isAnew = nth === 0 && isReadAnew;
      if (changes.length === 0 && !isAnew) continue;
      lastMs = Math.max(Math.min(atMs, nowMs), lastMs + 1);
      const [gone, come] = [true, false].map((is) =>
        changes.filter(({ blob }) => (blob === null) === is).map(({ file }) => file),
      );
      // Before there are settings, nothing is published.
      const all = isAnew && before === null ? [...files.keys()].filter(hasUrl) : (come ?? []);
      yield { kind: 'begin', id, atMs: lastMs, site, come: all, gone: gone ?? [] };
      if (isAnew) yield* everyArticle(site, lastMs);
      for (const { file } of changes) pages.delete(file);
      if (isAnew || changes.some(({ file }) => kindOf(file) === 'page'))
        yield { kind: 'pages', versions: await readPages(), site };
      if (!isAnew) {
        const count = articles[nth]?.length ?? 0;
        yield { kind: 'articles', versions: parsed.slice(taken, taken + count) };
        taken += count;
      }
      yield { kind: 'end' };
    }
  }
}

/** Commits that are read together; one that writes site.yaml, or standing pages, is alone, as all are read anew after it. */
async function* groupCommits(commits: AsyncIterable<GitCommit>): AsyncGenerator<GitCommit[]> {
  let group: GitCommit[] = [];
  let size = 0;
  for await (const commit of commits) {
    const isApart = commit.changes.some(({ file }) => file === SITE_FILE || kindOf(file) === 'page');
    const isFull = size + commit.changes.length > TOGETHER;
    if (group.length > 0 && (isApart || isFull)) {
      yield group;
      group = [];
      size = 0;
    }
    group.push(commit);
    size += commit.changes.length;
    if (isApart) size = TOGETHER;
  }
  if (group.length > 0) yield group;
}

const wantedBlobs = ({ changes }: GitCommit): string[] =>
  changes.flatMap(({ file, blob }) =>
    blob !== null && (file === SITE_FILE || kindOf(file) === 'article') ? [blob] : [],
  );

/** Parses versions of articles. @throws MachineBusyError where there was no time for one. */
export function parseVersions(versions: readonly TextRead[], site: Site, atMs: number): VersionRead[] {
  const texts = versions.flatMap(({ file, text }) => (text === null ? [] : [{ file, text }]));
  const parsed = parseArticles(texts, site, 'head', yearsAt(atMs)).values();
  return versions.map(({ file, text, problems, state }) => {
    const { mtimeMs, sizeBytes, digest } = state;
    const read = { file, mtimeMs, sizeBytes, digest };
    if (text === null) return { read: { ...read, article: null, problems }, formerPaths: [] };
    const { value: one } = parsed.next();
    if (one === null || one === undefined) throw new MachineBusyError('read every version of every file');
    const all = [...problems, ...one.problems];
    const article = toReadArticle(one, site);
    return {
      read: { ...read, article, limits: one.limits, problems: all },
      formerPaths: article === null ? [] : one.formerPaths,
    };
  });
}
