import { isMediaFile, isMediaName, mediaFile } from './media-file.ts';
import { composed } from './names.ts';
import { isPictureName, PICTURE_FOLDERS, pictureSrc } from './picture-name.ts';

/** Where a picture lies, or another file that the site serves. */
export type PictureSource =
  | { readonly kind: 'served'; readonly src: string }
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'not-served' }
  | { readonly kind: 'elsewhere' };

/**
 * Judges where a picture lies, as classifyMedia does; every other file is `not-served`, as no picture can be made of it.
 */
export function classifyPicture(written: string, file: string): PictureSource {
  const source = classifyMedia(written, file);
  return source.kind === 'served' && !isPictureName(source.src) ? { kind: 'not-served' } : source;
}

/**
 * Judges where a picture or another file of the site lies. They are served from the content folder's `media/`, which a file may
 * name as `/media/x.jpg`, `media/x.jpg` or relative to itself (`../../media/x.jpg`), and from `articles/` and
 * `authors/`, where one lies beside the file: `x.jpg`, `./x.jpg`, `../x.jpg`, `photos/x.jpg`. What a file elsewhere
 * names so is in `media/`. `src` is its path on the site, percent-encoded; files of kinds that are not served are
 * `not-served`. `file` is the path of the Markdown file below the content folder.
 */
export function classifyMedia(written: string, file: string): PictureSource {
  if (written.length > 1000) return { kind: 'elsewhere' };
  const address = written.trim();
  if (/^(?:https?:)?[\\/]{2}/i.test(address)) {
    return { kind: 'web', href: address.replace(/^(?!http)/i, 'https:') };
  }
  if (address === '' || /^[a-z][a-z0-9+.-]*:/i.test(address)) return { kind: 'elsewhere' };
  const path = decode(address.replace(/[?#].*$/, '').replaceAll('\\', '/'));
  const folder = file.split('/').slice(0, -1);
  const fromRoot = resolve(path.split('/'));
  const fromFile = path.startsWith('/') ? null : resolve([...folder, ...path.split('/')]);
  for (const segments of [fromRoot, fromFile]) {
    if (segments?.[0] === 'media' && segments.length > 1) {
      if (!isMediaName(segments.at(-1) ?? '')) return { kind: 'not-served' };
      return { kind: 'served', src: pictureSrc(segments.join('/')) };
    }
  }
  // A sentence with a path in it is no path.
  const isPath = path.split('/').every((segment) => segment === segment.trim());
  if (fromFile === null || !isPath) return { kind: 'elsewhere' };
  if (PICTURE_FOLDERS.includes(fromFile[0] ?? '')) return classifyBeside(fromFile);
  return fromRoot === null || path.startsWith('.')
    ? { kind: 'elsewhere' }
    : classifyBeside(['media', ...fromRoot]);
}

/**
 * Where a picture or another file is looked for that a text names and that does not lie beside it: under the same name in `media/`,
 * as a path on the site. Null for one that is named by where else it lies.
 */
export function alternativeOf(src: string, file: string): string | null {
  const picture = mediaFile(src);
  const folder = `${composed(file).split('/').slice(0, -1).join('/')}/`;
  if (picture === null || folder.startsWith('media/') || !picture.startsWith(folder)) return null;
  return pictureSrc(`media/${picture.slice(folder.length)}`);
}

/** Judges what stands in one of the folders, by its segments. */
function classifyBeside(segments: readonly string[]): PictureSource {
  const name = segments.at(-1) ?? '';
  const file = segments.join('/');
  if (isMediaFile(file)) return { kind: 'served', src: pictureSrc(file) };
  const isOtherFile = segments.length > 1 && /[^/]\.[a-z0-9]{2,5}$/i.test(name) && !isMediaName(name);
  return { kind: isOtherFile ? 'not-served' : 'elsewhere' };
}

/** Resolves `.` and `..`; null where the path climbs out of the content folder. */
function resolve(segments: readonly string[]): string[] | null {
  const resolved: string[] = [];
  for (const segment of segments) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') resolved.push(segment);
    else if (resolved.pop() === undefined) return null;
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no file name holds them
  return resolved.some((segment) => /[\u0000-\u001f]/.test(segment)) ? null : resolved;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path).toWellFormed();
  } catch {
    return path.toWellFormed();
  }
}
