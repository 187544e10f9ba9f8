import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { join } from 'node:path';
import { composed, isAscii } from '../../domain/names.ts';
import { isMediaName } from '../../domain/media-file.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog, type Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { MAX_FOLDER_DEPTH } from './limits.ts';
import { otherKindOf } from './other-kinds.ts';

/** What stands in a name for bytes that are not UTF-8. */
const REPLACED = '\ufffd';

/**
 * What is wrong with the names in a folder: those that are not UTF-8, by which no file can be opened, and those that
 * differ by nothing but how their accents are written. Names that nobody would read are left alone.
 */
export function nameProblems(contentDir: string, folder: string, entries: readonly Dirent[]): Problem[] {
  const problems: Problem[] = [];
  const names = new Map<string, string>();
  let hasBroken = false;
  for (const entry of entries) {
    const { name } = entry;
    if (isAscii(name) || !(entry.isDirectory() || isReadName(name))) continue;
    if (name.includes(REPLACED) && !isThere(join(contentDir, folder, name))) {
      hasBroken = true;
      continue;
    }
    const twin = names.get(composed(name));
    if (twin === undefined) names.set(composed(name), name);
    else problems.push(...twinNames(folder, twin, name));
  }
  return hasBroken ? [...problems, ...brokenNames(contentDir, folder)] : problems;
}

/**
 * Tells the names in a folder that are not UTF-8: of folders, and of files that would be read; with `only`, those that
 * read so where their bytes are replaced.
 */
export function brokenNames(contentDir: string, folder: string, only: string | null = null): Problem[] {
  const path = join(contentDir, folder);
  return listBytes(path).flatMap((bytes) => {
    const name = bytes.toString('utf8');
    if (!name.includes(REPLACED) || Buffer.from(name).equals(bytes)) return [];
    if (name.startsWith('.') || (only !== null && name !== only)) return [];
    if (!isReadName(name) && !isFolder(Buffer.concat([Buffer.from(`${path}/`), bytes]))) return [];
    return told(`${folder}/${name}`, 'error', {
      code: 'name-not-utf8',
      message: `The name is not UTF-8, so that nothing can be opened by it. As Latin-1 it is ${quoteText(bytes.toString('latin1'))}.`,
      hint: `Rename it. A whole folder: "convmv -f latin1 -t utf8 -r --notest ${folder}", with cp1251 and the like for other letters.`,
    });
  });
}

/**
 * The same for a folder and all below it, folder by folder. For folders of pictures, which are not listed otherwise;
 * links are not followed.
 */
export function* nameProblemsBelow(contentDir: string, folder: string): Generator<Problem[]> {
  const waiting = [folder];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const entries = listEntries(join(contentDir, next));
    for (const entry of entries) {
      if (entry.isDirectory() && !entry.name.startsWith('.')) waiting.push(`${next}/${entry.name}`);
    }
    yield nameProblems(contentDir, next, entries);
  }
}

/** Tells that a folder lies too deep to be read. */
export function tooDeep(folder: string): Problem[] {
  return told(folder, 'error', {
    code: 'folder-too-deep',
    message: `The folder is more than ${MAX_FOLDER_DEPTH} folders deep; nothing in it is read.`,
    hint: 'Move it, or what is in it, further up.',
  });
}

function twinNames(folder: string, one: string, other: string): Problem[] {
  // The composed one has the address.
  const [kept, doubtful] = other === composed(other) ? [other, one] : [one, other];
  return told(`${folder}/${doubtful}`, 'warning', {
    code: 'name-twice',
    message: `${quoteText(kept)} is there twice: the names differ only in how accents are written (NFC and NFD), and have one address.`,
    hint: 'Give one of the two another name, or delete it: a Mac shows them alike.',
  });
}

const isReadName = (name: string): boolean =>
  MARKDOWN_NAME.test(name) || isMediaName(name) || otherKindOf(name) !== null;

function told(file: string, severity: Problem['severity'], finding: Finding): Problem[] {
  const log = createProblemLog(file);
  if (severity === 'error') log.error(finding);
  else log.warn(finding);
  return log.list();
}

function isThere(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function isFolder(path: Buffer): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  } catch {
    return false;
  }
}

function listEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function listBytes(folder: string): Buffer[] {
  try {
    return readdirSync(folder, { encoding: 'buffer' });
  } catch {
    return [];
  }
}
