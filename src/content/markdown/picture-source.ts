import { isPictureFile, isPictureName, PICTURE_FOLDERS, pictureSrc } from '../../domain/picture-name.ts';

export type PictureSource =
  | { readonly kind: 'served'; readonly src: string }
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'not-served' }
  | { readonly kind: 'elsewhere' };

/**
 * Judges where a picture lies. Pictures are served from the content folder's `media/`, which a file may
 * name as `/media/x.jpg`, `media/x.jpg` or relative to itself (`../../media/x.jpg`), and from `articles/` and
 * `authors/`, where one lies beside the file: `x.jpg`, `./x.jpg`, `../x.jpg`. `src` is its path on the site,
 * percent-encoded; other files than pictures are `not-served`. `file` is the path of the Markdown file
 * below the content folder.
 */
export function judgePicture(written: string, file: string): PictureSource {
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
      if (!isPictureName(segments.at(-1) ?? '')) return { kind: 'not-served' };
      return { kind: 'served', src: pictureSrc(segments.join('/')) };
    }
  }
  const isServed = fromFile !== null && PICTURE_FOLDERS.includes(fromFile[0] ?? '');
  return isBeside(path) && isServed ? judgeBeside(fromFile) : { kind: 'elsewhere' };
}

/** Whether a path is one that names a file by its place beside another. */
const isBeside = (path: string): boolean => /^\.{1,2}\/|^[^/]+$/.test(path);

/** Judges what stands below `articles/` or `authors/`, by its segments. */
function judgeBeside(segments: readonly string[]): PictureSource {
  const name = segments.at(-1) ?? '';
  const file = segments.join('/');
  if (isPictureFile(file)) return { kind: 'served', src: pictureSrc(file) };
  const isOtherFile = segments.length > 1 && /[^/]\.[a-z0-9]{2,5}$/i.test(name) && !isPictureName(name);
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
