import { afterEach, beforeEach, expect, test } from 'vitest';
import { ANNA, digest, FILE, openTestWriting, STORY, type TestWriting } from './open-test-writing.ts';

let site: TestWriting;
beforeEach(async () => {
  site = await openTestWriting('branch');
});
afterEach(async () => {
  await site[Symbol.asyncDispose]();
});
const save = (text: string, base: string | null = digest(STORY), file = FILE) =>
  site.writing.write({
    changes: [{ file, bytes: Buffer.from(text), base }],
    by: ANNA,
    why: 'Correct the ferry',
  });

test('a save is one commit that is pushed, and told once', async () => {
  const outcome = await save('new\n');
  expect(outcome).toMatchObject({ kind: 'written', notes: [] });
  expect(await site.text()).toBe('new\n');
  const head = (await site.git('rev-parse', 'origin/main')).trim();
  expect([site.pushes, outcome.kind === 'written' && outcome.commit]).toEqual([[head], head]);
  expect((await site.git('log', '-1', '--format=%an <%ae> %s', head)).trim()).toBe(
    'Anna <anna@desk.example.org> Correct the ferry',
  );
  // Before the site has fetched it, the desk reads what it has pushed.
  expect((await site.writing.read(FILE))?.bytes.toString()).toBe('new\n');
});

test('a save that changes nothing pushes nothing', async () => {
  expect(await save(STORY)).toMatchObject({ kind: 'written' });
  expect(site.pushes).toEqual([]);
});

test('texts of the branch that were pushed since are merged', async () => {
  await site.commit(FILE, STORY.replace('Three.', 'Three, theirs.'));
  expect(await save(STORY.replace('One.', 'One, mine.'))).toMatchObject({ kind: 'written' });
  expect(await site.text()).toBe(STORY.replace('One.', 'One, mine.').replace('Three.', 'Three, theirs.'));
});

test('where the host is away nothing is written, and it is told with the cure', async () => {
  await site.hostGoesAway();
  const outcome = await save('new\n');
  expect(outcome).toMatchObject({ kind: 'refused', code: 'git-remote-away', file: FILE });
  expect(outcome.kind === 'refused' && outcome.hint).toContain('Nothing was written. Keep the text open');
  expect(site.pushes).toEqual([]);
  expect((await site.writing.read(FILE))?.bytes.toString()).toBe(STORY);
});

test.each([
  ['../x.md', 'name-invalid'],
  ['articles/.x.md', 'name-hidden'],
  ['articles/CON.md', 'name-not-portable'],
  ['articles/FERRY.md', 'name-taken'],
])('%s is refused as %s', async (file, code) => {
  expect(await save('x\n', null, file)).toMatchObject({ kind: 'refused', code });
  expect(site.pushes).toEqual([]);
});

test('five who save at once lose nothing', async () => {
  const lines = ['One.', 'Two.', 'Three.', 'title: The ferry', 'section: world'];
  const saves = lines.map((line) => save(STORY.replace(line, `${line}x`)));
  const outcomes = await Promise.all(saves);
  expect(outcomes.map(({ kind }) => kind)).toEqual(lines.map(() => 'written'));
  expect(await site.text()).toBe(lines.reduce((text, line) => text.replace(line, `${line}x`), STORY));
  expect(site.pushes).toHaveLength(5);
});
