import { expect, test } from 'vitest';
import { openGitNote } from '../../../src/git/git-note.ts';
import { toldNotes } from '../../../src/runtime/ingest/told-notes.ts';
import { openTestMirror } from '../../git/open-test-mirror.ts';
import { watchedLog } from '../../notify/messages.ts';
import { openClone } from '../../support/git-clone.ts';
import { startGitServer } from '../../support/git-server.ts';

test('machines read in the repository how far others were told, and a text that is no note is told and replaced', async () => {
  await using server = await startGitServer();
  await server.create('site');
  using clone = await openClone(server.url('site'));
  await clone.commit();
  await clone.push();
  using mirror = openTestMirror(server.url('site'));
  await mirror.fetch();
  using other = openTestMirror(server.url('site'));
  await other.fetch();
  const { log, lines } = watchedLog();
  const notes = toldNotes(mirror, true, log);
  expect(notes.isWritable).toBe(true);
  expect(await notes.read()).toBeNull();
  const note = {
    teller: 'one',
    at: Date.parse('2026-11-22T08:00:00Z'),
    waiting: new Map([['0123456789abcdef', 5]]),
  };
  expect(await notes.write(note)).toBeNull();
  expect(await toldNotes(other, false, log).read()).toEqual(note);
  expect(lines).toEqual([]);
  await openGitNote(other, 'refs/dateline/told').write('by hand');
  expect(await notes.write(note)).toBeNull();
  expect(lines).toMatchObject([{ level: 40, ref: 'refs/dateline/told' }]);
});
