import type { DatabaseSync } from 'node:sqlite';
import type { ArticleRecord } from '../../domain/article.ts';
import { requiredText } from '../sqlite/columns.ts';
import type { FrontMemory, KnownWindow } from './front-memory.ts';
import { SHOWN_FACTS } from '../store/picture-queries.ts';
import { partOrder } from '../store/series-order.ts';
import type { Teaser } from '../store/teaser.ts';
import { VISIBLE, VISIBLE_IN, VISIBLE_NAMED, VISIBLE_PARTS, VISIBLE_UNDER_LABEL } from '../store/visible.ts';
import type { EditionScope, FrontNotes, FrontScope } from './front-notes.ts';

/** A story that may stand on a front. */
export interface Story {
  readonly teaser: Teaser;
  /** Milliseconds since 1970. */
  readonly publishedMs: number;
}

/** The stories of an edition that readers may see at one moment; what is asked of it is noted. */
export interface FrontStories {
  /** Newest first, those of a series last part first; reads as far as it is followed. */
  newest(scope: FrontScope): Iterable<Story>;
  /** The story of any edition of a file or a path of the site; null where readers may not see it. */
  named(article: string): Story | null;
  /** The slugs of a story's topics. */
  topicsOf(story: Story): readonly string[];
  /** Whether the picture at a site path is there to be shown. */
  hasPicture(src: string): boolean;
  /** The articles that the editors pinned to the top stories, in order. */
  pinned(): readonly string[];
  notes(): FrontNotes;
}

/** Stories that are read in one step; most windows end within it. */
const STEP = 8;

/**
 * Prepares the queries; what is returned answers for an edition as of `now`, in milliseconds since 1970. `memory` is that of the one writer,
 * who forgets what it changes.
 */
export function frontStories(
  database: DatabaseSync,
  memory: Pick<FrontMemory, 'teasers' | 'windows' | 'pictures'> | null = null,
): (edition: string, now: number) => FrontStories {
  const columns = 'article.id, article.published_ms';
  const slice = 'LIMIT :limit OFFSET :offset';
  const newest = (where: string) =>
    database.prepare(
      `SELECT ${columns} FROM article WHERE ${where} ${VISIBLE_IN} ORDER BY published_ms DESC, id DESC ${slice}`,
    );
  const label = database.prepare(`SELECT ${columns} ${VISIBLE_UNDER_LABEL} ${slice}`);
  const statements = {
    all: newest(''),
    section: newest('section = :slug AND'),
    type: newest('type = :slug AND'),
    topic: label,
    author: label,
    series: database.prepare(`SELECT ${columns} ${VISIBLE_PARTS} ${partOrder('DESC')} ${slice}`),
  };
  const named = database.prepare(`SELECT ${columns} FROM article WHERE ${VISIBLE_NAMED}`);
  const record = database.prepare('SELECT record FROM article WHERE id = ?');
  const teaser = database.prepare('SELECT teaser FROM article WHERE id = ?');
  const facts = database.prepare(SHOWN_FACTS);
  const pins = database.prepare(
    `SELECT article FROM top_story
     WHERE edition = :edition AND article IS NOT NULL AND (until_ms IS NULL OR until_ms > :now) ORDER BY position`,
  );
  const rowsOf = ({ edition, kind, slug }: EditionScope, now: number, offset: number) => {
    const which = kind === 'all' ? {} : kind === 'topic' || kind === 'author' ? { kind, slug } : { slug };
    return statements[kind].all({ edition, ...which, now, limit: STEP, offset });
  };

  const readTeaser = (id: string): Teaser =>
    JSON.parse(requiredText(teaser.get(id) ?? {}, 'teaser')) as Teaser;
  const readPicture = (src: string): boolean => (facts.get(src)?.['facts'] ?? null) !== null;

  return (edition, now) => {
    const { teasers, windows: known, pictures: seen } = memory ?? newMemory();
    const toStory = ({ id, publishedMs }: Place): Story => ({
      teaser: remembered(teasers, id, readTeaser),
      publishedMs,
    });
    const windows = new Map<string, StoryWindow>();
    const articles = new Map<string, string | null>();
    const pictures = new Set<string>();
    return {
      newest(scope) {
        const key = `${edition}:${scope.kind}:${scope.slug}`;
        let window = windows.get(key);
        if (window === undefined) {
          const found = known.get(key) ?? { scope: { edition, ...scope }, places: [], isWhole: false };
          known.set(key, found);
          window = storyWindow(found, toStory, (offset) => rowsOf(found.scope, now, offset).map(toPlace));
          windows.set(key, window);
        }
        return window.stories();
      },
      named(article) {
        const row = named.get({ article, now });
        const story = row === undefined ? null : toStory(toPlace(row));
        articles.set(article, story?.teaser.id ?? null);
        return story;
      },
      topicsOf({ teaser: { id } }) {
        const row = record.get(id);
        if (row === undefined) return [];
        return (JSON.parse(requiredText(row, 'record')) as ArticleRecord).topics.map(({ slug }) => slug);
      },
      hasPicture(src) {
        pictures.add(src);
        return remembered(seen, src, readPicture);
      },
      pinned: () => pins.all({ edition, now }).map((row) => requiredText(row, 'article')),
      notes: () => ({
        windows: [...windows.values()].map((window) => window.note()),
        articles,
        pictures: [...pictures],
      }),
    };
  };
}

/**
 * Prepares the question whether a name stands for another story at a moment, in milliseconds since 1970, than was noted: files move,
 * and a story at the same address looks the same wherever its file is.
 */
export function nameChecker(
  database: DatabaseSync,
): (articles: FrontNotes['articles'], now: number) => boolean {
  const ids = database.prepare(
    `SELECT name.value AS name,
       (SELECT article.id FROM article WHERE (file = name.value OR article.path = name.value) AND ${VISIBLE}) AS id
     FROM json_each(:names) AS name`,
  );
  return (articles, now) =>
    articles.size > 0 &&
    ids
      .all({ names: JSON.stringify([...articles.keys()]), now })
      .some(({ name, id }) => id !== articles.get(String(name)));
}

/** What is remembered under a key, or is read and remembered. */
function remembered<Value>(known: Map<string, Value>, key: string, read: (key: string) => Value): Value {
  let value = known.get(key);
  if (value === undefined) {
    value = read(key);
    known.set(key, value);
  }
  return value;
}

type Place = KnownWindow['places'][number];

const toPlace = (row: Record<string, unknown>): Place => ({
  id: requiredText(row, 'id'),
  publishedMs: Number(row['published_ms']),
});

const newMemory = () => ({
  teasers: new Map<string, Teaser>(),
  windows: new Map<string, KnownWindow>(),
  pictures: new Map<string, boolean>(),
});

/** A list of stories of which as much is read as somebody followed. */
interface StoryWindow {
  stories(): Generator<Story>;
  note(): FrontNotes['windows'][number];
}

function storyWindow(
  window: KnownWindow,
  toStory: (place: Place) => Story,
  read: (offset: number) => Place[],
): StoryWindow {
  const { scope, places } = window;
  let followed = 0;
  return {
    *stories() {
      for (let at = 0; ; at += 1) {
        if (at === places.length && !window.isWhole) {
          const more = read(at);
          places.push(...more);
          window.isWhole = more.length < STEP;
        }
        followed = Math.max(followed, at + 1);
        const place = places[at];
        if (place === undefined) return;
        yield toStory(place);
      }
    },
    note() {
      // Parts of a series come in an order of their own.
      const last = scope.kind === 'series' ? undefined : places[followed - 1];
      return { ...scope, fromMs: last?.publishedMs ?? null };
    },
  };
}
