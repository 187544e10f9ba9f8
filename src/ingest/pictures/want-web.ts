import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PublishBatch } from '../../catalog/publish/outcome/publish-batch.ts';
import { optionalText, requiredText } from '../../catalog/sqlite/columns.ts';
import { catalogSettings, requiredSiteReader } from '../../catalog/sqlite/settings.ts';
import type { Site } from '../../config/site.ts';
import { webPicturesIn, webPicturesOf } from '../../content/document/web-pictures.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import type { ArticleRecord, AuthorProfile, StandingPage } from '../../domain/article.ts';
import { fetchedSrc, mediaCopyOf } from '../../domain/fetched-src.ts';
import { pictureFile } from '../../domain/picture-name.ts';
import { ownPlaceOf } from '../../domain/pictures/own-place.ts';
import type { FetchedUpkeep } from '../fetched/maintain-fetched.ts';
import type { Writer } from '../publish/writer.ts';
import type { PictureQueue } from './queue-pictures.ts';
import type { PictureLook } from './look-at-picture.ts';

export interface WantWebDeps {
  readonly look: (file: string) => PictureLook;
  readonly writer: Pick<Writer, 'database' | 'closing' | 'inTurn'>;
  readonly pictures: Pick<PictureQueue, 'add'>;
  readonly fetched: FetchedUpkeep;
}

/** Follows which pictures of other hosts the texts show, and has those of the newsroom’s own hosts fetched. */
export interface WebPictures {
  /** What was published now. */
  published(batch: Pick<PublishBatch, 'reads' | 'gone'>): void;
  /** Notes which pictures of the web an owner shows from now on, whatever their hosts; see FetchedUpkeep. */
  want(owner: string, urls: readonly string[]): void;
  pages(pages: readonly StandingPage[]): void;
  authors(profiles: readonly AuthorProfile[]): void;
  /** Looks all articles through where hosts, or the list of what is fetched, are others than the last time. */
  fill(): Promise<void>;
}

const BATCH = 100;

/** Prepares it. */
export function wantWeb({ look, writer, pictures, fetched }: WantWebDeps): WebPictures {
  const { database, closing, inTurn } = writer;
  const settings = catalogSettings(database);
  const readSite = requiredSiteReader(settings);

  /** What was fetched before stays as long as somebody shows it, though its host may be listed no more. */
  const wantOfOwn = (owner: string, addresses: readonly string[], site: Site, isTold: boolean): void => {
    const { isOwnHost, isPictureHost } = siteHosts(site);
    const wanted: string[] = [];
    for (const address of addresses) {
      const src = fetchedSrc(address);
      const file = src === null ? null : pictureFile(src);
      const host = URL.parse(address)?.host;
      if (src === null || file === null || host === undefined) continue;
      if (!isPictureHost(host) && !fetched.isKnown(src)) continue;
      const copies = [pictureFile(mediaCopyOf(src)), ownPlaceOf(src, isOwnHost)?.file ?? null];
      const inMedia = copies.find((copy) => copy !== null && look(copy).kind === 'file') ?? null;
      if (inMedia !== null) pictures.add(inMedia, { isNamed: true });
      else wanted.push(address);
      pictures.add(file, { isNamed: true, isTold });
    }
    fetched.want(owner, wanted, { isRenewed: isTold });
  };

  const keyOf = ({ pictureHosts: hosts = [] }: Site): string => JSON.stringify([hosts, fetched.born()]);

  return {
    published({ reads = [], gone = [] }) {
      for (const file of gone) fetched.want(file, []);
      const site = readSite();
      for (const { file, article } of reads) {
        if (article === null) continue;
        const record = JSON.parse(article.row.record) as ArticleRecord;
        wantOfOwn(file, webPicturesOf({ ...article.text, record }, site), site, true);
      }
    },
    want(owner, urls) {
      fetched.want(owner, urls);
      for (const url of urls) {
        const file = pictureFile(fetchedSrc(url) ?? '');
        if (file !== null) pictures.add(file, { isNamed: true });
      }
    },
    pages(pages) {
      for (const { file, bodyHtml } of pages) wantOfOwn(file, webPicturesIn(bodyHtml), readSite(), false);
    },
    authors(profiles) {
      for (const { file, bodyHtml, picture } of profiles) {
        const portrait = picture?.web === undefined ? [] : [picture.web];
        wantOfOwn(file, [...portrait, ...webPicturesIn(bodyHtml)], readSite(), false);
      }
    },
    async fill() {
      const site = readSite();
      const { pictureHosts: hosts = [] } = site;
      if (hosts.length === 0 || settings.get('web-for') === keyOf(site)) return;
      const names = hosts.map((host) => host.replace(/^\*\./, ''));
      const batch = database.prepare(
        `SELECT record, text, body_start, body_html FROM article
         JOIN article_text ON article_text.article_key = article.key
         WHERE article.key < ? AND article.key >= ? AND (${names.map(() => 'instr(coalesce(body_html, text) || record, ?) > 0').join(' OR ')})
         ORDER BY article.key DESC`,
      );
      const last = Number(database.prepare('SELECT max(key) AS last FROM article').get()?.['last'] ?? 0);
      for (let end = last + 1; end > 0 && !closing.aborted; end -= BATCH, await nextTurn()) {
        for (const row of batch.all(end, end - BATCH, ...names)) {
          const record = JSON.parse(requiredText(row, 'record')) as ArticleRecord;
          const text = {
            record,
            text: requiredText(row, 'text'),
            bodyStart: Number(row['body_start']),
            bodyHtml: optionalText(row, 'body_html'),
          };
          wantOfOwn(record.file, webPicturesOf(text, site), site, false);
        }
      }
      await inTurn(() => {
        if (!closing.aborted) settings.put('web-for', keyOf(site));
      });
    },
  };
}
