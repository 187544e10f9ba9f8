import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openRevisions, type Revisions, revisionsFile } from '../../../src/revisions/open-revisions.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openBranchNewsroom } from '../../runtime/ingest/branch-newsroom.ts';
import { type Newsroom, openNewsroom, PATIENCE, story } from '../open-newsroom.ts';

let room: Newsroom;
let revisions: Revisions;

beforeEach(() => {
  room = openNewsroom({
    'articles/a.md': story('A'),
    'articles/b.md': story('B'),
    'top-stories.yaml': '- article: articles/b.md\n',
  });
  const log = createLogger({ level: 'silent', format: 'json' });
  revisions = openRevisions({ file: revisionsFile(room.dataDir), now: Date.now, log });
});
afterEach(async () => {
  revisions.close();
  await room.dispose();
});

const texts = (file: string): (string | null)[] =>
  revisions.list(file, 99).map(({ id }) => revisions.bytes(file, id)?.toString() ?? null);

test('every published text is kept, with the one before the first change, and none of the first start', async () => {
  const running = await room.start({ isLive: true });
  await running.ingest.versionsKept;
  expect(existsSync(revisionsFile(room.dataDir))).toBe(false);
  room.save('articles/a.md', story('A', '', 'By SFTP.'));
  await expect.poll(() => texts('articles/a.md'), PATIENCE).toEqual([story('A', '', 'By SFTP.'), story('A')]);
  room.save('articles/a.md', story('A', '', 'Again.'));
  room.save('top-stories.yaml', '- article: articles/a.md\n');
  await expect.poll(() => texts('articles/a.md'), PATIENCE).toHaveLength(3);
  await expect
    .poll(() => texts('top-stories.yaml'), PATIENCE)
    .toEqual(['- article: articles/a.md\n', '- article: articles/b.md\n']);
  expect(texts('articles/b.md')).toEqual([]);
  await running.close();
});

test('a text that is removed can be had again', async () => {
  const running = await room.start({ isLive: true });
  await running.ingest.versionsKept;
  room.remove('articles/b.md');
  await expect.poll(() => revisions.deleted(9).map(({ file }) => file), PATIENCE).toEqual(['articles/b.md']);
  const [gone] = revisions.deleted(9);
  expect(revisions.bytes('articles/b.md', gone?.id ?? '')?.toString()).toBe(story('B'));
  await running.close();
});

test('what changed while nothing ran is kept at the start', async () => {
  const first = await room.start({ isLive: true });
  await first.ingest.versionsKept;
  await first.close();
  room.save('articles/a.md', story('A', '', 'At night.'));
  const second = await room.start({ isLive: true });
  await expect
    .poll(() => texts('articles/a.md'), PATIENCE)
    .toEqual([story('A', '', 'At night.'), story('A')]);
  await second.close();
});

test('of a push of several commits the last texts are kept, and what was never live is not', async () => {
  await using branch = await openBranchNewsroom();
  const machine = await branch.start();
  const kept = openRevisions({
    file: revisionsFile(machine.dataDir),
    now: Date.now,
    log: createLogger({ level: 'silent', format: 'json' }),
  });
  branch.clone.write('articles/first.md', story('First', '', 'A name that should not be there.'));
  await branch.clone.commit();
  const commit = await branch.publish({ 'articles/first.md': story('First', '', 'No name.') });
  await machine.take(commit);
  const bodies = (): string[] =>
    kept.list('articles/first.md', 9).map(({ id }) => String(kept.bytes('articles/first.md', id)));
  await expect.poll(bodies, PATIENCE).toEqual([story('First', '', 'No name.'), story('First')]);
  kept.close();
  await machine.close();
});
