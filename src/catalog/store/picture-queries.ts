import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord, PictureFocus } from '../../domain/article.ts';
import { isPictureName } from '../../domain/picture-name.ts';
import type { FileFacts } from '../../media/files/file-facts.ts';
import type { PictureFacts } from '../../media/pictures/picture-facts.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';

/** A file of the site that is no picture. */
export interface KnownFile extends FileFacts {
  /** Where it is served: the path that was asked for, or where the file lies that takes its place. */
  readonly src: string;
  /** Whether a text surely leads to it, or shows it. */
  readonly isNamed: boolean;
}

/** What is known of the pictures and other files that articles and pages name. */
export interface PictureQueries {
  /** Of the picture at a site path, such as `/media/x.jpg`; null where it is not read yet, missing or refused. */
  picture(src: string): PictureFacts | null;
  /** Of another file at a site path, such as `/media/report.pdf`; null where it is not read yet, missing or refused. */
  file(src: string): KnownFile | null;
  /** Where the file is, as a path of the site, that a text names by this site path; null where none is known to be there. */
  placeOfFile(src: string): string | null;
  /** Whether any picture can be shown. */
  hasPictures(): boolean;
  /** A picture with these bytes, and its path below the content folder; null for none. */
  pictureOfHash(hash: string): { readonly file: string; readonly facts: PictureFacts } | null;
  /** The focal points that articles name for a picture with these bytes; parts of its width and height. */
  focalPoints(hash: string): readonly PictureFocus[];
}

/** The facts of what is shown at a src: of the picture itself, or of its alternative where no file is there. */
export const SHOWN_FACTS = `SELECT iif(picture.mtime_ms IS NULL, other.facts, picture.facts) AS facts FROM picture
  LEFT JOIN picture AS other ON other.src = picture.alternative WHERE picture.src = ?`;

/** The same of a file, with where it is, and whether a text leads to it by this path or by one for which it stands in. */
export const SHOWN_FILE = `SELECT iif(picture.mtime_ms IS NULL, other.src, picture.src) AS src,
  iif(picture.mtime_ms IS NULL, other.facts, picture.facts) AS facts,
  picture.is_named OR EXISTS (
    SELECT 1 FROM picture AS naming
    WHERE naming.alternative = picture.src AND naming.mtime_ms IS NULL AND naming.is_named
  ) AS is_named FROM picture
  LEFT JOIN picture AS other ON other.src = picture.alternative WHERE picture.src = ?`;

/** Prepares the queries about pictures and other files. */
export function pictureQueries(database: DatabaseSync): PictureQueries {
  const bySrc = database.prepare(SHOWN_FACTS);
  const byFile = database.prepare(SHOWN_FILE);
  const place = database.prepare(
    `SELECT iif(picture.mtime_ms IS NULL, other.src, picture.src) AS src FROM picture
     LEFT JOIN picture AS other ON other.src = picture.alternative AND other.mtime_ms IS NOT NULL
     WHERE picture.src = ?`,
  );
  const any = database.prepare('SELECT 1 FROM picture WHERE hash IS NOT NULL LIMIT 1');
  const byHash = database.prepare('SELECT folder, name, facts FROM picture WHERE hash = ? LIMIT 1');
  const byFocus = database.prepare(
    `SELECT record FROM picture JOIN article ON article.focus_src = picture.src WHERE picture.hash = ?1
     UNION ALL
     SELECT record FROM picture AS other
     JOIN picture ON picture.alternative = other.src AND picture.mtime_ms IS NULL
     JOIN article ON article.focus_src = picture.src WHERE other.hash = ?1`,
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
      return row === undefined || row['facts'] === null || !isPictureName(src) ? null : readFacts(row);
    },
    file(src) {
      const row = isPictureName(src) ? undefined : byFile.get(src);
      if (row === undefined || row['facts'] === null) return null;
      const facts = JSON.parse(requiredText(row, 'facts')) as FileFacts;
      return { ...facts, src: requiredText(row, 'src'), isNamed: row['is_named'] === 1 };
    },
    placeOfFile(src) {
      const row = place.get(src);
      return row === undefined ? null : optionalText(row, 'src');
    },
    hasPictures: () => any.get() !== undefined,
    pictureOfHash(hash) {
      const row = byHash.get(hash);
      if (row === undefined) return null;
      return { file: `${requiredText(row, 'folder')}/${requiredText(row, 'name')}`, facts: readFacts(row) };
    },
  };
}

const readFacts = (row: Record<string, unknown>): PictureFacts =>
  JSON.parse(requiredText(row, 'facts')) as PictureFacts;
