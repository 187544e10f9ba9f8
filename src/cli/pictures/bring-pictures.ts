import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { FetchDeps } from '../../fetch/fetch-bytes.ts';
import { fetchPicture, keepPicture } from '../../ingest/fetched/fetch-picture.ts';
import { isOfServer } from '../../ingest/fetched/next-try.ts';
import type { PlannedPicture } from './plan-pictures.ts';

export interface BringOptions {
  /** Absolute path. */
  readonly contentDir: string;
  readonly fetching: FetchDeps;
  /** Told how many of all are done. */
  readonly onProgress: (done: number, total: number) => void;
  /** Between two questions to one host, in ms; 100 by default. */
  readonly apartMs?: number;
}

export interface BroughtPictures {
  readonly brought: number;
  readonly failed: readonly { readonly picture: PlannedPicture; readonly reason: string }[];
}

/** Hosts that are asked at once, and how many pictures of one. */
const HOSTS = 4;
const PER_HOST = 2;
/** A server that could not answer so often in a row is asked no more. */
const MOST_FAILURES = 5;

/**
 * Brings pictures into the content folder, each by an atomic rename: those that are kept from there, the others from their hosts.
 * What is not reached stays for the next time. Never rejects for a picture.
 */
export async function bringPictures(
  pictures: readonly PlannedPicture[],
  { contentDir, fetching, onProgress, apartMs = 100 }: BringOptions,
): Promise<BroughtPictures> {
  const failed: { picture: PlannedPicture; reason: string }[] = [];
  let brought = 0;

  const bring = async (picture: PlannedPicture): Promise<{ reason: string; code: string } | null> => {
    const file = join(contentDir, picture.target);
    try {
      if (picture.kept !== null) {
        await keepPicture(file, await readFile(picture.kept));
        return null;
      }
      const result = await fetchPicture(picture.url, file, fetching);
      return result.kind === 'kept' ? null : result.kind === 'failed' ? result : ENDED;
    } catch (error) {
      return { reason: error instanceof Error ? error.message : String(error), code: 'unwritable' };
    }
  };

  const bringOfHost = async (all: readonly PlannedPicture[]): Promise<void> => {
    const waiting = all.values();
    let failures = 0;
    const work = async (): Promise<void> => {
      for (const picture of waiting) {
        const failure = failures >= MOST_FAILURES ? SILENT : await bring(picture);
        if (failure === null) brought += 1;
        else failed.push({ picture, reason: failure.reason });
        failures =
          failure !== null && isOfServer(failure.code) ? failures + 1 : failure === SILENT ? failures : 0;
        onProgress(brought + failed.length, pictures.length);
        if (picture.kept === null && failure !== SILENT) await delay(apartMs);
      }
    };
    await Promise.all(Array.from({ length: PER_HOST }, work));
  };

  const hosts = Map.groupBy(pictures, ({ host }) => host).values();
  await Promise.all(
    Array.from({ length: HOSTS }, async () => {
      for (const all of hosts) await bringOfHost(all);
    }),
  );
  return { brought, failed };
}

const ENDED = { reason: 'The fetch was ended.', code: 'ended' };
const SILENT = { reason: 'Its server did not answer before, and was not asked again.', code: 'silent' };
