import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { openOutbox } from '../../src/notify/outbox.ts';
import { outboxFile, urlMessage, watchedLog, webhookMessage } from './messages.ts';

const HOOK = { channel: 'webhook', target: 'https://hook.example/' } as const;
const ENGINE = { channel: 'index-now', target: 'https://engine.example/indexnow' } as const;

function open(file = outboxFile(), limit?: number) {
  const { log, lines } = watchedLog();
  const clock = { at: 1000 };
  const outbox = openOutbox({ file, now: () => clock.at, log, ...(limit === undefined ? {} : { limit }) });
  return { outbox, lines, clock, file };
}

describe('what waits', () => {
  test('a URL that changes again waits once', () => {
    const { outbox } = open();
    outbox.add([urlMessage('https://a.example/1'), urlMessage('https://a.example/1')]);
    outbox.add([urlMessage('https://a.example/1'), urlMessage('https://a.example/2')]);
    expect(outbox.due(ENGINE, 1000, 10).map(({ topic }) => topic)).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  test('a URL that changes while its request is under way is told again', () => {
    const { outbox } = open();
    outbox.add([urlMessage('https://a.example/1')]);
    const sent = outbox.due(ENGINE, 1000, 10).map(({ id }) => id);
    outbox.add([urlMessage('https://a.example/1')]);
    outbox.done(sent);
    expect(outbox.due(ENGINE, 1000, 10)).toHaveLength(1);
  });

  test('the same URL waits for each recipient', () => {
    const { outbox } = open();
    outbox.add([urlMessage('https://a.example/1'), urlMessage('https://a.example/1', 'https://b.example/')]);
    expect(outbox.recipients()).toHaveLength(2);
  });

  test('deliveries of one article keep their order, and those of others pass', () => {
    const { outbox } = open();
    const [first, second] = [
      webhookMessage(HOOK.target, 'article:a'),
      webhookMessage(HOOK.target, 'article:a'),
    ];
    const other = webhookMessage(HOOK.target, 'article:b');
    outbox.add([first, second, other]);
    outbox.retryAt([first.id], 5000, 'failed');
    expect(outbox.due(HOOK, 1000, 10).map(({ id }) => id)).toEqual([other.id]);
    outbox.done([other.id]);
    expect(outbox.nextDue(HOOK)).toBe(5000);
    outbox.done([first.id]);
    expect(outbox.due(HOOK, 1000, 10).map(({ id }) => id)).toEqual([second.id]);
  });

  test('the oldest are dropped beyond the limit, with one line', () => {
    const { outbox, lines } = open(outboxFile(), 3);
    outbox.add([1, 2, 3, 4, 5].map((n) => urlMessage(`https://a.example/${n}`)));
    expect(outbox.due(ENGINE, 1000, 10).map(({ topic }) => topic.at(-1))).toEqual(['3', '4', '5']);
    expect(lines).toEqual([expect.objectContaining({ level: 50, dropped: 2, limit: 3 })]);
  });
});

describe('the file', () => {
  test('keeps messages, tries and times over a restart', () => {
    const { outbox, file } = open();
    const message = webhookMessage(HOOK.target);
    outbox.add([message]);
    outbox.retryAt([message.id], 7000, 'failed');
    outbox.close();
    const again = open(file).outbox;
    expect(again.due(HOOK, 6999, 10)).toEqual([]);
    expect(again.due(HOOK, 7000, 10)).toEqual([{ ...message, sinceMs: 1000, tries: 1 }]);
  });

  test('that is damaged is set aside, and an empty one begun', () => {
    const file = outboxFile();
    writeFileSync(file, 'no database'.repeat(1000));
    const { outbox, lines } = open(file);
    outbox.add([webhookMessage(HOOK.target)]);
    expect(outbox.due(HOOK, 1000, 10)).toHaveLength(1);
    expect(existsSync(`${file}.damaged`)).toBe(true);
    expect(lines).toEqual([expect.objectContaining({ level: 50, file })]);
  });

  test('has every message whose add returned before kill -9, and the end of those that were done', async () => {
    const file = outboxFile();
    const report = `${file}.report`;
    const handle = openSync(report, 'w');
    const child = spawn(process.execPath, [fileURLToPath(new URL('add-forever.ts', import.meta.url)), file], {
      stdio: ['ignore', handle, 'inherit'],
    });
    const ended = once(child, 'exit');
    await expect.poll(() => readFileSync(report).length).toBeGreaterThan(4000);
    child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    closeSync(handle);
    const told = readFileSync(report, 'utf8');
    const whole = told.split('\n').slice(0, -1);
    const added = whole.filter((line) => line.startsWith('added ')).map((line) => line.slice(6));
    const done = whole.filter((line) => line.startsWith('done ')).map((line) => line.slice(5));
    const { outbox } = open(file);
    const waiting = new Set(outbox.due(HOOK, Number.MAX_SAFE_INTEGER, 100_000).map(({ id }) => id));
    expect(done.length).toBeGreaterThan(50);
    expect(done.filter((id) => waiting.has(id))).toEqual([]);
    // The last one may have been done without the line that says so.
    const lost = added.filter((id) => !waiting.has(id) && !done.includes(id));
    expect(lost.filter((id) => id !== added.at(-1))).toEqual([]);
  });
});

test('a message of an id that waits is dropped, whatever it says', () => {
  const { outbox } = open();
  const message = webhookMessage(HOOK.target);
  outbox.add([message, { ...message, topic: 'article:b' }]);
  outbox.add([message]);
  expect(outbox.count(HOOK)).toBe(1);
});

test('what was added before a moment, and the oldest of too many, can be dropped for one recipient', () => {
  const { outbox, clock } = open();
  expect(outbox.oldest(HOOK)).toBeNull();
  for (const topic of ['a', 'b', 'c', 'd']) {
    outbox.add([webhookMessage(HOOK.target, topic), urlMessage(`https://a.example/${topic}`)]);
    clock.at += 10;
  }
  expect(outbox.oldest(HOOK)).toBe(1000);
  expect(outbox.discardBefore(HOOK, 1010)).toBe(1);
  expect(outbox.keepNewest(HOOK, 2)).toBe(1);
  expect(outbox.due(HOOK, 9999, 10).map(({ topic }) => topic)).toEqual(['c', 'd']);
  expect([outbox.count(ENGINE), outbox.oldest(HOOK)]).toEqual([4, 1020]);
});

test('memos outlive a restart, and a file that was taken away', async () => {
  const { outbox, file, clock } = open();
  outbox.putMemo('part', 'held');
  outbox.putMemo('part', 'told');
  rmSync(file);
  clock.at += 60_000;
  outbox.add([webhookMessage(HOOK.target)]);
  outbox.close();
  const again = open(file).outbox;
  expect([again.memo('part'), again.memo('other')]).toEqual(['told', null]);
  expect(again.count(HOOK)).toBe(1);
});
