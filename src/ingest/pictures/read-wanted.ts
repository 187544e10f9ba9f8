import type { PictureState, PictureStore } from '../../catalog/store/picture-store.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { pictureSrc } from '../../domain/picture-name.ts';
import { ownPlaceOf } from '../../domain/pictures/own-place.ts';
import type { FetchedUpkeep } from '../fetched/maintain-fetched.ts';
import { SITE_FILE } from '../read/folders.ts';
import { isThere } from '../read/is-there.ts';
import type { UnjudgedFiles } from '../watch/unjudged-files.ts';
import { isAsKnown } from './fill-pictures.ts';
import { isFetchedFile, readFetchedPicture } from './look-at-fetched.ts';
import type { PictureLook } from './look-at-picture.ts';
import { joinNamings, type PictureWish } from './queue-pictures.ts';
import { type PictureReadDeps, readPicture } from './read-pictures.ts';
import { searchPicture } from './search-picture.ts';

interface WantedReaderParts extends PictureReadDeps {
  readonly store: Pick<PictureStore, 'ofSrc'>;
  readonly look: (file: string) => PictureLook;
  /** The hosts of the site as it is now. */
  readonly hosts: () => SiteHosts;
  readonly fetched: Pick<FetchedUpkeep, 'findingOf'>;
  readonly unjudged: Pick<UnjudgedFiles, 'add' | 'judged'>;
  /** Has another picture read, by its path below the content folder. */
  readonly alsoRead: (file: string) => void;
}

/** Prepares reading the pictures of a queue; one that is as it is known gives null. */
export function wantedReader({
  contentDir,
  names,
  now,
  store,
  look,
  hosts,
  fetched,
  unjudged,
  alsoRead,
}: WantedReaderParts): (file: string, wish: Required<PictureWish>) => Promise<PictureState | null> {
  /** The file of a picture that is fetched in the places of one of the site’s own, where its host was that; null for none. */
  const findOwn = async (src: string): Promise<string | null> => {
    const place = ownPlaceOf(src, hosts().isOwnHost ?? (() => false));
    if (place === null) return null;
    return look(place.file).kind === 'file' ? place.file : searchPicture(contentDir, names, place);
  };
  return async (file, { isForced, isNamed, naming: given }) => {
    const src = pictureSrc(file);
    const before = store.ofSrc(src);
    const naming = joinNamings(given, before) ?? { tail: file.split('/').length - 1, isAnywhere: false };
    const { tail, isAnywhere } = naming;
    const isSame = before !== null && before.tail === tail && before.isAnywhere === isAnywhere;
    const isKnown = isSame && (!isNamed || before.isNamed === true);
    const stamp = before?.stamp ?? null;
    if (!isForced && isKnown && stamp !== null && isAsKnown(look, file, stamp)) return null;
    const wanted = { file, tail, isAnywhere };
    const reading = isFetchedFile(file)
      ? await readFetchedPicture({ look, now, findOwn, findingOf: fetched.findingOf }, wanted)
      : await readPicture({ contentDir, names, now }, wanted);
    if (reading.kind === 'unjudged') {
      unjudged.add([{ file, ...reading.stamp }]);
      // The next start has to know that there is such a picture.
      const nothing = { alternative: null, stamp: null, facts: null, problem: null };
      return before === null ? { src, tail, isAnywhere, ...nothing, isNamed } : null;
    }
    unjudged.judged(file);
    const { state } = reading;
    // Nothing is taken down while the whole folder is away.
    if (state.stamp === null && !isThere(contentDir, SITE_FILE)) return null;
    const other = mediaFile(state.alternative ?? '');
    if (other !== null) alsoRead(other);
    const isMissingStill = isKnown && stamp === null && state.stamp === null;
    if (isMissingStill && !isForced && state.alternative === before.alternative) return null;
    return isNamed ? { ...state, isNamed } : state;
  };
}
