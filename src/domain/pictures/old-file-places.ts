import { isMediaFile, isMediaName } from '../media-file.ts';
import { composed } from '../names.ts';
import { isAssetFolder } from './asset-folders.ts';
import { plainName } from './plain-name.ts';

/** First segments of paths at which the site answers itself; `/assets` has old files as well. */
const OWN: ReadonlySet<string> = new Set(['media', 'articles', 'authors', 'pictures', 'cards', 'fetched']);
/** Folders into which people copy those of another system as a whole. */
const COPIED = ['static', 'public', 'assets'];
const MOST_SEGMENTS = 16;
/** Folders that are left out one after the other; each is one more look at the disk. */
const MOST_BARE = 5;

/**
 * Where a file may be of which a path was the address in another system, the likeliest first; as paths below the content
 * folder. They are all in `media/`: under the same path, in a folder that was copied as a whole, and without the folders that only
 * say that files are in them; of a size (`x-300x200.png`) the original too. Empty for a path that is none of a file that may be served.
 */
export function oldFilePlaces(path: string): readonly string[] {
  const last = path.slice(path.lastIndexOf('/') + 1);
  if (!last.includes('.') || path.length > 1000) return [];
  const segments = decoded(path);
  const name = segments?.at(-1) ?? '';
  if (
    segments === null ||
    segments.length > MOST_SEGMENTS ||
    !isMediaName(name) ||
    OWN.has(segments[0] ?? '')
  ) {
    return [];
  }
  const folders = segments.slice(0, -1);
  const kept = folders.findIndex((folder) => !isAssetFolder(folder));
  const bare = Math.min(MOST_BARE, kept === -1 ? folders.length : kept);
  const ways = [
    folders,
    ...COPIED.map((copied) => [copied, ...folders]),
    ...Array.from({ length: bare }, (_, at) => folders.slice(at + 1)),
  ];
  const plain = plainName(name);
  const names = plain === name.toLowerCase() ? [name] : [name, plain, originalCase(name, plain)];
  return [...new Set(names)]
    .flatMap((one) => ways.map((way) => ['media', ...way, one].join('/')))
    .filter(isMediaFile);
}

/** The plain name in the capitals of the one that it was made of. */
function originalCase(name: string, plain: string): string {
  const end = name.lastIndexOf('.');
  const stem = plain.slice(0, plain.lastIndexOf('.'));
  return name.toLowerCase().startsWith(stem) ? name.slice(0, stem.length) + name.slice(end) : plain;
}

function decoded(path: string): readonly string[] | null {
  try {
    const segments = path.slice(1).split('/').map(decodeURIComponent).map(composed);
    return segments.every((segment) => segment !== '' && !segment.includes('/')) ? segments : null;
  } catch {
    return null;
  }
}
