import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isFresh } from '../read/is-fresh.ts';
import type { PictureStamp, PictureState } from '../../catalog/store/picture-store.ts';
import { LINK_FINDINGS } from '../../content/source/resolve-symlinks.ts';
import { isPictureName, pictureSrc } from '../../domain/picture-name.ts';
import { placesToTell, type WantedPicture } from '../../domain/pictures/picture-places.ts';
import { FileError } from '../../media/files/file-error.ts';
import { examineFile } from '../../media/files/examine-file.ts';
import type { FileFacts } from '../../media/files/file-facts.ts';
import { toPictureError } from '../../media/picture-error.ts';
import type { ExaminedPicture } from '../../media/pictures/examine-picture.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { PICTURE_FORMATS, rightExtension } from '../../media/picture-format.ts';
import { FILE_START } from '../../problems/line-index.ts';
import { lookAtPicture, type PictureLook } from './look-at-picture.ts';
import type { PictureNames } from './picture-names.ts';
import { searchPicture } from './search-picture.ts';
import { MachineBusyError } from '../../problems/machine-busy-error.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Finding } from '../../problems/problem-log.ts';

/** A picture that was read, or the file, as it was found, that the machine had no time to judge. */
export type PictureReading<State = PictureState> =
  | { readonly kind: 'read'; readonly state: State }
  | { readonly kind: 'unjudged'; readonly stamp: PictureStamp };

/** The state of a picture of which less is known than pages need. */
export type ExaminedState = Omit<PictureState, 'facts'> & {
  readonly facts: ExaminedPicture | FileFacts | null;
};

/** Where pictures are read from. */
export interface PictureReadDeps {
  readonly contentDir: string;
  readonly names: PictureNames;
  readonly now: () => number;
}

/**
 * Reads a picture or another file: what it is, or what is wrong with it. One that is not where it is named first is no fault
 * where searchPicture finds it. The library that reads pictures is loaded when the first of them is there.
 */
export const readPicture = (deps: PictureReadDeps, wanted: WantedPicture): Promise<PictureReading> =>
  readWith(probe, deps, wanted);

/** The same for whoever only has to know whether it can be shown, which takes a fraction of the time. */
export const examineNamedPicture = (
  deps: PictureReadDeps,
  wanted: WantedPicture,
): Promise<PictureReading<ExaminedState>> => readWith(examine, deps, wanted);

async function readWith<Facts extends ExaminedPicture>(
  look: (path: string) => Promise<Facts>,
  { contentDir, names, now }: PictureReadDeps,
  wanted: WantedPicture,
): Promise<PictureReading<Omit<PictureState, 'facts'> & { readonly facts: Facts | FileFacts | null }>> {
  const { file, tail, isAnywhere } = wanted;
  const there = lookAtPicture(contentDir, file);
  if (there.kind === 'file') return judgeWith(look, there, wanted, now);
  const nothing = { src: pictureSrc(file), tail, isAnywhere, alternative: null, stamp: null, facts: null };
  const other = there.kind === 'missing' ? await searchPicture(contentDir, names, wanted) : null;
  if (other !== null) {
    return { kind: 'read', state: { ...nothing, alternative: pictureSrc(other), problem: null } };
  }
  const finding = there.kind === 'missing' ? missing(contentDir, wanted) : LINK_FINDINGS.outside;
  return { kind: 'read', state: { ...nothing, problem: problemOf(file, finding, 'warning') } };
}

/** Reads a file that is there. */
export const judgePicture = (
  there: Extract<PictureLook, { kind: 'file' }>,
  wanted: WantedPicture,
  now: () => number,
): Promise<PictureReading> => judgeWith(probe, there, wanted, now);

async function judgeWith<Facts extends ExaminedPicture>(
  look: (path: string) => Promise<Facts>,
  there: Extract<PictureLook, { kind: 'file' }>,
  { file, tail, isAnywhere }: WantedPicture,
  now: () => number,
): Promise<PictureReading<Omit<PictureState, 'facts'> & { readonly facts: Facts | FileFacts | null }>> {
  const nothing = { src: pictureSrc(file), tail, isAnywhere, alternative: null, facts: null };
  const stamp = isFresh(there.stamp.mtimeMs, now()) ? { ...there.stamp, mtimeMs: -1 } : there.stamp;
  try {
    const facts = await (isPictureName(file) ? look(there.path) : examineFile(there.path));
    return { kind: 'read', state: { ...nothing, stamp, facts, problem: remarkOn(file, facts) } };
  } catch (error) {
    if (error instanceof MachineBusyError) return { kind: 'unjudged', stamp: there.stamp };
    const { code, message, hint } = error instanceof FileError ? error : toPictureError(error, file);
    const problem = problemOf(file, { code, message, hint }, 'error');
    return { kind: 'read', state: { ...nothing, stamp, problem } };
  }
}

async function probe(path: string): Promise<PictureFacts> {
  const { probePicture } = await import('../../media/pictures/probe-picture.ts');
  return probePicture(path);
}

async function examine(path: string): Promise<ExaminedPicture> {
  const { examinePicture } = await import('../../media/pictures/examine-picture.ts');
  return examinePicture(path);
}

function remarkOn(file: string, facts: ExaminedPicture | FileFacts): Problem | null {
  if ('format' in facts) return misnamed(file, facts);
  return facts.hasScript === true ? problemOf(file, SCRIPTED_PDF, 'warning') : null;
}

const SCRIPTED_PDF: Finding = {
  code: 'file-pdf-script',
  message:
    'The PDF holds a script, or starts a program. Readers get it as a download, which no browser opens by itself.',
  hint: 'Print it to a new PDF, which leaves that out, and put that file in its place.',
};

/** A picture under the extension of another format, which is shown as what it is. */
function misnamed(file: string, { format }: ExaminedPicture): Problem | null {
  const extension = rightExtension(file, format);
  if (extension === null) return null;
  return problemOf(
    file,
    {
      code: 'picture-wrong-extension',
      message: `${file} is ${PICTURE_FORMATS[format].name}, whatever its extension says; it is shown as one.`,
      hint: `Rename it to end in .${extension}, here and where articles name it.`,
    },
    'warning',
  );
}

function missing(contentDir: string, wanted: WantedPicture): Finding {
  const { file } = wanted;
  const places = placesToTell(wanted);
  const near = places.map((place) => findNearPicture(contentDir, place)).find((found) => found !== null);
  const usual = 'Put the file there, or correct the name, capitals included, where a text names it.';
  return {
    code: isPictureName(file) ? 'picture-missing' : 'file-missing',
    message: `The ${isPictureName(file) ? 'picture' : 'file'} ${places.join(' is not there, nor is ')}${places.length === 1 ? ' is not there' : ''}.`,
    hint: near ?? usual,
  };
}

export const problemOf = (file: string, finding: Finding, severity: Problem['severity']): Problem => ({
  file,
  ...FILE_START,
  severity,
  ...finding,
});

/** Folders whose names are kept, each as long as it does not change. */
const MOST_FOLDERS = 20;
const folders = new Map<string, { readonly mtimeMs: number; readonly names: ReadonlyMap<string, string> }>();

/**
 * The cure for a picture that is not there, by its path below the content folder, where one of nearly that name is:
 * with other capitals, another extension, blanks for hyphens, or its accents written in another way. Null where none is.
 */
function findNearPicture(contentDir: string, file: string): string | null {
  const slash = file.lastIndexOf('/');
  const [folder, name] = [file.slice(0, slash), file.slice(slash + 1)];
  const found = namesIn(join(contentDir, folder)).get(folded(name));
  if (found === undefined || found === name) return null;
  const there = `${folder}/${found}`;
  if (found.normalize('NFC') === name.normalize('NFC'))
    return `${there} is there, but its accents are written in another way (NFC here, NFD there, or the reverse): rename the file by typing its name anew.`;
  if (isPictureName(name) && !isPictureName(found))
    return `${there} is there, but of a kind that is not shown: export it as a JPEG named ${name}.`;
  return `${there} is there: write that name, or rename the file.`;
}

/** The names in a folder by what is alike in them; none where it cannot be read. */
function namesIn(folder: string): ReadonlyMap<string, string> {
  try {
    const { mtimeMs } = statSync(folder);
    const known = folders.get(folder);
    if (known?.mtimeMs === mtimeMs) return known.names;
    // The pictures come last, and so before others of the same name.
    const listed = readdirSync(folder).sort((a, b) => Number(isPictureName(a)) - Number(isPictureName(b)));
    const names = new Map(listed.filter((name) => !name.startsWith('.')).map((name) => [folded(name), name]));
    folders.delete(folder);
    folders.set(folder, { mtimeMs, names });
    if (folders.size > MOST_FOLDERS) folders.delete(folders.keys().next().value ?? '');
    return names;
  } catch {
    return new Map();
  }
}

/** What names have in common that editors take for the same. */
const folded = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replace(/\.[a-z0-9]{2,5}$/, '')
    .replace(/[\s_-]+/g, '-');
