import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PictureStamp, PictureStore } from '../../catalog/store/picture-store.ts';
import { catalogSettings } from '../../catalog/sqlite/settings.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { mediaFile } from '../../domain/media-file.ts';
import { picturesOfArticle, readArticlePictures } from './named-pictures.ts';
import type { PictureQueue } from './queue-pictures.ts';
import type { PictureLook } from './look-at-picture.ts';
import type { Writer } from '../publish/writer.ts';
import { isSameStamp } from '../watch/watch-look.ts';

export interface FillPicturesOptions {
  readonly look: (file: string) => PictureLook;
  /** In whose turn the progress is written. */
  readonly writer: Pick<Writer, 'database' | 'closing' | 'inTurn'>;
  readonly store: PictureStore;
  readonly pictures: PictureQueue;
  readonly hosts: () => SiteHosts;
}

const STATS = 200;
const ARTICLES = 100;

/** Has those pictures read anew whose files changed, came or went while nobody watched. */
export async function surveyPictures(options: FillPicturesOptions): Promise<void> {
  const { look, writer, store, pictures } = options;
  for (let last: string | undefined = ''; last !== undefined && !writer.closing.aborted; await nextTurn()) {
    const states = store.after(last, STATS);
    for (const { src, stamp } of states) {
      const file = mediaFile(src);
      // One that was found elsewhere, or nowhere, may be found otherwise now.
      const isSettled = stamp !== null && file !== null && isAsKnown(look, file, stamp);
      if (file !== null && !isSettled) pictures.add(file, { isTold: true });
    }
    last = states.at(-1)?.src;
  }
}

/** Whether a picture's file is as it was when it was read. */
export function isAsKnown(look: (file: string) => PictureLook, file: string, stamp: PictureStamp): boolean {
  const there = look(file);
  return there.kind === 'file' && isSameStamp(there.stamp, stamp);
}

/**
 * Has the pictures read of all articles that were there at the first build, the newest files first; goes on
 * where it was broken off. Returns whether there was anything to do.
 */
export async function fillPictures(options: FillPicturesOptions): Promise<boolean> {
  const { writer, pictures, hosts } = options;
  const { database, closing } = writer;
  const settings = catalogSettings(database);
  const batch = database.prepare(
    `SELECT article.key, file, teaser, text, body_start FROM article
     JOIN article_text ON article_text.article_key = article.key
     WHERE article.key < ? ORDER BY article.key DESC LIMIT ${ARTICLES}`,
  );
  let from = Number(settings.get('pictures-from') ?? Number.MAX_SAFE_INTEGER);
  if (from === 0) return false;
  while (from > 0 && !closing.aborted) {
    const rows = batch.all(from);
    for (const row of rows) {
      for (const { src, tail, isAnywhere, isCertain } of picturesOfArticle(
        readArticlePictures(row),
        hosts(),
      )) {
        const picture = mediaFile(src);
        if (picture !== null) pictures.add(picture, { naming: { tail, isAnywhere }, isNamed: isCertain });
      }
    }
    await nextTurn();
    await pictures.idle();
    from = Number(rows.at(-1)?.['key'] ?? 0);
    await writer.inTurn(() => {
      if (!closing.aborted) settings.put('pictures-from', String(from));
    });
  }
  return true;
}
