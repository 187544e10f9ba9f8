import { DatabaseSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { fillSearchIndex } from '../../../src/ingest/behind/fill-search-index.ts';
import { openWriter } from '../../../src/ingest/publish/writer.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

vi.mock('../../../src/catalog/publish/search-index.ts', () => ({
  searchIndexWriter: () => ({
    unindexed: (after: number) => [{ key: after + 1, file: 'articles/a.md', digest: '', text: '' }],
    index: () => 1,
  }),
}));

test('a pool that fails is told once, however many jobs it had', async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on('unhandledRejection', note);
  const database = new DatabaseSync(':memory:');
  const writer = openWriter({
    database,
    log: createLogger({ level: 'silent' }),
    now: () => 0,
    damaged() {},
  });
  let runs = 0;
  const run = async (): Promise<never> => {
    runs += 1;
    throw new Error('the thread failed');
  };
  try {
    const filled = fillSearchIndex({
      writer,
      pool: { width: 2, run, close: async () => {} },
      isStopped: () => false,
      checkLinks: () => [],
      onProblems: () => {},
    });
    await expect(filled).rejects.toThrow('the thread failed');
    await new Promise((resolve) => setImmediate(resolve));
    expect(runs).toBe(4);
    expect(unhandled).toEqual([]);
  } finally {
    process.off('unhandledRejection', note);
  }
});
