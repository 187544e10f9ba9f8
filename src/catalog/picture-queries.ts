import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord, PictureFocus } from '../domain/article.ts';
import type { PictureFacts } from '../media/picture-facts.ts';
import { requiredText } from './columns.ts';

/** What is known of the pictures that articles and pages name. */
export interface PictureQueries {
  /** Of the picture at a site path, such as `/media/x.jpg`; null where it is not read yet, missing or broken. */
  picture(src: string): PictureFacts | null;
  /** A picture with these bytes, and its path below the content folder; null for none. */
  pictureOfHash(hash: string): { readonly file: string; readonly facts: PictureFacts } | null;
  /** The focal points that articles name for a picture with these bytes; parts of its width and height. */
  focalPoints(hash: string): readonly PictureFocus[];
}

/** Prepares the queries about pictures. */
export function pictureQueries(database: DatabaseSync): PictureQueries {
  const bySrc = database.prepare('SELECT facts FROM picture WHERE src = ? AND facts IS NOT NULL');
  const byHash = database.prepare('SELECT folder, name, facts FROM picture WHERE hash = ? LIMIT 1');
  const byFocus = database.prepare(
    'SELECT record FROM picture JOIN article ON article.focus_src = picture.src WHERE picture.hash = ?',
  );
  return {
    focalPoints(hash) {
      return byFocus.all(hash).flatMap((row) => {
        const { image } = JSON.parse(requiredText(row, 'record')) as ArticleRecord;
        return image === null || image.focus === null ? [] : [image.focus];
      });
    },
    picture(src) {
      const row = bySrc.get(src);
      return row === undefined ? null : readFacts(row);
    },
    pictureOfHash(hash) {
      const row = byHash.get(hash);
      if (row === undefined) return null;
      return { file: `${requiredText(row, 'folder')}/${requiredText(row, 'name')}`, facts: readFacts(row) };
    },
  };
}

const readFacts = (row: Record<string, unknown>): PictureFacts =>
  JSON.parse(requiredText(row, 'facts')) as PictureFacts;
