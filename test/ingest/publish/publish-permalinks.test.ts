import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { type Newsroom, openNewsroom, PATIENCE, type Running, story } from '../open-newsroom.ts';

const HEAD = '# Dateline permalinks 1\n';
const line = (time: string, path: string, id: string, file = id): string =>
  `2016-07-${time}:00.000Z\t${path}\tarticle:${id}\tarticles/${file}.md\n`;

let room: Newsroom;
let running: Running | null = null;
beforeEach(() => {
  room = openNewsroom({ 'articles/a.md': story('Alpha') });
});
afterEach(async () => {
  await running?.close();
  running = null;
  await room.dispose();
});
const start = async (isLive = false): Promise<Running> => {
  running = await room.start({ isLive });
  return running;
};
/** What was told of the file, each line of the log as one text. */
const told = (): string =>
  room.logged
    .filter(({ file }) => file === 'permalinks.txt')
    .map((line) => JSON.stringify(line))
    .join('\n');

test('URLs of another machine lead on from the first start, without a history', async () => {
  room.write(
    'permalinks.txt',
    `${HEAD}${line('16T09:00', '/old/alpha', 'a')}${line('16T09:00', '/gone', 'lost')}`,
  );
  const { at } = await start();
  expect([at('/old/alpha'), at('/gone'), at('/never')]).toEqual(['-> /2016/07/15/a', 'gone', 'unknown']);
});

test('what was published first by another keeps its URL, and the other file gets one of its own', async () => {
  room.write('permalinks.txt', HEAD + line('01T09:00', '/2016/07/15/a', 'other'));
  const { at } = await start();
  expect(at('/2016/07/15/a')).toBe('gone');
  expect(at('/2016/07/15/a-d49a83d4').length).toBeGreaterThan(0);
});

test('a line that is added while the site is served leads on at once, and a wrong one stops no other', async () => {
  const { at, published } = await start(true);
  expect(at('/old/alpha')).toBe('unknown');
  room.save(
    'permalinks.txt',
    `${HEAD}no row\n<<<<<<< HEAD\n${line('16T09:00', '/old/alpha', 'a')}=======\n>>>>>>> desk\n${HEAD}${line('16T10:00', '/old/first', 'a')}`,
  );
  await expect.poll(() => at('/old/alpha'), PATIENCE).toBe('-> /2016/07/15/a');
  expect(at('/old/first')).toBe('-> /2016/07/15/a');
  await expect.poll(told, PATIENCE).toContain('left by a merge of git');
  expect(told()).toContain('The line has 1 field in place of 4');
  expect(published.some((keys) => keys.has('link:old/alpha') || keys.has('article:a'))).toBe(true);
});

test('two machines that disagree are told with both files and the cure, by the server and by check', async () => {
  await start(true);
  room.write('permalinks.txt', `${HEAD}2400-01-01T00:00:00.000Z\t/2016/07/15/a\tarticle:b\tarticles/b.md\n`);
  await expect.poll(told, PATIENCE).toContain('was given to articles/a.md and to articles/b.md');
  expect(running?.at('/2016/07/15/a')).toBe('Alpha');
  room.write('permalinks.txt', `${HEAD}2016-07-32T00:00:00.000Z\t/a\tarticle:b\tarticles/b.md\n`);
  const found = await inspectContent(room.contentDir, { now: Date.now, threads: 1, onProgress() {} });
  expect(found.problems).toEqual([
    expect.objectContaining({ file: 'permalinks.txt', line: 2, column: 1, code: 'permalinks-time' }),
  ]);
});
