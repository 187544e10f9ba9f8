import type { DatabaseSync } from 'node:sqlite';
import type { ReadArticle } from '../../catalog/publish/file-read.ts';
import { pictureStore, type PictureState } from '../../catalog/store/picture-store.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { mediaFile } from '../../domain/media-file.ts';
import type { WantedPicture } from '../../domain/pictures/picture-places.ts';
import { lookAtPicture } from '../../ingest/pictures/look-at-picture.ts';
import { picturesOfArticle } from '../../ingest/pictures/named-pictures.ts';
import { type PictureNames, pictureNames } from '../../ingest/pictures/picture-names.ts';
import { readPicture } from '../../ingest/pictures/read-pictures.ts';
import { isSameStamp } from '../../ingest/watch/watch-look.ts';

export interface DraftPicturesDeps {
  readonly database: DatabaseSync;
  readonly contentDir: string;
  readonly hosts: () => SiteHosts;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly readings: PictureReadings;
}

/** What was read of pictures that no published text names; it outlives copies of the catalog. */
export interface PictureReadings {
  /** What is known of a picture, its file as it is now; null where nobody can tell now. */
  read(contentDir: string, wanted: WantedPicture, now: () => number): Promise<PictureState | null>;
}

/** Readings that are kept, and pictures of one text that are read. */
const MOST_READINGS = 500;
const MOST_PICTURES = 200;
/** How long the names of all pictures are believed, in ms. */
const NAMES_MS = 10_000;

/** Begins without any. */
export function pictureReadings(): PictureReadings {
  const known = new Map<string, PictureState>();
  let names: { readonly at: number; readonly names: PictureNames } | null = null;
  return {
    async read(contentDir, wanted, now) {
      const there = lookAtPicture(contentDir, wanted.file);
      const stamp = there.kind === 'file' ? `${there.stamp.mtimeMs} ${there.stamp.sizeBytes}` : '';
      const key = `${wanted.file}\n${wanted.tail}\n${wanted.isAnywhere}\n${stamp}`;
      const found = known.get(key);
      if (found !== undefined && there.kind === 'file') return found;
      if (names === null || Math.abs(now() - names.at) > NAMES_MS)
        names = { at: now(), names: pictureNames(contentDir) };
      const reading = await readPicture({ contentDir, names: names.names, now }, wanted);
      if (reading.kind !== 'read') return null;
      known.set(key, reading.state);
      if (known.size > MOST_READINGS) known.delete(known.keys().next().value ?? '');
      return reading.state;
    },
  };
}

/** Notes in the catalog the pictures and other files that a text names, as the ingest does once the text is a file. */
export async function putDraftPictures(
  file: string,
  { row, text }: ReadArticle,
  { database, contentDir, hosts, now, readings }: DraftPicturesDeps,
): Promise<void> {
  const store = pictureStore(database);
  const named = { file, text: text.text, bodyStart: text.bodyStart, teaser: row.teaser };
  const read = async (src: string, wanted: Omit<WantedPicture, 'file'>, isNamed: boolean): Promise<void> => {
    const picture = mediaFile(src);
    if (picture === null) return;
    const before = store.ofSrc(src);
    const there = lookAtPicture(contentDir, picture);
    const isKnown = before?.stamp != null && there.kind === 'file' && isSameStamp(there.stamp, before.stamp);
    if (isKnown && (before.isNamed === true || !isNamed)) return;
    const state = isKnown ? before : await readings.read(contentDir, { file: picture, ...wanted }, now);
    if (state === null) return;
    store.put([{ ...state, ...(isNamed ? { isNamed } : {}) }], now());
    if (state.stamp === null && state.alternative !== null && state.alternative !== src)
      await read(state.alternative, wanted, false);
  };
  for (const { src, tail, isAnywhere, isCertain } of picturesOfArticle(named, hosts()).slice(
    0,
    MOST_PICTURES,
  ))
    await read(src, { tail, isAnywhere }, isCertain);
}
