import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import type { Site } from '../../config/site.ts';
import { parseArticle } from '../../content/articles/parse-article.ts';
import type { StoryHistory, StoryVersion, VersionText } from '../../pages/history/story-history.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Revision } from '../../revisions/revision.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../revisions/open-revisions.ts';

export interface StoryHistoryOptions {
  readonly revisions: Pick<Revisions, 'list' | 'byDigest' | 'redacted'>;
  readonly site: () => Site;
}

export interface ReadHistoryOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Logger;
  readonly reader: () => CatalogReader;
}

/** Versions of one story that readers are shown. */
const MOST_VERSIONS = 50;
/** A larger file is not read for readers, in bytes. */
const LARGEST = 256 * 1024;
/** What is remembered of versions that were read, in UTF-16 code units. */
const MOST_REMEMBERED = 8 * 1024 * 1024;
/** Milliseconds of processor time after which reading stops until it is asked again. */
const BUDGET_MS = 250;

/** What a version was, whoever saw it. */
type Judged =
  /** Never on the site as it was: readers kept what they had. */
  | { readonly kind: 'broken' }
  /** Off the site. */
  | { readonly kind: 'held' }
  | {
      readonly kind: 'good';
      readonly publishedMs: number;
      readonly expiresMs: number | null;
      readonly said: VersionText | null;
    };

/**
 * The versions of stories that readers had, by what each file said at its time, read as every file is. They reach back to when the
 * story was last off the site, as a draft, under an embargo, expired or deleted: what was withdrawn stays so.
 */
export function createStoryHistory({ revisions, site }: StoryHistoryOptions): StoryHistory {
  const judged = new LRUCache<string, Judged>({
    maxSize: MOST_REMEMBERED,
    sizeCalculation: (one) => 200 + (one.kind === 'good' ? (one.said?.body.length ?? 0) : 0),
  });
  let readFor: Site | null = null;

  const judge = (file: string, digest: string): Judged => {
    const key = `${digest} ${file}`;
    const known = judged.get(key);
    if (known !== undefined) return known;
    const fresh = judgeVersion(file, revisions.byDigest(digest), site());
    judged.set(key, fresh);
    return fresh;
  };

  return {
    versions(file, now, most = MOST_VERSIONS) {
      if (readFor !== site()) judged.clear();
      readFor = site();
      const redacted = revisions.redacted(file);
      const budget = cpuBudget(BUDGET_MS);
      const found: StoryVersion[] = [];
      let replacedAt = now;
      try {
        for (const revision of revisions.list(file, MOST_VERSIONS)) {
          if (revision.isRefused) continue;
          if (revision.digest === null || found.length === most) break;
          if (budget.isSpent()) return null;
          const { isLast, version } = place(revision, judge(file, revision.digest), replacedAt);
          if (version !== null) {
            const removed = redacted.get(revision.digest) ?? null;
            take(found, removed === null ? version : { ...version, said: null, removed });
            replacedAt = revision.at;
          }
          if (isLast) break;
        }
      } catch (error) {
        if (error instanceof MachineBusyError) return null;
        throw error;
      }
      return found;
    },
  };
}

/** The versions that are kept in DATA_DIR, which are opened when the first reader asks for some. */
export function readHistory({ dataDir, now, log, reader }: ReadHistoryOptions): StoryHistory {
  const revisions = openRevisions({ file: revisionsFile(dataDir), now, log });
  return createStoryHistory({ revisions, site: () => reader().read((catalog) => catalog.site()) });
}

/** What readers had of a version, and whether the story was off the site before it. */
function place(
  { digest, at, isMinor }: Revision,
  judged: Judged,
  replacedAt: number,
): { readonly version: StoryVersion | null; readonly isLast: boolean } {
  if (judged.kind === 'broken') return { version: null, isLast: false };
  if (judged.kind === 'held') return { version: null, isLast: true };
  const { publishedMs, expiresMs, said } = judged;
  const wasEmbargoed = publishedMs > at;
  const from = Math.max(at, publishedMs);
  const hadEnded = expiresMs !== null && expiresMs <= replacedAt;
  if (hadEnded || from >= replacedAt) return { version: null, isLast: hadEnded || wasEmbargoed };
  return { version: { id: digest ?? '', at: from, isMinor, said, removed: null }, isLast: wasEmbargoed };
}

/** A version that says the same to readers as the one after it is that one, from its own time on. */
function take(found: StoryVersion[], version: StoryVersion): void {
  const last = found.at(-1);
  const isSame =
    last !== undefined &&
    last.said !== null &&
    version.said !== null &&
    last.said.title === version.said.title &&
    last.said.standfirst === version.said.standfirst &&
    last.said.body === version.said.body;
  if (isSame) found.pop();
  found.push(version);
}

function judgeVersion(file: string, bytes: Buffer | null, site: Site): Judged {
  if (bytes === null) return { kind: 'broken' };
  const isLarge = bytes.length > LARGEST;
  const { article, limits, body } = parseArticle(
    { file, text: bytes.toString('utf8') },
    site,
    isLarge ? 'head' : 'full',
  );
  if (limits.isHeld || article?.isDraft === true) return { kind: 'held' };
  if (article === null) return { kind: 'broken' };
  const { title, description, published, expires } = article;
  return {
    kind: 'good',
    publishedMs: published.epochMs,
    expiresMs: expires?.epochMs ?? null,
    said: isLarge || body === null ? null : { title, standfirst: description, body: body.plainText },
  };
}

/** Counts the processor time of this thread. */
function cpuBudget(mostMs: number): { readonly isSpent: () => boolean } {
  const start = process.threadCpuUsage();
  return {
    isSpent() {
      const { user, system } = process.threadCpuUsage(start);
      return (user + system) / 1000 > mostMs;
    },
  };
}
