import { setTimeout as delay } from 'node:timers/promises';
import { unpackGoodText } from '../../catalog/last-good/last-good-store.ts';
import type { LastGood } from '../../catalog/last-good/open-last-good.ts';
import { openRevisions, revisionsFile } from '../../revisions/open-revisions.ts';
import type { NewVersion } from '../../revisions/revision-store.ts';
import type { Published, Writer } from '../publish/writer.ts';
import { SITE_FILE } from '../read/folders.ts';

export interface RevisionUpkeep {
  /** Keeps what is published from now on. */
  begin(): void;
  /** Resolves when everything that was published by now is kept, or cannot be. */
  idle(): Promise<void>;
}

/** Versions that are kept in one step: some 5 ms. */
const BATCH = 20;
/** A step waits so long for others to join it. */
const GATHER_MS = 50;
/** As much text as waits at most; of more, as of a folder that is replaced, the oldest is left out: it is the last good version still. */
const MOST_WAITING = 64 * 1024 * 1024;

/**
 * Keeps every text that is published, behind that: also what came by SFTP or a program. Of a file that has no versions yet, the one
 * before the change is kept as well, so that an archive is not written once more at the first start. Listens before last good
 * versions are brought up to date.
 */
export function maintainRevisions(writer: Writer, dataDir: string, lastGood: LastGood): RevisionUpkeep {
  const { log, now, closing } = writer;
  const revisions = openRevisions({ file: revisionsFile(dataDir), now, log });
  let isBegun = false;
  let waiting: NewVersion[] = [];
  let bytes = 0;
  let running: Promise<void> | null = null;

  const add = (version: NewVersion): void => {
    waiting.push(version);
    bytes += version.bytes?.length ?? 0;
    while (bytes > MOST_WAITING) bytes -= waiting.shift()?.bytes?.length ?? 0;
  };
  /** What a file was before its first change; null where that is not known. */
  const before = (file: string): NewVersion | null => {
    const good = lastGood.use((store) => store.get(file));
    if (good === null) return null;
    const at = good.mtimeMs > 0 ? Math.min(good.mtimeMs, now() - 1) : now() - 1;
    return {
      file,
      bytes: Buffer.from(unpackGoodText(good.packedText)),
      at: Math.round(at),
      by: null,
      why: null,
    };
  };
  /** The texts that files have since their last publish, null for gone, until readers have them. */
  const passing = new Map<string, string | null>();
  const take = ({
    reads = [],
    gone = [],
    good = [],
    goneSources = [],
  }: NonNullable<Published['batch']>): void => {
    for (const { file, article } of reads) if (article !== null) passing.set(file, article.text.text);
    for (const { file, text } of good) if (text !== null) passing.set(file, text);
    for (const file of [...gone, ...goneSources]) passing.set(file, null);
  };
  const settle = (): void => {
    for (const [file, text] of passing) {
      // A folder without site.yaml is one that is away.
      if (text === null && file === SITE_FILE) continue;
      const first = text !== null && revisions.has(file) ? null : before(file);
      if (first !== null) add(first);
      add({ file, bytes: text === null ? null : Buffer.from(text), at: now(), by: null, why: null });
    }
    passing.clear();
  };
  const run = async (): Promise<void> => {
    await delay(GATHER_MS, undefined, { signal: closing, ref: false }).catch(() => {});
    while (waiting.length > 0) {
      const next = waiting.slice(0, BATCH);
      waiting = waiting.slice(BATCH);
      bytes -= next.reduce((sum, version) => sum + (version.bytes?.length ?? 0), 0);
      revisions.keep(next);
      await delay(1);
    }
  };
  const wake = (): void => {
    if (waiting.length === 0) return;
    running ??= run().finally(() => {
      running = null;
      if (!closing.aborted) wake();
    });
  };

  writer.onPublish(({ batch, isPassing = false }) => {
    if (!isBegun) return;
    if (batch !== undefined) take(batch);
    // Of a push of several commits readers have the last alone.
    if (isPassing) return;
    settle();
    wake();
  });
  writer.defer(async () => {
    await running;
    revisions.close();
  });
  return {
    begin() {
      isBegun = true;
    },
    async idle() {
      while (running !== null) await running;
    },
  };
}
