import type { DatabaseSync } from 'node:sqlite';
import { optionalText, requiredText } from '../../catalog/sqlite/columns.ts';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import { webPicturesIn, webPicturesOf } from '../../content/document/web-pictures.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { fetchedSrc, mediaCopyOf } from '../../domain/fetched-src.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { pictureFile } from '../../domain/picture-name.ts';
import { ownPlaceOf } from '../../domain/pictures/own-place.ts';
import { buildMemoryCatalog, type InspectOptions } from './memory-catalog.ts';

/** A picture of another host that a text shows. */
export interface ListedPicture {
  /** Its path on this site; see fetchedSrc. */
  readonly src: string;
  readonly url: string;
  readonly host: string;
  /** Whether site.yaml names its host as one of the newsroom’s own. */
  readonly isOwn: boolean;
  /** Where the content folder may have it, paths below that folder: under its host first, then as one of the site’s own. */
  readonly copies: readonly string[];
  /** The first file that shows it. */
  readonly file: string;
}

/** Every picture of another host that a content folder’s texts show, each once, apart from any DATA_DIR. @throws SiteError without a usable site.yaml. */
export async function listWebPictures(
  folder: string,
  options: InspectOptions,
): Promise<readonly ListedPicture[]> {
  const { database, close } = await buildMemoryCatalog(folder, options);
  try {
    return webPicturesOfCatalog(database);
  } finally {
    close();
  }
}

/** The same of a whole catalog. */
export function webPicturesOfCatalog(database: DatabaseSync): readonly ListedPicture[] {
  const site = requiredSiteReader(catalogSettings(database))();
  const { isOwnHost, isPictureHost } = siteHosts(site);
  const found = new Map<string, ListedPicture>();
  const note = (file: string, urls: readonly string[]): void => {
    for (const url of urls) {
      const src = fetchedSrc(url);
      const host = URL.parse(url)?.host;
      if (src === null || host === undefined || found.has(src)) continue;
      const copies = [pictureFile(mediaCopyOf(src)), ownPlaceOf(src, isOwnHost)?.file ?? null];
      const isOwn = isPictureHost(host);
      found.set(src, { src, url, host, isOwn, copies: copies.filter((copy) => copy !== null), file });
    }
  };
  const articles = database.prepare(
    `SELECT record, text, body_start, body_html FROM article
       JOIN article_text ON article_text.article_key = article.key ORDER BY article.file`,
  );
  for (const row of articles.iterate()) {
    const record = JSON.parse(requiredText(row, 'record')) as ArticleRecord;
    const text = requiredText(row, 'text');
    const bodyHtml = optionalText(row, 'body_html');
    const stored = { record, text, bodyStart: Number(row['body_start']), bodyHtml };
    note(record.file, webPicturesOf(stored, site));
  }
  const lists = folderLists(database);
  for (const { file, bodyHtml } of lists.standingPages()) note(file, webPicturesIn(bodyHtml));
  for (const { file, bodyHtml, picture } of lists.authorProfiles()) {
    note(file, [...(picture?.web === undefined ? [] : [picture.web]), ...webPicturesIn(bodyHtml)]);
  }
  return [...found.values()];
}
