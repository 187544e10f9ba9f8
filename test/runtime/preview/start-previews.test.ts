import { EventEmitter } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NumberedQuestion, PreviewSettings } from '../../../src/runtime/preview/preview-messages.ts';
import { type PreviewWorker, startPreviews } from '../../../src/runtime/preview/start-previews.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openNewsroom, PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { DESK, ORIGIN, PREFIX, SITE } from './open-previews.ts';

const log = createLogger({ level: 'silent' });
const NOTHING = { kind: 'draft', preview: { kind: 'none', problems: [] } } as const;
const DRAFT = { file: 'articles/a.md', bytes: Buffer.from('x') };

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'dateline-thread-'));
});
afterEach(() => {
  vi.useRealTimers();
  rmSync(dataDir, { recursive: true });
});

const settingsOf = (contentDir: string): PreviewSettings => ({
  contentDir,
  dataDir,
  origin: ORIGIN,
  deskOrigin: DESK,
  hubs: [],
  logLevel: 'silent',
  logFormat: 'json',
  aheadMs: 0,
});

/** A thread that does nothing but what a test says. */
class FakeThread extends EventEmitter implements PreviewWorker {
  readonly asked: NumberedQuestion[] = [];
  cpuMs = 0;
  isEnded = false;
  postMessage(message: NumberedQuestion): void {
    this.asked.push(message);
  }
  async cpuUsage() {
    return { user: this.cpuMs * 1000, system: 0 };
  }
  async terminate(): Promise<void> {
    this.isEnded = true;
  }
  answer(nth: number): void {
    this.emit('message', { id: this.asked[nth]?.id, reply: NOTHING });
  }
}

function openFakes() {
  const threads: FakeThread[] = [];
  const previews = startPreviews({
    settings: settingsOf(dataDir),
    log,
    limitMs: 10_000,
    idleMs: 60_000,
    spawn() {
      const thread = new FakeThread();
      threads.push(thread);
      return thread;
    },
  });
  return { previews, threads };
}

test('answers come by their numbers, in whatever order', async () => {
  const { previews, threads } = openFakes();
  const answers = [previews.draft(DRAFT), previews.draft(DRAFT)];
  await vi.waitFor(() => expect(threads[0]?.asked).toHaveLength(2));
  threads[0]?.answer(1);
  await expect(answers[1]).resolves.toEqual(NOTHING.preview);
  threads[0]?.answer(0);
  await expect(answers[0]).resolves.toEqual(NOTHING.preview);
  await previews.close();
  expect(threads[0]?.isEnded).toBe(true);
  await expect(previews.draft(DRAFT)).rejects.toMatchObject({ code: 'preview-failed' });
});

test('a thread that computes without a sign of life is given up, and the next question has another', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  const { previews, threads } = openFakes();
  const hung = expect(previews.draft(DRAFT)).rejects.toMatchObject({ code: 'preview-too-slow' });
  await vi.advanceTimersByTimeAsync(2_000);
  const [first] = threads;
  if (first === undefined) throw new Error('no thread');
  // It lives, and so may go on for as long as it likes.
  for (let beat = 0; beat < 20; beat += 1) {
    first.cpuMs += 2_000;
    first.emit('message', { id: null });
    await vi.advanceTimersByTimeAsync(2_000);
  }
  expect(first.isEnded).toBe(false);
  for (let look = 0; look < 8; look += 1) {
    first.cpuMs += 2_000;
    await vi.advanceTimersByTimeAsync(2_000);
  }
  await hung;
  expect(first.isEnded).toBe(true);
  const next = previews.draft(DRAFT);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(threads).toHaveLength(2);
  threads[1]?.answer(0);
  await expect(next).resolves.toEqual(NOTHING.preview);
  await previews.close();
});

test('one that has no processor time is waited for, and one that says nothing at all is not for ever', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  const { previews, threads } = openFakes();
  const hung = expect(previews.draft(DRAFT)).rejects.toMatchObject({ code: 'preview-too-slow' });
  await vi.advanceTimersByTimeAsync(50_000);
  expect(threads[0]?.isEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(20_000);
  await hung;
  await previews.close();
});

test('a thread that ends fails what it was asked; one that nobody asks goes, with its copy', async () => {
  const { previews, threads } = openFakes();
  const lost = previews.draft(DRAFT);
  await vi.waitFor(() => expect(threads).toHaveLength(1));
  threads[0]?.emit('exit');
  await expect(lost).rejects.toMatchObject({ code: 'preview-failed' });
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
  const next = previews.draft(DRAFT);
  await vi.advanceTimersByTimeAsync(3_000);
  threads[1]?.answer(0);
  await next;
  await vi.advanceTimersByTimeAsync(59_000);
  expect(threads[1]?.isEnded).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(threads[1]?.isEnded).toBe(true);
  await previews.close();
});

test('more than can be answered are refused', async () => {
  const { previews } = openFakes();
  const asked = Array.from({ length: 201 }, () => previews.draft(DRAFT).catch(({ code }) => code));
  await expect(asked[200]).resolves.toBe('preview-busy');
  await previews.close();
  expect(new Set(await Promise.all(asked.slice(0, 200)))).toEqual(new Set(['preview-failed']));
});

test('the thread itself shows drafts and pages, and leaves nothing behind', async () => {
  const room = openNewsroom({ 'articles/a.md': story('The harbour opens') });
  await (await room.start()).close();
  const previews = startPreviews({
    settings: { ...settingsOf(room.contentDir), dataDir: room.dataDir },
    log,
  });
  const draft = await previews.draft({ file: 'articles/b.md', bytes: Buffer.from(story('A draft')) });
  expect(draft).toMatchObject({ kind: 'page', path: '/2016/07/15/b' });
  const page = await previews.answer({ path: '/', headers: {}, view: SITE, prefix: PREFIX });
  expect(Buffer.from(page.body).toString()).toContain('The harbour opens');
  expect(readdirSync(join(room.dataDir, 'previews'))).not.toEqual([]);
  await previews.close();
  await vi.waitFor(() => expect(readdirSync(join(room.dataDir, 'previews'))).toEqual([]), PATIENCE);
  await room.dispose();
}, 300_000);

test('without a catalog it says so, and shows pages once there is one', async () => {
  const room = openNewsroom({ 'articles/a.md': story('The harbour opens') });
  const previews = startPreviews({
    settings: { ...settingsOf(room.contentDir), dataDir: room.dataDir },
    log,
  });
  const ask = () => previews.answer({ path: '/', headers: {}, view: SITE, prefix: PREFIX });
  await expect(ask()).rejects.toMatchObject({ code: 'preview-not-ready' });
  await room.start();
  expect((await ask()).status).toBe(200);
  await previews.close();
  await room.dispose();
}, 300_000);
