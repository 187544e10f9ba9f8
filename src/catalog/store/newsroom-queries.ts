import type { DatabaseSync } from 'node:sqlite';
import { HOME_FRONT, splitFront } from '../../domain/front.ts';
import { optionalText, requiredText } from '../sqlite/columns.ts';

/** A story that readers do not see, or not yet. */
export interface HeldStory {
  readonly id: string;
  readonly file: string;
  readonly path: string;
  readonly title: string;
  /** Slug of its section; null for none. */
  readonly section: string | null;
  readonly edition: string;
  /** Its last real change that its file names, in milliseconds since 1970. */
  readonly modifiedMs: number;
}

/** What will happen by the clock. */
export interface ComingMoment {
  /** Milliseconds since 1970. */
  readonly atMs: number;
  /**
   * A story appears, expires, or is changed (an update, a correction that its file names ahead); a pin, a pick or block of a
   * front, or the banner ends.
   */
  readonly kind: 'appears' | 'expires' | 'changes' | 'pin-ends' | 'front-ends' | 'banner-ends';
  /** The file that says so, below the content folder; null where that is a list of the moment's edition. */
  readonly file: string | null;
  /** Of a story; of a pin, what it names; of a front, the slug of its section; null for others. */
  readonly title: string | null;
  /** Of a story. */
  readonly path: string | null;
  readonly edition: string;
}

/** Queries for those who make the paper; each reads only its slice. Moments are milliseconds since 1970. */
export interface NewsroomQueries {
  /** Drafts, those that were changed last first. */
  drafts(limit: number, offset?: number): readonly HeldStory[];
  /** What happens from `fromMs` on and before `toMs`, in order; at most `limit` of each kind of file. */
  comingMoments(fromMs: number, toMs: number, limit: number): readonly ComingMoment[];
  /** What readers read most, in order. */
  mostReadStories(
    limit: number,
  ): readonly { readonly path: string; readonly title: string; readonly file: string }[];
  /** The file of the story at a path of the site, whether readers see it or not; null for none. */
  fileAt(path: string): string | null;
}

/** Prepares the queries. */
export function newsroomQueries(database: DatabaseSync): NewsroomQueries {
  const drafts = database.prepare(
    `SELECT id, file, path, title, section, edition, modified_ms FROM article
     WHERE is_draft = 1 ORDER BY modified_ms DESC, id LIMIT ? OFFSET ?`,
  );
  const stories = database.prepare(
    `SELECT event.at_ms, article.file, article.path, article.title, article.edition,
       article.published_ms, article.expires_ms, article.is_draft
     FROM article_event AS event JOIN article ON article.key = event.article_key
     WHERE event.at_ms >= ? AND event.at_ms < ? ORDER BY event.at_ms LIMIT ?`,
  );
  const pins = database.prepare(
    'SELECT until_ms, edition, text, article FROM top_story WHERE until_ms >= ? AND until_ms < ?',
  );
  const fronts = database.prepare(
    'SELECT at_ms, name FROM front_event WHERE at_ms >= ? AND at_ms < ? ORDER BY at_ms LIMIT ?',
  );
  const banners = database.prepare(
    'SELECT until_ms, edition FROM banner WHERE until_ms >= ? AND until_ms < ?',
  );
  const mostRead = database.prepare(
    `SELECT article.path, article.title, article.file FROM most_read
     CROSS JOIN article ON article.id = most_read.article_id ORDER BY position LIMIT ?`,
  );
  const atPath = database.prepare('SELECT file FROM article WHERE path = ?');
  return {
    drafts: (limit, offset = 0) =>
      drafts.all(limit, offset).map((row) => ({
        id: requiredText(row, 'id'),
        file: requiredText(row, 'file'),
        path: requiredText(row, 'path'),
        title: requiredText(row, 'title'),
        section: optionalText(row, 'section'),
        edition: requiredText(row, 'edition'),
        modifiedMs: Number(row['modified_ms']),
      })),
    comingMoments(fromMs, toMs, limit) {
      const nothing = { file: null, title: null, path: null };
      const moments = [
        ...stories.all(fromMs, toMs, limit).flatMap((row) => storyMoment(row) ?? []),
        ...pins.all(fromMs, toMs).map((row) => {
          const title = optionalText(row, 'text') ?? optionalText(row, 'article');
          return { ...nothing, title, ...placeOf(row, 'until_ms'), kind: 'pin-ends' } as const;
        }),
        ...fronts.all(fromMs, toMs, limit).map((row) => {
          const { edition, name } = splitFront(requiredText(row, 'name'));
          const title = name === HOME_FRONT ? null : name;
          return { ...nothing, atMs: Number(row['at_ms']), title, edition, kind: 'front-ends' } as const;
        }),
        ...banners
          .all(fromMs, toMs)
          .map((row) => ({ ...nothing, ...placeOf(row, 'until_ms'), kind: 'banner-ends' }) as const),
      ];
      return moments.sort((one, other) => one.atMs - other.atMs);
    },
    mostReadStories: (limit) =>
      mostRead.all(limit).map((row) => ({
        path: requiredText(row, 'path'),
        title: requiredText(row, 'title'),
        file: requiredText(row, 'file'),
      })),
    fileAt: (path) => {
      const row = atPath.get(path);
      return row === undefined ? null : requiredText(row, 'file');
    },
  };
}

const placeOf = (row: Record<string, unknown>, column: string) => ({
  atMs: Number(row[column]),
  edition: requiredText(row, 'edition'),
});

/** Drafts have no moments that readers would see. */
function storyMoment(row: Record<string, unknown>): ComingMoment | null {
  if (Number(row['is_draft']) === 1) return null;
  const atMs = Number(row['at_ms']);
  const kind =
    atMs === Number(row['published_ms'])
      ? 'appears'
      : row['expires_ms'] !== null && atMs === Number(row['expires_ms'])
        ? 'expires'
        : 'changes';
  return {
    atMs,
    kind,
    file: requiredText(row, 'file'),
    title: requiredText(row, 'title'),
    path: requiredText(row, 'path'),
    edition: requiredText(row, 'edition'),
  };
}
