import { linkSync, mkdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { placeNew } from '../../storage/create-file.ts';
import { digestOf } from '../../storage/digest-of.ts';
import { draftBeside, writeDraft } from '../../storage/draft-file.ts';
import { removeFile, type ReplacedFile, replaceFile } from '../../storage/replace-file.ts';
import type { Place } from './find-place.ts';

/** What a file is to have, and what it must have still. */
export interface FilePut {
  readonly place: Place;
  readonly bytes: Uint8Array | null;
  /** Its bytes as they were looked at; null for none. */
  readonly before: Buffer | null;
}

/** A file as it was replaced; null where there was none. */
export type PutDone = ReplacedFile | null;

/**
 * Puts files in their places, each by one rename: all of them, or none. Resolves to what each replaced, in the same order, to be closed
 * by the caller; null, having changed nothing, where one has other bytes by now. All bytes are on the disk before the first rename, and
 * nothing else runs in this process between the first and the last. @throws Error of the file system, having changed nothing.
 */
export async function putFiles(puts: readonly FilePut[]): Promise<readonly PutDone[] | null> {
  const drafts: (string | null)[] = [];
  try {
    for (const { place, bytes } of puts) {
      await mkdir(dirname(place.path), { recursive: true });
      drafts.push(bytes === null ? null : await writeDraft(place.path, bytes));
    }
    return swapAll(puts, drafts);
  } finally {
    for (const draft of drafts) if (draft !== null) rmSync(draft, { force: true });
    for (const { place } of puts) removeEmpty(place);
  }
}

function swapAll(puts: readonly FilePut[], drafts: readonly (string | null)[]): readonly PutDone[] | null {
  const done: { readonly put: FilePut; readonly before: PutDone }[] = [];
  const takeBack = (): void => {
    for (const { put, before } of done.toReversed()) takeBackOne(put, before);
  };
  try {
    for (const [nth, put] of puts.entries()) {
      const before = swap(put, drafts[nth] ?? null);
      if (before === 'changed') {
        takeBack();
        return null;
      }
      done.push({ put, before });
    }
  } catch (error) {
    takeBack();
    throw error;
  }
  return done.map(({ before }) => before);
}

function swap({ place, bytes, before }: FilePut, draft: string | null): PutDone | 'changed' {
  if (before === null) return draft === null || placeNew(place.path, draft, bytes ?? '') ? null : 'changed';
  const expected = digestOf(before);
  const found = draft === null ? removeFile(place.path, expected) : replaceFile(place.path, draft, expected);
  return found ?? 'changed';
}

/** Puts one back as it was, unless somebody has changed it in the moment since. */
function takeBackOne({ place, bytes, before }: FilePut, replaced: PutDone): void {
  replaced?.close();
  const draft = draftBeside(place.path);
  if (before !== null) {
    mkdirSync(dirname(place.path), { recursive: true });
    writeFileSync(draft, before);
  }
  try {
    if (bytes === null) linkSync(draft, place.path);
    else if (before === null) removeFile(place.path, digestOf(bytes))?.close();
    else replaceFile(place.path, draft, digestOf(bytes))?.close();
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Folders are made for a file and go with it, but for those at the root. */
function removeEmpty({ file, path }: Place): void {
  let folder = dirname(path);
  for (let depth = file.split('/').length - 1; depth > 1; depth -= 1) {
    try {
      rmdirSync(folder);
    } catch {
      // Something is in it.
      return;
    }
    folder = dirname(folder);
  }
}
