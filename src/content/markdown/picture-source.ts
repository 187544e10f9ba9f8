import { isPictureName } from '../../domain/picture-name.ts';

export type PictureSource =
  | { readonly kind: 'media'; readonly src: string }
  | { readonly kind: 'web'; readonly href: string }
  | { readonly kind: 'not-served' }
  | { readonly kind: 'elsewhere' };

/**
 * Judges where a picture lies. Pictures are served from the content folder's `media/`, which a file may
 * name as `/media/x.jpg`, `media/x.jpg` or relative to itself (`../../media/x.jpg`); `src` is then
 * `/media/…`, percent-encoded, or `not-served` for other files than pictures. `file` is the path of the
 * Markdown file below the content folder.
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
  const candidates = path.startsWith('/')
    ? [path.split('/')]
    : [path.split('/'), [...folder, ...path.split('/')]];
  for (const candidate of candidates) {
    const segments = resolve(candidate);
    if (segments?.[0] === 'media' && segments.length > 1) {
      if (!isPictureName(segments.at(-1) ?? '')) return { kind: 'not-served' };
      return { kind: 'media', src: `/${segments.map((segment) => encodeURIComponent(segment)).join('/')}` };
    }
  }
  return { kind: 'elsewhere' };
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
