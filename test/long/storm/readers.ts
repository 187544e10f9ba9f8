import { SECTIONS, slugOf } from '../../../bench/archive/names.ts';
import { createRandom, type Random } from '../../../bench/archive/random.ts';
import { type Connection, connect, type Reply } from '../../../bench/lib/connection.ts';
import { sleep } from '../../../bench/lib/save.ts';
import { findFaults, shownVersion } from './check-page.ts';
import type { Newsroom } from './newsroom.ts';
import type { Story } from './story.ts';
import type { Subject } from './subject.ts';
import type { Violations } from './violations.ts';

export interface ReaderOptions {
  readonly origin: string;
  readonly newsroom: Newsroom;
  readonly violations: Violations;
  readonly isOver: () => boolean;
  readonly onReply: (path: string, reply: Reply) => void;
}

/** Reads one page and judges it; for a redirect, the page that it leads to as well. */
export type Read = (connection: Connection, path: string) => Promise<Reply | null>;

const MOST_HOPS = 5;

/** Makes the judge of pages. It never throws: a reply that does not come is a violation too. */
export function createRead(options: Omit<ReaderOptions, 'origin'>): Read {
  const { newsroom, violations, isOver, onReply } = options;
  const read: Read = async (connection, path) => {
    const story = newsroom.storyOf(path);
    const own: Subject | null = story ?? newsroom.sheets.find((sheet) => sheet.path === path) ?? null;
    const floor = own?.shown ?? -1;
    const mustBe = story === undefined ? isPermanent(path, newsroom) : story.served.has(path);
    let reply: Reply;
    try {
      reply = await connection.get(path);
    } catch (error) {
      if (!isOver()) violations.add('no reply', path, String(error));
      return null;
    }
    onReply(path, reply);
    const fail = (kind: string, detail: string, about = story): void =>
      violations.add(kind, path, detail, about && wordsOf(about));
    for (const { kind, detail, id } of findFaults(reply, { own, floor }, newsroom.subjects)) {
      fail(kind, detail, newsroom.stories[Number(id)] ?? story);
    }
    if (own !== null) own.shown = Math.max(own.shown, shownVersion(reply, own));
    if (story !== undefined && reply.status < 400) story.served.add(path);
    if (mustBe && isMissing(reply, story)) {
      fail(`status ${reply.status}`, `it was served before; ${describe(story)}`);
    }
    return reply;
  };
  return async (connection, path) => {
    const seen = [path];
    let reply = await read(connection, path);
    while (reply?.status === 301 && seen.length <= MOST_HOPS) {
      const next = new URL(reply.headers.location ?? '', 'http://a').pathname;
      seen.push(next);
      reply = await read(connection, next);
    }
    const story = newsroom.storyOf(path);
    const isLost = reply?.status === 301 || (reply !== null && seen.length > 1 && isMissing(reply, story));
    if (isLost) violations.add('redirect to nothing', path, seen.join(' → '), story && wordsOf(story));
    return reply;
  };
}

/** Reads pages without a pause until it is over: articles, former paths, lists and the feed. */
export async function runReader(options: ReaderOptions, seed: number): Promise<void> {
  const connection = connect(options.origin);
  const random = createRandom(seed, 9);
  const read = createRead(options);
  while (!options.isOver()) {
    if ((await read(connection, pickPath(options.newsroom, random))) === null) await sleep(20);
  }
  connection.close();
}

function pickPath({ stories }: Newsroom, random: Random): string {
  const story = random.pick(stories);
  const kind = random.unit();
  if (kind < 0.7) return random.pick([...story.paths]);
  const [year, month] = story.day.split('-');
  const page = random.chance(0.3) ? '?page=2' : '';
  if (kind < 0.76) return `/sections/${random.pick(SECTIONS).slug}${page}`;
  if (kind < 0.8) return `/topics/${slugOf(random.pick(story.outline.topics))}${page}`;
  if (kind < 0.83) return `/authors/${slugOf(random.pick(story.outline.authors))}`;
  if (kind < 0.87)
    return random.pick([`/${year}`, `/${year}/${month}`, `/${story.day.replaceAll('-', '/')}`]);
  return random.pick(['/', '/', '/feed.xml', '/about', '/contact', '/terms']);
}

/** Whether a path other than an article's is never missing. */
const isPermanent = (path: string, { sheets }: Newsroom): boolean =>
  path === '/' || path === '/feed.xml' || sheets.some((sheet) => sheet.path === path);

/** A path that was served is never unknown; that of a story which is always published is never gone. */
function isMissing({ status }: Reply, story: Story | undefined): boolean {
  if (story === undefined || (story.isAlways && !story.mayBeAway)) return status >= 400;
  return status >= 400 && status !== 410;
}

const wordsOf = ({ file, outline }: Story): string[] => [
  file,
  outline.file.slice(outline.file.lastIndexOf('/') + 1).replace(/\.md$/, ''),
];

const describe = (story: Story | undefined): string =>
  story === undefined
    ? 'it is always there'
    : `${story.isAlways ? 'always published' : 'at times removed'}, now ${story.state}, ${story.file}, ${story.day}, ` +
      `version ${story.versions.length - 1}, ${story.hasId ? 'with' : 'without'} id, changed ` +
      `${Math.round(performance.now() - story.changedAt)} ms ago`;
