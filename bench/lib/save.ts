import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Puts bytes into a file. */
export type Save = (file: string, bytes: Buffer | string) => void;

/**
 * As most editors and every deployment tool save: by another file that takes its place, so that readers of the
 * file see the old text or the new one. Its folder is made where there is none.
 */
export const saveByRename: Save = (file, bytes) => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.tmp`, bytes);
  renameSync(`${file}.tmp`, file);
};

/** As `echo … > file` saves, by writing over it: for a moment the file is empty, and then half there. */
export const saveInPlace: Save = (file, bytes) => writeFileSync(file, bytes);

/** Writes two fifths of a text over a file, then, after `pauseMs`, the rest. Returns how long it was cut. */
export async function saveInPieces(file: string, text: string, pauseMs: number): Promise<number> {
  const bytes = Buffer.from(text);
  const half = Math.floor(bytes.length * 0.4);
  const handle = openSync(file, 'w');
  try {
    writeSync(handle, bytes, 0, half);
    const cutAt = performance.now();
    await sleep(pauseMs);
    writeSync(handle, bytes, half);
    return performance.now() - cutAt;
  } finally {
    closeSync(handle);
  }
}

/** Gives a file another name; the folder is made where there is none. */
export function moveFile(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  renameSync(from, to);
}

export const removeFile = (file: string): void => rmSync(file, { force: true });

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
