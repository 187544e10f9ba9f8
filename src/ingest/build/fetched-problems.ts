import type { DatabaseSync } from 'node:sqlite';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import { readSourceFileSync } from '../../content/source/directory.ts';
import { createLineIndex, FILE_START, type Position } from '../../problems/line-index.ts';
import type { Problem } from '../../problems/problem.ts';
import type { Finding } from '../../problems/problem-log.ts';
import type { ShownCopy } from '../pictures/inspect-pictures.ts';
import { lookAtPicture } from '../pictures/look-at-picture.ts';
import { webPicturesOfCatalog } from './list-web-pictures.ts';

/**
 * What is wrong with pictures of the newsroom’s own hosts, each told at the first text that shows it, where its address stands
 * there as it is read. `findings` has why a picture could not be fetched, by its path; one that nobody tried yet is no fault.
 */
export function fetchedProblems(
  database: DatabaseSync,
  contentDir: string,
  findings: ReadonlyMap<string, Finding>,
): Problem[] {
  if (findings.size === 0) return [];
  return webPicturesOfCatalog(database).flatMap(({ src, url, file, isOwn }) => {
    const finding = isOwn ? findings.get(src) : undefined;
    return finding === undefined
      ? []
      : [{ file, ...placeOf(contentDir, file, url), severity: 'warning' as const, ...finding }];
  });
}

/** The copies in `media/` of pictures of the newsroom’s own hosts, each at the first text that shows the picture. */
export function shownCopies(database: DatabaseSync, contentDir: string): ShownCopy[] {
  const site = siteReader(catalogSettings(database))();
  if (site?.pictureHosts === undefined) return [];
  return webPicturesOfCatalog(database).flatMap(({ url, file, isOwn, copies }) => {
    const copy = isOwn ? copies.find((one) => lookAtPicture(contentDir, one).kind === 'file') : undefined;
    return copy === undefined ? [] : [{ copy, file, ...placeOf(contentDir, file, url) }];
  });
}

/** Where a text of the content folder has an address as it is read; its beginning where that is written otherwise. */
function placeOf(contentDir: string, file: string, url: string): Position {
  const text = readSourceFileSync(contentDir, file).source?.text ?? '';
  const at = text.indexOf(url);
  return at === -1 ? FILE_START : createLineIndex(text)(at);
}
