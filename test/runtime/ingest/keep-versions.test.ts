import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { CausedChange } from '../../../src/ingest/publish/writer.ts';
import { openRevisions, revisionsFile } from '../../../src/revisions/open-revisions.ts';
import { keepVersions } from '../../../src/runtime/ingest/keep-versions.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';

const FILE = 'articles/ferry.md';
const log = createLogger({ level: 'silent' });

test('every publish keeps what its files hold, of a clock with fractions too, and others hear of it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keep-versions-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, 'articles'));
  let heard = 0;
  let now = 1_000.25;
  const options = { contentDir: folder, dataDir: folder, now: () => now, log };
  const { listener, close } = keepVersions(options, { stored: () => void (heard += 1) });
  const publish = { changes: [{ file: FILE }, { file: 'articles/none.md' }] } as unknown as CausedChange;
  writeFileSync(join(folder, FILE), 'One.');
  listener.stored?.(publish);
  now += 1_000;
  writeFileSync(join(folder, FILE), 'Two.');
  listener.stored?.(publish);
  listener.stored?.(publish);
  rmSync(join(folder, FILE));
  now += 1_000;
  listener.stored?.(publish);
  close();
  const revisions = openRevisions({ file: revisionsFile(folder), now: () => now, log });
  onTestFinished(() => revisions.close());
  const found = revisions.list(FILE, 10);
  expect(found.map(({ id, at }) => [revisions.bytes(FILE, id)?.toString() ?? null, at])).toEqual([
    [null, 3_000],
    ['Two.', 2_000],
    ['One.', 1_000],
  ]);
  expect(revisions.has('articles/none.md')).toBe(false);
  expect(heard).toBe(4);
});
