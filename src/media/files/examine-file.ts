import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type FileKind, fileKindOf } from '../../domain/files/file-kinds.ts';
import { FileError } from './file-error.ts';
import type { FileFacts } from './file-facts.ts';
import {
  charsetOf,
  type FileSample,
  type FileVerdict,
  HEAD_BYTES,
  hasPdfScript,
  isJudgedByEnd,
  recogniseFile,
  TAIL_BYTES,
} from './recognise-file.ts';

/** How much of a PDF is looked through for scripts, in parts that overlap. */
const MOST_SEARCHED = 32 * 1024 * 1024;
const PART = 1024 * 1024;
const OVERLAP = 32;

/** A file that is served, as it was when it was looked at. */
export interface ServedFile {
  readonly kind: FileKind;
  readonly facts: FileFacts;
  /** Of a text; null for other files, and where nobody can tell. */
  readonly charset: 'utf-8' | 'utf-16' | null;
}

/**
 * Looks at an open file that its name says is one of FILE_KINDS: at both ends, and through a PDF for scripts. `name` is what it
 * is called in messages.
 * @throws FileError where it is not served: for what is in it, or as there is nothing in it.
 */
export async function examineOpenFile(handle: FileHandle, name: string): Promise<ServedFile> {
  const kind = fileKindOf(name);
  const stats = await handle.stat();
  if (kind === null || !stats.isFile()) throw unreadable(name, 'it is no file');
  if (stats.size === 0)
    throw new FileError(
      'file-empty',
      `The file ${name} is empty.`,
      'Copy it again: the copy may have been cut off.',
    );
  const head = await readPart(handle, 0, HEAD_BYTES);
  const end = isJudgedByEnd(kind) ? Math.max(0, stats.size - TAIL_BYTES) : stats.size;
  const sample: FileSample = { head, tail: await readPart(handle, end, TAIL_BYTES) };
  const verdict = recogniseFile(kind, sample);
  if (verdict !== 'sound') throw refused(name, kind, verdict);
  const isScripted = kind.extension === 'pdf' && (await findScript(handle, stats.size));
  const facts = { type: kind.type, bytes: stats.size, ...(isScripted ? SCRIPTED : {}) };
  return { kind, facts, charset: kind.isText ? charsetOf(head) : null };
}

const SCRIPTED = { hasScript: true } as const;

/** What pages need to know of the file at a path. @throws FileError as examineOpenFile does. */
export async function examineFile(path: string): Promise<FileFacts> {
  const name = basename(path);
  try {
    // A pipe would be waited for.
    await using handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return (await examineOpenFile(handle, name)).facts;
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw unreadable(name, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function findScript(handle: FileHandle, size: number): Promise<boolean> {
  const end = Math.min(size, MOST_SEARCHED);
  for (let from = 0; from < end; from += PART - OVERLAP) {
    if (hasPdfScript(await readPart(handle, from, PART))) return true;
  }
  return false;
}

/** So many bytes from a place on, or fewer at the end. */
async function readPart(handle: FileHandle, from: number, most: number): Promise<Buffer> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(most), 0, most, from);
  return buffer.subarray(0, bytesRead);
}

const unreadable = (name: string, why: string, options?: ErrorOptions): FileError =>
  new FileError(
    'file-unreadable',
    `The file ${name} cannot be read: ${why}.`,
    'Let the server’s user read it, or copy it again.',
    options,
  );

function refused(name: string, { extension }: FileKind, verdict: Exclude<FileVerdict, 'sound'>): FileError {
  const shown = `.${extension}`;
  if (verdict === 'macros')
    return new FileError(
      'file-macros',
      `The file ${name} holds macros, programs that could harm who opens it; it is not served.`,
      `Save it without macros, as ${shown}, and put that file in its place.`,
    );
  if (verdict === 'web-page')
    return new FileError(
      'file-web-page',
      `The file ${name} is a web page or a drawing, whatever its name says; it is not served, as it could run scripts.`,
      `Put a file in its place that is ${shown}; a download may have saved a page of errors under its name.`,
    );
  return new FileError(
    'file-other-content',
    `The file ${name} is not what its name says: there is no ${shown} in it; it is not served.`,
    `Save it as ${shown} with its own program, copy it again if it was cut off, or give it the right name.`,
  );
}
