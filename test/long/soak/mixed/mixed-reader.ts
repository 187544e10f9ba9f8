import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { Archive } from '../../../../bench/archive/archive.ts';
import { SECTIONS, slugOf } from '../../../../bench/archive/names.ts';
import type { Random } from '../../../../bench/archive/random.ts';
import { type Connection, connect, type Reply } from '../../../../bench/lib/connection.ts';
import type { Tally } from '../../storm/tally.ts';
import type { Violations } from '../../storm/violations.ts';
import type { CountedStory } from './counted-story.ts';
import { findStale } from './find-stale.ts';

export interface MixedReaderOptions {
  readonly origin: string;
  readonly archive: Archive;
  readonly stories: readonly CountedStory[];
  readonly violations: Violations;
  readonly tally: Tally;
  readonly random: Random;
}

/** A reader with a cache of its own, as a browser has. */
export interface MixedReader {
  /** Asks for a path in any encoding, with the tag of what it has or without, and judges the answer. */
  readonly read: (path: string) => Promise<void>;
  /** A path of any kind. */
  readonly pickPath: () => string;
  readonly close: () => void;
}

const ENCODINGS = ['br', 'gzip', 'identity', 'gzip, deflate, br'];
const CONDITIONAL_SHARE = 0.4;
const MOST_KEPT = 2_000;

/** Makes a reader; each has one connection. */
export function createMixedReader(options: MixedReaderOptions): MixedReader {
  const { origin, archive, stories, violations, tally, random } = options;
  const connection = connect(origin);
  const kept = new Map<string, { readonly etag: string; readonly text: string }>();

  const read = async (path: string): Promise<void> => {
    const encoding = random.pick(ENCODINGS);
    const key = `${encoding} ${path}`;
    const copy = random.chance(CONDITIONAL_SHARE) ? kept.get(key) : undefined;
    const beganAt = performance.now();
    const reply = await ask(connection, path, encoding, copy?.etag).catch((error: unknown) => {
      violations.add('no reply', path, String(error));
      return null;
    });
    if (reply === null) return;
    tally.reply(path, reply);
    const isCopyGood = reply.status === 304 && copy !== undefined;
    const text = isCopyGood ? copy.text : decode(reply);
    const status = isCopyGood ? 200 : reply.status;
    const fail = (kind: string, detail: string): void => violations.add(kind, path, `${detail}; ${encoding}`);
    if (status >= 500) fail(`status ${status}`, 'a server error');
    if (path.startsWith('/no-such') && status !== 404) fail(`status ${status}`, 'there is no such page');
    if (!path.startsWith('/no-such') && status === 404) fail('status 404', 'the page exists or did');
    for (const { kind, detail } of findStale({ path, status, text, beganAt }, stories)) {
      fail(isCopyGood ? `${kind}, by a 304` : kind, detail);
    }
    const { etag } = reply.headers;
    if (reply.status !== 200 || etag === undefined) return;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(key, { etag, text });
  };

  return { read, pickPath: () => pickPath(archive, stories, random), close: connection.close };
}

function ask(
  connection: Connection,
  path: string,
  encoding: string,
  etag: string | undefined,
): Promise<Reply> {
  return connection.get(path, encoding, etag === undefined ? {} : { 'If-None-Match': etag });
}

function decode({ headers, body }: Reply): string {
  const encoding = headers['content-encoding'];
  if (encoding === 'br') return brotliDecompressSync(body).toString();
  return (encoding === 'gzip' ? gunzipSync(body) : body).toString();
}

function pickPath(archive: Archive, stories: readonly CountedStory[], random: Random): string {
  const kind = random.unit();
  if (kind < 0.15) return '/';
  if (kind < 0.22) return '/feed.xml';
  if (kind < 0.32) return `/sections/${random.pick(SECTIONS).slug}`;
  if (kind < 0.38) return `/no-such/${random.below(2 ** 31).toString(36)}`;
  // A story that is being published may rightly be unknown yet; the desk has it read when it is due.
  const shown = stories.filter(({ versions }) => performance.now() - (versions[0] ?? 0) > 1_500);
  if (kind < 0.7 && shown.length > 0) {
    const story = random.pick(shown.slice(-30));
    const isDue = performance.now() - story.movedAt > 1_500;
    return random.pick([...(isDue ? [story.path] : []), ...story.formerPaths.keys()].slice(0, 4)) ?? '/';
  }
  const outline = archive.outlineAt(random.below(archive.count));
  if (kind < 0.8) return `/topics/${slugOf(random.pick(outline.topics))}`;
  return outline.path;
}
