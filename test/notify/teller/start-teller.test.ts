import { afterEach, describe, expect, test } from 'vitest';
import { openOutbox } from '../../../src/notify/outbox.ts';
import { MOST_HELD } from '../../../src/notify/teller/hold-messages.ts';
import { startTeller } from '../../../src/notify/teller/start-teller.ts';
import { recipientDigest, type ToldNotes } from '../../../src/notify/teller/told-note.ts';
import { fakeTime } from '../fake-time.ts';
import { outboxFile, urlMessage, watchedLog, webhookMessage } from '../messages.ts';
import { sharedNotes } from './shared-notes.ts';

const START = Date.parse('2026-11-22T08:00:00Z');
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const HOOK = { channel: 'webhook', target: 'https://hook.example/a-token' } as const;
const ENGINE = { channel: 'index-now', target: 'https://engine.example/indexnow' } as const;

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A machine with an outbox of its own on a clock that all share. */
function machine(time: ReturnType<typeof fakeTime>, notes: ToldNotes | null = null) {
  const file = outboxFile();
  const { log, lines } = watchedLog();
  const outbox = openOutbox({ file, now: time.now, log });
  closers.push(outbox.close);
  let end = async (): Promise<void> => {};
  const begin = async (isTeller: boolean, given: ToldNotes | null = notes) => {
    await end();
    const state = { isReleased: false };
    const teller = startTeller({
      outbox,
      keeper: {
        try(work) {
          work();
          return true;
        },
      },
      recipients: [HOOK, ENGINE],
      part: { isTeller, notes: given, report: { channels() {}, gaveUp() {} } },
      clock: time,
      log,
      release: () => {
        state.isReleased = true;
      },
    });
    end = async () => {
      const closed = teller.close();
      await time.settle();
      await closed;
    };
    closers.push(() => void teller.close());
    await time.settle();
    return {
      isReleased: () => state.isReleased,
      add(topic: string): void {
        outbox.add([webhookMessage(HOOK.target, topic)]);
        teller.added();
      },
    };
  };
  const waits = (): string[] =>
    outbox.due(HOOK, Number.MAX_SAFE_INTEGER / 2, 100_000).map(({ topic }) => topic);
  const arrived = (): void => {
    outbox.discard(HOOK);
    outbox.discard(ENGINE);
  };
  return { outbox, lines, begin, waits, arrived, stop: () => end() };
}

const levels = (lines: readonly Record<string, unknown>[], least: number) =>
  lines.filter(({ level }) => Number(level) >= least);

describe('a machine that does not tell', () => {
  test('holds what it would tell, and says so', async () => {
    const time = fakeTime(START);
    const { begin, waits, lines } = machine(time);
    const teller = await begin(false);
    teller.add('a');
    await time.pass(DAY);
    expect(teller.isReleased()).toBe(false);
    expect(waits()).toEqual(['a']);
    expect(lines).toMatchObject([{ level: 30, msg: expect.stringContaining('TELL=no') }]);
  });

  test('forgets it after three days, and what is more than it may hold', async () => {
    const time = fakeTime(START);
    const { begin, outbox, waits } = machine(time);
    const teller = await begin(false);
    teller.add('old');
    await time.pass(DAY);
    const many = Array.from({ length: MOST_HELD + 5 }, (_, nth) => urlMessage(`https://a.example/${nth}`));
    outbox.add(many);
    await time.pass(10 * MINUTE);
    expect(outbox.count(ENGINE)).toBe(MOST_HELD);
    expect(waits()).toEqual(['old']);
    await time.pass(2 * DAY);
    expect(waits()).toEqual([]);
  });
});

describe('a machine that tells', () => {
  test('sends all that waits after a restart, and the part is known by the outbox', async () => {
    const time = fakeTime(START);
    const { begin, waits } = machine(time);
    (await begin(true)).add('a');
    await time.pass(2 * DAY);
    const again = await begin(true);
    expect(again.isReleased()).toBe(true);
    expect(waits()).toEqual(['a']);
  });

  test('notes how far others were told once a minute at most, only when that moved, and at its end', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    const { begin, arrived, stop } = machine(time, open());
    const teller = await begin(true);
    expect(held.note).toMatchObject({ at: START, waiting: new Map() });
    for (let nth = 0; nth < 50; nth += 1) {
      teller.add(`a${nth}`);
      await time.pass(1000);
    }
    expect(held.writes).toBe(1);
    await time.pass(MINUTE);
    expect(held.writes).toBe(2);
    expect(held.note?.waiting).toEqual(new Map([[recipientDigest(HOOK), START]]));
    arrived();
    await time.pass(MINUTE);
    expect(held.writes).toBe(3);
    expect(held.note?.waiting).toEqual(new Map());
    await time.pass(DAY);
    expect(held.writes).toBe(3);
    teller.add('last');
    arrived();
    await stop();
    expect(held.writes).toBe(4);
    expect(held.note?.at).toBe(time.now());
  });

  test('asks less and less often where the note is refused, and says the cure once', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    held.refused = true;
    const { begin, lines } = machine(time, open());
    const teller = await begin(true);
    expect(teller.isReleased()).toBe(true);
    await time.pass(DAY);
    expect(levels(lines, 40)).toMatchObject([{ msg: expect.stringContaining('refs/dateline/told') }]);
    held.refused = false;
    await time.pass(DAY);
    expect(held.writes).toBe(1);
  });

  test('writes nothing where it may not push', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    const teller = await machine(time, open(false)).begin(true);
    teller.add('a');
    await time.pass(DAY);
    expect(held.writes).toBe(0);
  });
});

describe('a machine that takes over', () => {
  test('goes on where the one before stopped, for each whom it told', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    const [first, second] = [machine(time, open()), machine(time, open())];
    const [telling, holding] = [await first.begin(true), await second.begin(false)];
    for (const topic of ['a', 'b']) {
      telling.add(topic);
      holding.add(topic);
      first.arrived();
      await time.pass(5 * MINUTE);
    }
    first.outbox.add([urlMessage('https://a.example/never-arrived')]);
    second.outbox.add([urlMessage('https://a.example/never-arrived')]);
    await time.pass(30 * MINUTE);
    // The first dies here; what it could not bring is older than what it told last.
    expect(held.note?.waiting.has(recipientDigest(ENGINE))).toBe(true);
    holding.add('c');
    await time.pass((5 * DAY) / 10);
    const now = await second.begin(true);
    expect(now.isReleased()).toBe(true);
    expect(second.waits()).toEqual(['c']);
    expect(second.outbox.count(ENGINE)).toBe(1);
    expect(second.lines.at(-1)).toMatchObject({ level: 30, messages: 2, dropped: 2 });
  });

  test('sends the last minutes where nobody noted anything, and says how many it dropped', async () => {
    const time = fakeTime(START);
    const { begin, waits, lines } = machine(time);
    const holding = await begin(false);
    holding.add('old');
    await time.pass(20 * MINUTE);
    holding.add('new');
    await begin(true);
    expect(waits()).toEqual(['new']);
    expect(levels(lines, 40)).toMatchObject([
      { dropped: 1, messages: 1, msg: expect.stringContaining('CONTENT_GIT_PUSH=yes') },
    ]);
  });

  test('says so where it is new and has held nothing', async () => {
    const time = fakeTime(START);
    const { open } = sharedNotes();
    const [first, second] = [machine(time, open()), machine(time, open())];
    await first.begin(true);
    await time.pass(MINUTE);
    await first.stop();
    const telling = await second.begin(true);
    expect(telling.isReleased()).toBe(true);
    expect(levels(second.lines, 40)).toMatchObject([
      { level: 40, since: '2026-11-22T08:00:00.000Z', msg: expect.stringContaining('its outbox is new') },
    ]);
    await second.begin(true);
    expect(levels(second.lines, 40)).toHaveLength(1);
  });

  test('waits a minute for a note that cannot be had, then goes on without', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    const { begin, waits } = machine(time, open());
    (await begin(false)).add('a');
    held.away = true;
    const telling = await begin(true);
    await time.pass(30_000);
    expect(telling.isReleased()).toBe(false);
    await time.pass(30_000);
    expect(telling.isReleased()).toBe(true);
    expect(waits()).toEqual(['a']);
  });

  test('can end while it waits for the note', async () => {
    const time = fakeTime(START);
    const { held, open } = sharedNotes();
    const { begin, stop } = machine(time, open());
    await begin(false);
    held.away = true;
    const telling = await begin(true);
    await stop();
    await time.pass(DAY);
    expect(telling.isReleased()).toBe(false);
  });
});

test('the one before that comes back repeats nothing, and both say that two tell', async () => {
  const time = fakeTime(START);
  const { open } = sharedNotes();
  const [first, second] = [machine(time, open()), machine(time, open())];
  (await first.begin(true)).add('told by the second');
  await second.begin(false);
  await time.pass(10 * MINUTE);
  await first.stop();
  await time.pass(MINUTE);
  const telling = await second.begin(true);
  await time.pass(20 * MINUTE);
  telling.add('b');
  second.arrived();
  await time.pass(MINUTE);
  const back = await first.begin(true);
  expect(first.waits()).toEqual([]);
  expect(levels(first.lines, 40)).toEqual([]);
  telling.add('c');
  back.add('c');
  await time.pass(2 * MINUTE);
  back.add('d');
  await time.pass(2 * MINUTE);
  const twoTell = { level: 50, msg: expect.stringContaining('two machines tell') };
  expect(levels(second.lines, 50)).toMatchObject([twoTell]);
  expect(levels(first.lines, 50)).toMatchObject([twoTell]);
});
