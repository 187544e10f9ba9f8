import { EventEmitter } from 'node:events';
import sharp from 'sharp';
import { afterEach, describe, expect, test } from 'vitest';
import { type CardMaker, createCardMaker } from '../../../src/media/cards/card-maker.ts';
import type { CardAnswer, CardRequest } from '../../../src/media/cards/card-messages.ts';
import type { RequestWorker } from '../../../src/telemetry/request-thread.ts';
import { card, colours } from '../cards.ts';

let maker: CardMaker | undefined;
afterEach(() => maker?.close());

/** A thread that answers as told. */
class FakeThread extends EventEmitter implements RequestWorker<CardRequest> {
  isEnded = false;
  /** Milliseconds of processor time. */
  usedMs = 0;
  readonly answer: (thread: FakeThread, request: CardRequest) => void;

  constructor(answer: (thread: FakeThread, request: CardRequest) => void) {
    super();
    this.answer = answer;
  }

  postMessage(request: CardRequest): void {
    setImmediate(() => this.answer(this, request));
  }

  async cpuUsage() {
    return { user: this.usedMs * 1000, system: 0 };
  }

  say(answer: CardAnswer): void {
    this.emit('message', answer);
  }

  async terminate(): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    this.emit('exit', 1);
  }
}

function fakeMaker(answers: ((thread: FakeThread) => void)[], options = {}) {
  const threads: FakeThread[] = [];
  maker = createCardMaker({
    colours,
    ...options,
    spawn: () => {
      const thread = new FakeThread((one) => (answers.length > 1 ? answers.shift() : answers[0])?.(one));
      threads.push(thread);
      return thread;
    },
  });
  return { maker, threads };
}

const draws = (thread: FakeThread): void => thread.say({ kind: 'drawn', png: Buffer.from('png') });

test('a real thread draws real cards, one after the other', async () => {
  maker = createCardMaker({ colours });
  const cards = await Promise.all([maker.make(card), maker.make({ ...card, headline: 'Another headline' })]);
  for (const png of cards) expect(await sharp(png).metadata()).toMatchObject({ width: 1200, height: 630 });
  expect(cards[0]?.equals(cards[1] ?? Buffer.alloc(0))).toBe(false);
});

test('text without a font is refused before a thread is asked', async () => {
  const { maker, threads } = fakeMaker([draws]);
  await expect(maker.make({ ...card, headline: '速報' })).rejects.toMatchObject({
    code: 'card-not-settable',
  });
  expect(threads.length).toBe(0);
});

describe('the thread', () => {
  test('starts with the first card, serves the next, and ends when idle', async () => {
    const { maker, threads } = fakeMaker([draws], { idleMs: 5 });
    expect(threads.length).toBe(0);
    await maker.make(card);
    await maker.make(card);
    expect(threads.length).toBe(1);
    await expect.poll(() => threads[0]?.isEnded).toBe(true);
    expect((await maker.make(card)).toString()).toBe('png');
    expect(threads.length).toBe(2);
  });

  test('that dies costs one card, the next has another thread', async () => {
    const { maker, threads } = fakeMaker([(thread) => void thread.terminate(), draws]);
    await expect(maker.make(card)).rejects.toMatchObject({ code: 'card-failed' });
    expect((await maker.make(card)).toString()).toBe('png');
    expect(threads.length).toBe(2);
  });

  test('that throws does not bring the process down', async () => {
    const { maker } = fakeMaker([(thread) => void thread.emit('error', new Error('out of memory')), draws]);
    await expect(maker.make(card)).rejects.toThrow('out of memory');
    expect((await maker.make(card)).toString()).toBe('png');
  });

  test('that fails while it has nothing to do is replaced', async () => {
    const { maker, threads } = fakeMaker([draws]);
    await maker.make(card);
    expect(() => threads[0]?.emit('error', new Error('out of memory'))).not.toThrow();
    await maker.make(card);
    expect(threads.length).toBe(2);
  });

  test('that goes on with a card is ended by its processor time', async () => {
    const busy = (thread: FakeThread): void => {
      thread.usedMs += 10;
    };
    const { maker, threads } = fakeMaker([busy, draws], { timeoutMs: 10 });
    await expect(maker.make(card)).rejects.toThrow('took longer than 10 ms');
    expect(threads[0]?.isEnded).toBe(true);
    expect((await maker.make(card)).toString()).toBe('png');
  });

  test('that has little processor time is waited for', async () => {
    const late = (thread: FakeThread): void => {
      thread.usedMs = 5;
      setTimeout(draws, 35, thread);
    };
    const { maker, threads } = fakeMaker([late], { timeoutMs: 10 });
    expect((await maker.make(card)).toString()).toBe('png');
    expect(threads[0]?.isEnded).toBe(false);
  });

  test('that never answers is ended in the end', async () => {
    const { maker, threads } = fakeMaker([() => {}, draws], { timeoutMs: 2 });
    await expect(maker.make(card)).rejects.toThrow('the machine was too busy, or the thread hangs');
    expect(threads[0]?.isEnded).toBe(true);
    expect((await maker.make(card)).toString()).toBe('png');
  });

  test('that never answers and cannot be ended holds up nobody', async () => {
    const { maker, threads } = fakeMaker([() => {}, draws], { timeoutMs: 10 });
    const first = maker.make(card);
    await expect.poll(() => threads).toHaveLength(1);
    Object.assign(threads[0] as FakeThread, { terminate: () => new Promise(() => {}) });
    await expect(first).rejects.toThrow('the machine was too busy, or the thread hangs');
    expect((await maker.make(card)).toString()).toBe('png');
  });

  test('that could not draw says why, and is kept', async () => {
    const { maker, threads } = fakeMaker([
      (thread) => thread.say({ kind: 'failed', message: 'no such font' }),
      draws,
    ]);
    await expect(maker.make(card)).rejects.toThrow('no such font');
    await maker.make(card);
    expect(threads.length).toBe(1);
  });
});

test('closing fails what is under way and what comes after', async () => {
  const { maker, threads } = fakeMaker([() => {}]);
  const under = expect(maker.make(card)).rejects.toMatchObject({ code: 'card-failed' });
  await maker.close();
  await under;
  await expect(maker.make(card)).rejects.toMatchObject({ code: 'card-failed' });
  expect(threads.map(({ isEnded }) => isEnded)).toEqual([true]);
});
