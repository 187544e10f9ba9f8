import { isFetchedSrc } from '../fetched-src.ts';
import type { IsOwnHost } from '../hosts/own-hosts.ts';
import { pictureFile } from '../picture-name.ts';
import { classifyMedia } from '../picture-source.ts';
import type { WantedPicture } from './picture-places.ts';

/**
 * Where the picture at a path of fetchedSrc is looked for on the site itself, as one of a host that was the site’s:
 * `media/2019/boat.jpg` for `/fetched/old.example.org/2019/boat.jpg`. Null where the host was never the site’s.
 */
export function ownPlaceOf(src: string, isOwnHost: IsOwnHost): WantedPicture | null {
  if (!isFetchedSrc(src)) return null;
  const [, , host = '', ...path] = src.split('/');
  const name = host.replace('~', ':');
  if (!isOwnHost(name)) return null;
  const source = classifyMedia(`https://${name}/${path.join('/')}`, '', isOwnHost);
  const file = source.kind === 'served' ? pictureFile(source.src) : null;
  return source.kind !== 'served' || file === null
    ? null
    : { file, tail: source.tail, isAnywhere: source.isAnywhere };
}
