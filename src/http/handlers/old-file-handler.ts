import type { RequestHandler } from 'express';
import { mediaFile } from '../../domain/media-file.ts';
import { oldFilePlaces } from '../../domain/pictures/old-file-places.ts';
import { pictureSrc } from '../../domain/picture-name.ts';
import { sendRedirect } from '../send/send-redirect.ts';
import { atOneMoment, type SiteDeps } from '../site-deps.ts';

export interface OldFileOptions {
  readonly site: SiteDeps;
  /** Whether a file may be served, by its path below the content folder, and is there. */
  readonly isServed: (file: string) => Promise<boolean>;
  /** Whether the program itself has a file at a path. */
  readonly isOwn: (path: string) => boolean;
}

/**
 * Leads (301) the address that a picture or another file had in another system, such as `/wp-content/uploads/x.png`, to where
 * `media/` has it now. Mount it before paths get their one way to be written: file names have a case. A page of that address
 * goes first. So does one of `media/` or beside a text that is elsewhere, as searchPicture found it. Nothing is told of files that are not served: what is not found goes on to the next handler.
 */
export function createOldFileHandler({ site, isServed, isOwn }: OldFileOptions): RequestHandler {
  return async ({ path }, response, next) => {
    const own = mediaFile(path);
    const places = own === null ? oldFilePlaces(path) : [];
    const first = own ?? places[0];
    if (first === undefined || isOwn(path)) return next();
    // What a text names so was looked for in more places.
    const known = atOneMoment(site, ({ catalog }) => catalog.placeOfFile(pictureSrc(first)));
    let found = known;
    for (const file of known === null ? places : []) {
      found ??= (await isServed(file)) ? pictureSrc(file) : null;
    }
    if (found === null || found === path) return next();
    const page = atOneMoment(site, ({ catalog, now }) => catalog.resolve(path, now));
    if (page.kind !== 'unknown') return next();
    sendRedirect(response, found);
  };
}
