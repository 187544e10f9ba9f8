import { decodeText } from '../../content/source/decode-text.ts';
import { isOfStem } from '../../content/source/edition-file.ts';
import { isFrontFile } from '../../content/fronts/front-files.ts';
import { isLabelsFile } from '../../content/labels/labels-file.ts';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { digestOf } from '../read/read-article-files.ts';
import { kindOf } from '../read/folders.ts';
import type { TextFolder, TextRead } from '../read/text-folder.ts';

/**
 * A version of a file as its bytes say it. Where it was last changed on a disk is not known, so that whatever stands there
 * is looked at. Bytes that are no text, or too many, have none.
 */
export function readVersion(file: string, bytes: Uint8Array | undefined): TextRead {
  const log = createProblemLog(file);
  const text = bytes === undefined || bytes.length > MAX_FILE_BYTES ? null : decodeText(bytes, log);
  if (text === null && log.list().length === 0) log.error(UNREADABLE);
  const problems = log.list();
  const digest = text === null ? '' : digestOf(text);
  const state = { file, mtimeMs: -1, sizeBytes: bytes?.length ?? 0, digest, wanted: null, problems };
  return { file, text, problems, state };
}

const UNREADABLE = {
  code: 'version-unreadable',
  message: 'This version of the file is missing from the clone, or larger than a file may be.',
  hint: 'Split the text, and run "git fsck" in the clone.',
};

/** Versions of files, as if they stood in a content folder. */
export function folderOfVersions(versions: ReadonlyMap<string, TextRead>): TextFolder {
  const files = [...versions.keys()].sort();
  return {
    read: (file) => versions.get(file) ?? null,
    list: (folder) => ({ files: files.filter((file) => file.startsWith(`${folder}/`)), problems: [] }),
    atRoot: (stem) => files.filter((file) => isOfStem(stem, file)),
    labels: () => files.filter(isLabelsFile),
    fronts: () => ({ files: files.filter(isFrontFile), problems: [] }),
  };
}

/** Whether a path of the content folder is that of a file whose URL the ledger has. */
export function hasUrl(file: string): boolean {
  const kind = kindOf(file);
  return kind === 'article' || kind === 'page';
}
