import { afterEach, describe, expect, test } from 'vitest';
import type { Channel } from '../../src/notify/channel.ts';
import { indexNowChannel } from '../../src/notify/channels/index-now.ts';
import { webhookChannel } from '../../src/notify/channels/webhook.ts';
import { startCourier } from '../../src/notify/courier.ts';
import type { Message } from '../../src/notify/message.ts';
import { openOutbox } from '../../src/notify/outbox.ts';
import { fakeTime } from './fake-time.ts';
import { outboxFile, urlMessage, watchedLog, webhookMessage } from './messages.ts';

const START = Date.parse('2026-11-22T08:00:00Z');
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const HOOK = 'https://hook.example/a-token';
const ENGINE = 'https://engine.example/indexnow';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Reply = (url: string) => Promise<Response>;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function status(code: number, headers: Record<string, string> = {}): Reply {
  return () => Promise.resolve(new Response(null, { status: code, headers }));
}

const hang: Reply = () => new Promise(() => undefined);

function start(channels: readonly Channel[], reply: Reply, file = outboxFile()) {
  const time = fakeTime(START);
  const { log, lines } = watchedLog();
  const outbox = openOutbox({ file, now: time.now, log });
  const sent: { readonly at: number; readonly url: string; readonly init: RequestInit }[] = [];
  const replies = { now: reply };
  const courier = startCourier({
    outbox,
    channels,
    now: time.now,
    log,
    timers: time.timers,
    jitter: (ms) => ms,
    fetch: (url, init = {}) => {
      sent.push({ at: time.now() - START, url: String(url), init });
      return replies.now(String(url));
    },
  });
  courier.begin();
  closers.push(async () => {
    const closed = courier.close();
    await time.pass(3000);
    await closed;
    outbox.close();
  });
  const add = (...messages: Message[]): void => {
    outbox.add(messages);
    courier.wake();
  };
  return { time, outbox, courier, sent, lines, replies, add, times: () => sent.map(({ at }) => at), file };
}

const hook = (): Channel => webhookChannel(HOOK, SECRET);
const engine = (): Channel => indexNowChannel('abcdefgh', ENGINE);

describe('back-off', () => {
  test('a minute, doubled up to 6 hours, and given up after 3 days', async () => {
    const { time, times, add, outbox, lines } = start([hook()], status(500));
    add(webhookMessage(HOOK));
    await time.pass(80 * HOUR);
    const waits = times().map((at, nth, all) => (at - (all[nth - 1] ?? 0)) / MINUTE);
    expect(waits.slice(0, 12)).toEqual([0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
    expect(Math.max(...waits)).toBe(360);
    expect(Math.max(...times())).toBeLessThanOrEqual(72 * HOUR);
    expect(outbox.nextDue(hook())).toBeNull();
    expect(lines.at(-1)).toMatchObject({ level: 50, msg: 'messages given up', messages: 1 });
  });

  test.each([
    ['seconds', '600', 10 * MINUTE],
    ['a date', 'Sun, 22 Nov 2026 08:20:00 GMT', 20 * MINUTE],
    ['too little', '0', MINUTE],
    ['too much', '99999999', 24 * HOUR],
    ['nonsense', 'later', MINUTE],
  ])('Retry-After as %s', async (_, header, wait) => {
    const { time, times, add, replies } = start([hook()], status(429, { 'retry-after': header }));
    add(webhookMessage(HOOK));
    await time.pass(1000);
    replies.now = status(200);
    await time.pass(25 * HOUR);
    expect(times()).toEqual([0, wait]);
  });

  test('what comes meanwhile waits with the recipient', async () => {
    const { time, times, add } = start([hook()], status(503));
    add(webhookMessage(HOOK, 'article:a'));
    await time.pass(1000);
    add(webhookMessage(HOOK, 'article:b'));
    await time.pass(30_000);
    expect(times()).toEqual([0]);
  });

  test('a delivery that alone is refused holds up no other for long', async () => {
    const { time, add, sent, replies, outbox } = start([hook()], status(400));
    const bad = webhookMessage(HOOK, 'article:bad');
    add(bad);
    await time.pass(10 * HOUR);
    replies.now = async () => new Response(null, { status: sent.at(-1)?.init.body === bad.body ? 400 : 200 });
    add(webhookMessage(HOOK, 'article:b'), webhookMessage(HOOK, 'article:c'));
    await time.pass(6 * HOUR);
    const waiting = outbox.due(hook(), Number.MAX_SAFE_INTEGER, 10).map(({ topic }) => topic);
    expect(waiting).toEqual(['article:bad']);
  });
});

describe('sending', () => {
  test('nothing that was answered with 200 is sent again, by a restart neither', async () => {
    const first = start([hook()], status(200));
    first.add(webhookMessage(HOOK), webhookMessage(HOOK), webhookMessage(HOOK, 'article:b'));
    await first.time.pass(HOUR);
    expect(first.sent).toHaveLength(3);
    await closers.pop()?.();
    const second = start([hook()], status(200), first.file);
    await second.time.pass(HOUR);
    expect(second.sent).toEqual([]);
  });

  test('URLs of 5 s go together, each once', async () => {
    const { time, sent, times, add } = start([engine()], status(202));
    add(urlMessage('https://a.example/1', ENGINE));
    await time.pass(3000);
    add(urlMessage('https://a.example/2', ENGINE), urlMessage('https://a.example/1', ENGINE));
    await time.pass(MINUTE);
    expect(times()).toEqual([5000]);
    expect(JSON.parse(String(sent[0]?.init.body)).urlList).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  test('25,000 URLs take three requests', async () => {
    const { time, sent, add } = start([engine()], status(200));
    add(...Array.from({ length: 25_000 }, (_, n) => urlMessage(`https://a.example/${n}`, ENGINE)));
    await time.pass(MINUTE);
    expect(sent.map(({ init }) => JSON.parse(String(init.body)).urlList.length)).toEqual([
      10_000, 10_000, 5000,
    ]);
  });

  test('one that hangs delays no other, and has one request at a time', async () => {
    const other = 'https://other.example/';
    const { time, sent, add } = start([hook(), webhookChannel(other, SECRET)], (url) =>
      url === HOOK ? hang(url) : status(200)(url),
    );
    add(webhookMessage(HOOK, 'article:a'), webhookMessage(HOOK, 'article:b'));
    add(webhookMessage(other, 'article:a'), webhookMessage(other, 'article:b'));
    await time.pass(9000);
    expect(sent.filter(({ url }) => url === other)).toHaveLength(2);
    expect(sent.filter(({ url }) => url === HOOK)).toHaveLength(1);
    await time.pass(2 * MINUTE);
    expect(sent.filter(({ url }) => url === HOOK).length).toBeGreaterThan(1);
  });

  test('a mistake is told with its cure and not tried again', async () => {
    const { time, times, add, lines } = start([engine()], status(403));
    add(urlMessage('https://a.example/1', ENGINE));
    await time.pass(24 * HOUR);
    expect(times()).toEqual([5000]);
    expect(lines[0]).toMatchObject({
      level: 50,
      status: 403,
      msg: expect.stringContaining('SITE_URL/KEY.txt'),
    });
  });

  test('410 stops a webhook until the next start', async () => {
    const { time, times, add, outbox, lines, file } = start([hook()], status(410));
    add(webhookMessage(HOOK), webhookMessage(HOOK, 'article:b'));
    await time.pass(MINUTE);
    add(webhookMessage(HOOK, 'article:c'));
    await time.pass(24 * HOUR);
    expect(times()).toEqual([0]);
    expect(outbox.recipients()).toEqual([]);
    expect(lines[0]).toMatchObject({ level: 50, dropped: 2 });
    await closers.pop()?.();
    const again = start([hook()], status(200), file);
    again.add(webhookMessage(HOOK));
    await again.time.pass(MINUTE);
    expect(again.sent).toHaveLength(1);
  });

  test('what waits for an address that is no longer configured is dropped with a line', async () => {
    const first = start([hook()], status(500));
    first.add(webhookMessage(HOOK));
    await first.time.pass(1000);
    await closers.pop()?.();
    const { outbox, lines } = start([engine()], status(200), first.file);
    expect(outbox.recipients()).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ level: 40, dropped: 1, host: 'hook.example' })]);
  });

  test('closing waits 2 s for the request under way and keeps what was cut short', async () => {
    const { time, courier, outbox, add } = start([hook()], hang);
    add(webhookMessage(HOOK));
    await time.pass(100);
    let isClosed = false;
    const closed = courier.close().then(() => {
      isClosed = true;
    });
    await time.pass(1900);
    expect(isClosed).toBe(false);
    await time.pass(200);
    await closed;
    expect(outbox.due(hook(), time.now(), 10)).toMatchObject([{ tries: 0 }]);
  });

  test('the log names hosts and counts, neither secrets nor tokens', async () => {
    const { time, add, lines, replies } = start([hook()], status(500));
    add(webhookMessage(HOOK));
    await time.pass(1000);
    replies.now = status(200);
    await time.pass(MINUTE);
    expect(lines.at(-1)).toMatchObject({
      channel: 'webhook',
      host: 'hook.example',
      messages: 1,
      status: 200,
    });
    expect(JSON.stringify(lines)).not.toMatch(/a-token|whsec_|v1,/);
  });
});
