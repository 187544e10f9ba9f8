import { PICTURE_FOLDERS } from '../picture-name.ts';
import type { NamedPicture } from '../picture-source.ts';
import { isAssetFolder } from './asset-folders.ts';
import { foldedName, nameDistance } from './plain-name.ts';

/** A picture that is looked for; `file` is where it is looked for first, composed, below the content folder. */
export interface WantedPicture extends Pick<NamedPicture, 'tail' | 'isAnywhere'> {
  readonly file: string;
}

/** Kinds of places, the likeliest first; within a kind, the place nearest to what is wanted. */
const SAME_FOLDER = 0;
const FOLDER_ABOVE = 100;
const IN_MEDIA = 200;
const IN_ARTICLES = 300;
const ANYWHERE = 400;
/** In one place the very name is the best. */
const NAMES = 3;

/**
 * Which of the files of one name is meant, all of them paths below the content folder: the first place that holds one.
 * Those are the folder itself; the same path from a folder above, up to the folder of all articles; `media/`, with the
 * path that the text says or, of a text's folder, with all of it, where folders like `static`, `images`, `wp-content/uploads`
 * may come on top or be missing, and others may be missing as long as one folder and the name agree; of a path from the root, the
 * same in `articles/`. What is meant wherever it is may be anywhere. Null where none is meant: a picture of that name
 * elsewhere, such as beside another article, is another picture.
 */
export function choosePlace(wanted: WantedPicture, files: readonly string[]): string | null {
  const want = splitWanted(wanted);
  let best: { readonly file: string; readonly rank: number } | null = null;
  for (const file of files) {
    const rank = rankOf(want, file);
    if (rank === null) continue;
    if (best === null || rank < best.rank || (rank === best.rank && file < best.file)) best = { file, rank };
  }
  return best?.file ?? null;
}

interface Wanted {
  /** Top folder, the text's folder below it, and what the text says, folded; the last without the name. */
  readonly top: string;
  readonly base: readonly string[];
  readonly said: readonly string[];
  readonly name: string;
  readonly isAnywhere: boolean;
}

function splitWanted({ file, tail, isAnywhere }: WantedPicture): Wanted {
  const [top = '', ...path] = foldedName(file).split('/');
  const name = path.pop() ?? '';
  const saidFolders = Math.max(0, Math.min(tail - 1, path.length));
  const cut = path.length - saidFolders;
  return { top, base: path.slice(0, cut), said: path.slice(cut), name, isAnywhere };
}

/** How far a file is from what is wanted, the least being the best; null where it is another picture. */
function rankOf(want: Wanted, file: string): number | null {
  const [top = '', ...folders] = foldedName(file).split('/');
  const name = folders.pop() ?? '';
  const other = nameDistance(want.name, name);
  if (other === null) return null;
  const place = placeOf(want, top, folders);
  return place === null ? null : NAMES * place + other;
}

function placeOf(want: Wanted, top: string, folders: readonly string[]): number | null {
  const { base, said } = want;
  const all = [...base, ...said];
  if (top === want.top && isSame(folders, all)) return SAME_FOLDER;
  if (top === want.top && top !== 'media' && endsWith(folders, said)) {
    const above = folders.length - said.length;
    if (above < base.length && isSame(folders.slice(0, above), base.slice(0, above))) {
      return FOLDER_ABOVE + base.length - above;
    }
  }
  if (top === 'media') {
    const isFromRoot = want.top === 'media';
    const steps = [
      stepsBetween(said, folders, isFromRoot),
      isFromRoot ? null : stepsBetween(all, folders, false),
    ];
    if (!isFromRoot && isSame(folders, [want.top, ...all])) steps.push(0);
    const known = steps.filter((one) => one !== null);
    if (known.length > 0) return IN_MEDIA + Math.min(...known);
  }
  if (top === 'articles' && want.top === 'media') {
    const shared = sharedEnd(said, folders);
    const isWhole = shared === said.length || shared === folders.length;
    const isTold = said.slice(said.length - shared).some(isTelling);
    if (isWhole && isTold) return IN_ARTICLES + Math.min(90, said.length + folders.length - 2 * shared);
  }
  if (want.isAnywhere && endsWith(folders, said)) {
    const shared = top === want.top ? sharedStart(folders, base) : 0;
    return ANYWHERE + folders.length - Math.min(shared, 40);
  }
  return null;
}

/**
 * How many folders come on top of a path or are missing of it, in the place of a file below `media/`; null where that makes it
 * another path. Of a path that is not from the root, which may be that of one article's pictures, more must agree.
 */
function stepsBetween(
  path: readonly string[],
  folders: readonly string[],
  isFromRoot: boolean,
): number | null {
  const shared = sharedEnd(path, folders);
  const missing = path.slice(0, path.length - shared);
  const added = folders.slice(0, folders.length - shared);
  if (!added.every(isAssetFolder)) return null;
  const isTold = folders.slice(folders.length - shared).some(isTelling);
  const isSamePath = missing.every(isAssetFolder)
    ? missing.length === 0 || shared > 0 || (isFromRoot && added.length === 0)
    : isTold || (isFromRoot && missing.length === 1 && shared > 0);
  return isSamePath ? Math.min(90, 2 * missing.length + added.length) : null;
}

/** Whether the name of a folder tells it from others: no year, no day, and none that says only that files are in it. */
const isTelling = (name: string): boolean => !isAssetFolder(name) && !/^[\p{Nd}._-]+$/u.test(name);

/** The places of which an editor hears where a picture is in none, as paths below the content folder. */
export function placesToTell({ file, tail }: WantedPicture): readonly string[] {
  const segments = file.split('/');
  const inMedia = ['media', ...segments.slice(-Math.max(1, tail))].join('/');
  const isText = segments[0] !== 'media' && PICTURE_FOLDERS.includes(segments[0] ?? '');
  return isText && inMedia !== file ? [file, inMedia] : [file];
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((segment, at) => segment === b[at]);

const endsWith = (path: readonly string[], end: readonly string[]): boolean =>
  end.length === 0 || (path.length >= end.length && isSame(path.slice(-end.length), end));

function sharedStart(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function sharedEnd(a: readonly string[], b: readonly string[]): number {
  let at = 0;
  while (at < a.length && at < b.length && a[a.length - 1 - at] === b[b.length - 1 - at]) at += 1;
  return at;
}
