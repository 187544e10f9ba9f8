import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, expect } from 'vitest';
import { type Newsroom, openNewsroom } from '../ingest/open-newsroom.ts';
import { misbehavingServer } from '../notify/misbehaving-server.ts';
import { ask } from '../runtime/run-site.ts';
import { casesOf } from '../support/how-long.ts';
import { type FaultySite, LONG, startFaulty } from './faulty-site.ts';
import { findFakeTime, testWhere } from './where-possible.ts';

const HOUR = 3_600_000;
const library = findFakeTime();
const clockTest = testWhere(
  library === null ? 'libfaketime is missing. Install it: apt-get install faketime' : null,
);

let room: Newsroom;
let faulty: FaultySite | null;
let hook: Awaited<ReturnType<typeof misbehavingServer>>;
let offset: string;
beforeEach(async () => {
  room = openNewsroom();
  offset = join(room.dataDir, '..', 'offset');
  setClock(0);
  hook = await misbehavingServer();
  faulty = null;
});
afterEach(async () => {
  faulty?.site.signal('SIGKILL');
  await faulty?.site.ended;
  await hook.close();
  await room.dispose();
});

/** Sets the site's clock so many hours ahead of the machine's, or behind it. */
function setClock(hours: number): void {
  writeFileSync(offset, `${hours < 0 ? '' : '+'}${hours * 3600}\n`);
}

async function start(workers: string): Promise<string> {
  faulty = await startFaulty(room, room.dataDir, {
    WORKERS: workers,
    SITE_URL: 'https://courier.test',
    WEBHOOK_URLS: hook.url,
    WEBHOOK_SECRET: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
    LD_PRELOAD: String(library),
    FAKETIME_TIMESTAMP_FILE: offset,
    FAKETIME_NO_CACHE: '1',
    // Setting a clock moves neither timers nor the times of files.
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    NO_FAKE_STAT: '1',
  });
  return faulty.url;
}

/** The articles whose URLs the ledger has. */
function owners(): string[] {
  const ledger = new DatabaseSync(join(room.dataDir, 'permalinks.db'), { readOnly: true });
  const rows = ledger.prepare('SELECT DISTINCT owner FROM permalink ORDER BY owner').all();
  ledger.close();
  return rows.map(({ owner }) => String(owner).slice('article:'.length));
}

const dated = (title: string, atMs: number, more = ''): string =>
  `---\ntitle: ${title}\ndate: ${new Date(atMs).toISOString()}\nslug: ${title.toLowerCase()}\nsection: World\n${more}---\nText.\n`;
const pathOf = (title: string, atMs: number): string => {
  const day = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO('Asia/Yerevan').toPlainDate();
  return `/${day.toString().replaceAll('-', '/')}/${title.toLowerCase()}`;
};
const told = (): string[] =>
  hook.seen.map(({ body }) => {
    const { type, article } = JSON.parse(body);
    return `${type} ${article?.title ?? ''}`;
  });

clockTest.each(casesOf(['0', '2'], ['2']))(
  'with WORKERS=%s a clock set forward a day and back shows nothing early for long, and loses nothing',
  async (workers) => {
    const now = Date.now();
    const tomorrow = now + 12 * HOUR;
    room.save('articles/now.md', dated('Current', now - HOUR));
    room.save('articles/tomorrow.md', dated('Tomorrow', tomorrow));
    room.save(
      'articles/ends.md',
      dated('Ending', now - HOUR, `expires: ${new Date(tomorrow).toISOString()}\n`),
    );
    const url = await start(workers);
    const front = async (): Promise<string[]> => {
      const { body } = await ask(url);
      return ['Current', 'Tomorrow', 'Ending', 'Ahead', 'Behind', 'After'].filter((title) =>
        body.includes(`>${title}<`),
      );
    };
    const status = async (title: string, atMs: number): Promise<number> =>
      (await ask(url + pathOf(title, atMs))).status;
    const shows = (...titles: string[]) => expect.poll(front, LONG).toEqual(titles);
    await shows('Current', 'Ending');

    setClock(24);
    await shows('Current', 'Tomorrow');
    expect(await status('Tomorrow', tomorrow)).toBe(200);
    expect(await status('Ending', now - HOUR)).toBe(410);
    await expect
      .poll(told, LONG)
      .toEqual(expect.arrayContaining(['article.published Tomorrow', 'article.removed Ending']));
    room.save('articles/ahead.md', dated('Ahead', now - 2 * HOUR));
    await shows('Current', 'Tomorrow', 'Ahead');
    // A receiver that is down while the clock is ahead: its messages wait for a moment of the wrong clock.
    hook.answer(503);
    room.save('articles/ahead.md', dated('Ahead', now - 2 * HOUR, 'description: Edited.\n'));
    await expect.poll(() => faulty?.site.logged().some(({ waitMs }) => Number(waitMs) > 0), LONG).toBe(true);

    hook.answer(200);
    hook.seen.splice(0);
    setClock(0);
    await shows('Current', 'Ending', 'Ahead');
    expect(await status('Tomorrow', tomorrow)).toBe(410);
    expect(await status('Ending', now - HOUR)).toBe(200);
    expect((await ask(`${url}/sections/world`)).body).not.toContain('>Tomorrow<');
    expect((await ask(`${url}/feed.xml`)).body).not.toContain('Tomorrow');
    await expect
      .poll(told, LONG)
      .toEqual(
        expect.arrayContaining([
          'article.removed Tomorrow',
          'article.published Ending',
          'article.updated Ahead',
        ]),
      );
    room.save('articles/after.md', dated('After', now - 3 * HOUR));
    await shows('Current', 'Ending', 'Ahead', 'After');
    setClock(24);
    await shows('Current', 'Tomorrow', 'Ahead', 'After');
    setClock(-24);
    await shows();
    room.save('articles/behind.md', dated('Behind', now - 4 * HOUR));
    await delay(300);
    setClock(0);
    await shows('Current', 'Ending', 'Ahead', 'Behind', 'After');
    // Readers have a story at its moment; the ledger a second later, where the clock jumped over it.
    await expect.poll(owners, LONG).toEqual(['after', 'ahead', 'behind', 'ends', 'now', 'tomorrow']);
    const faults = faulty?.site.logged().filter(({ level }) => level === 'error' || level === 'fatal');
    expect(faults).toEqual([]);
    await faulty?.stop();
  },
);
