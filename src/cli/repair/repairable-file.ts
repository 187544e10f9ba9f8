import { readFileSync, rmSync } from 'node:fs';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { resolveSymlinks } from '../../content/source/resolve-symlinks.ts';
import { digestOf } from '../../storage/digest-of.ts';
import { writeDraft } from '../../storage/draft-file.ts';
import { replaceFile } from '../../storage/replace-file.ts';

/** A text file that may be repaired, as it was read. */
export interface RepairableFile {
  /** Where it lies, links followed. */
  readonly path: string;
  /** With its byte order mark and its line ends. */
  readonly text: string;
  /** Of its bytes. */
  readonly digest: string;
}

/** Why a file is not repaired, with the cure. */
export class NotRepaired extends Error {
  override readonly name = 'NotRepaired';
  readonly code = 'not-repaired';
}

/**
 * Reads a file of the content folder that is to be repaired. @throws NotRepaired for a link that leads out of the folder, for
 * what is no UTF-8 text, and for what cannot be read.
 */
export function readRepairable(contentDir: string, file: string): RepairableFile {
  const path = pathInside(contentDir, file);
  const bytes = attempt('read', () => readFileSync(path));
  return { path, text: decode(bytes), digest: digestOf(bytes) };
}

function pathInside(contentDir: string, file: string): string {
  const target = attempt('read', () => resolveSymlinks(contentDir, file));
  if (target.kind === 'outside')
    throw new NotRepaired('is a link that leads out of the folder. Mend the file where it lies.');
  if (target.kind !== 'file' || target.stats.size > MAX_FILE_BYTES)
    throw new NotRepaired('is no text file of a size that is read. Mend it by hand.');
  return target.path;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new NotRepaired('is not UTF-8. Save it as UTF-8, and run it again.');
  }
}

/**
 * Writes the repaired text in the place of the file by one rename, with its mode and, where that is allowed, its owner.
 * @throws NotRepaired, having changed nothing, where the file is another than was read, or cannot be written.
 */
export async function writeRepaired({ path, digest }: RepairableFile, repaired: string): Promise<void> {
  let draft: string | null = null;
  try {
    draft = await writeDraft(path, Buffer.from(repaired));
    const before = replaceFile(path, draft, digest);
    if (before === null)
      throw new NotRepaired('changed while it was repaired, or is gone, and stays as it is. Run it again.');
    before.close();
  } catch (error) {
    throw refusal('written', error);
  } finally {
    if (draft !== null) rmSync(draft, { force: true });
  }
}

/** What helps against an error of the file system. */
const CURES: Readonly<Record<string, string>> = {
  EACCES: 'Let your user write to it and to its folder.',
  EPERM: 'Let your user write to it and to its folder.',
  EROFS: 'It lies on a disk that is read only; copy the folder to another.',
  ENOSPC: 'The disk is full; make room, and run it again.',
  EDQUOT: 'Your share of the disk is full; make room, and run it again.',
  ENOENT: 'It is gone; run it again.',
};

function attempt<Result>(done: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw refusal(done, error);
  }
}

function refusal(done: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  if (code === null || error instanceof NotRepaired) return error;
  const message = `cannot be ${done} (${code}). ${CURES[code] ?? 'Look at the disk, and run it again.'}`;
  return new NotRepaired(message, { cause: error });
}
