import { linkSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { copyFile } from './copy-file.ts';
import { lookAtFile, type SeenFile, type Survey, surveyTree } from './survey-tree.ts';

/** A file that an earlier backup has. */
export interface FormerFile {
  /** Absolute path of the copy. */
  readonly copy: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly stamp: string | undefined;
}

/** A copy of a file that lies in the backup. */
export interface TreeCopy extends SeenFile {
  readonly sha256: string;
  /** Whether its bytes are those of an earlier backup, under a second name. */
  readonly isLinked: boolean;
}

export interface CopiedTree extends Pick<Survey, 'folders' | 'lost'> {
  readonly files: readonly TreeCopy[];
  /** Files that still changed when they were looked at last. */
  readonly restless: number;
}

export interface CopyTreeOptions {
  /** Absolute paths; `to` is made. */
  readonly from: string;
  readonly to: string;
  /** What an earlier backup has of a file of this path, if anything. */
  readonly former: (path: string) => FormerFile | undefined;
  /** Told of each file that is copied. */
  readonly onFile: () => void;
}

/** So often a folder is looked over until nothing changes any more, with so long between, in ms. */
const MOST_LOOKS = 40;
const PAUSE_MS = 50;

/**
 * Copies a folder that others write to. After each pass it is looked over again, and what changed is copied anew, until two looks see
 * the same: the copy is that of one moment then. Where people never rest, each file is whole as far as they had written it.
 * @throws the file system's error
 */
export async function copyTree(options: CopyTreeOptions): Promise<CopiedTree> {
  const { from, to } = options;
  const copies = new Map<string, TreeCopy>();
  let survey = surveyTree(from);
  let restless = 0;
  for (let looks = 1; ; looks += 1) {
    for (const path of copies.keys()) if (!survey.files.has(path)) forget(path, to, copies);
    for (const file of survey.files.values())
      if (copies.get(file.path)?.stamp !== file.stamp) bring(file, options, copies);
    const next = surveyTree(from);
    restless = differences(next, copies);
    if (restless === 0 || looks === MOST_LOOKS) break;
    survey = next;
    await delay(PAUSE_MS);
  }
  for (const folder of survey.folders.keys()) mkdirSync(join(to, folder), { recursive: true, mode: 0o700 });
  const files = [...copies.values()].toSorted((one, other) => (one.path < other.path ? -1 : 1));
  return { files, folders: survey.folders, lost: survey.lost, restless };
}

function differences({ files }: Survey, copies: ReadonlyMap<string, TreeCopy>): number {
  const changed = [...files.values()].filter(({ path, stamp }) => copies.get(path)?.stamp !== stamp);
  return changed.length + [...copies.keys()].filter((path) => !files.has(path)).length;
}

function forget(path: string, to: string, copies: Map<string, TreeCopy>): void {
  rmSync(join(to, path), { force: true });
  copies.delete(path);
}

/** A second name of a file of an earlier backup must not be written to: what is there is removed, and made anew. */
function bring(file: SeenFile, options: CopyTreeOptions, copies: Map<string, TreeCopy>): void {
  const { from, former, onFile } = options;
  const target = join(options.to, file.path);
  forget(file.path, options.to, copies);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const before = former(file.path);
  if (before !== undefined && before.stamp === file.stamp && link(before.copy, target)) {
    copies.set(file.path, { ...file, bytes: before.bytes, sha256: before.sha256, isLinked: true });
  } else {
    const copied = copyUnlessGone(from, file, target);
    if (copied !== null) copies.set(file.path, copied);
  }
  onFile();
}

/** With the stamp of before: one that was written to meanwhile differs at the next look. */
function copyUnlessGone(from: string, file: SeenFile, target: string): TreeCopy | null {
  try {
    const copied = copyFile(join(from, file.path), target, file.mtime);
    const isSame = lookAtFile(from, file.path)?.stamp === file.stamp;
    return { ...file, ...copied, stamp: isSame ? file.stamp : '', isLinked: false };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Whether a file got a second name; not across disks, nor on file systems that know none. */
function link(copy: string, target: string): boolean {
  try {
    linkSync(copy, target);
    return true;
  } catch {
    return false;
  }
}
