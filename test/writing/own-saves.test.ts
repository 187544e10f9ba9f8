import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANNA, BORIS, digest, FILE, openTestWriting, STORY, type TestWriting } from './open-test-writing.ts';

describe.each(['folder', 'branch'] as const)('in a %s', (target) => {
  let site: TestWriting;
  beforeEach(async () => {
    site = await openTestWriting(target);
    await site.writing.read(FILE);
  });
  afterEach(async () => {
    await site[Symbol.asyncDispose]();
  });
  const save = (text: string, base: string, nth: number, tab = 'a') =>
    site.writing.write({
      changes: [{ file: FILE, bytes: Buffer.from(text), base: digest(base) }],
      by: ANNA,
      why: 'Save',
      save: { tab, nth },
    });
  const ONE = STORY.replace('One.', 'One, mine.');
  const TWO = STORY.replace('One.', 'One, mine, and more.');

  test('one’s own quick second save is no conflict', async () => {
    const [one, two] = await Promise.all([save(ONE, STORY, 1), save(TWO, STORY, 2)]);
    expect([one?.kind, two?.kind]).toEqual(['written', 'written']);
    expect(await site.text()).toBe(TWO);
    expect(await save(STORY, STORY, 3)).toMatchObject({ kind: 'written' });
    expect(await site.text()).toBe(STORY);
  });

  test('a save that comes after a later one of its tab does not take it back, and is kept', async () => {
    await save(TWO, STORY, 2);
    const late = await save(ONE, STORY, 1);
    expect(late).toMatchObject({ kind: 'written', files: [{ digest: digest(TWO), isMerged: true }] });
    expect(await site.text()).toBe(TWO);
    expect(await site.past()).toContain(ONE);
  });

  test('a second save keeps what the first was merged with', async () => {
    const theirs = STORY.replace('Three.', 'Three, theirs.');
    await site.writing.write({
      changes: [{ file: FILE, bytes: Buffer.from(theirs), base: digest(STORY) }],
      by: BORIS,
      why: 'Save',
    });
    expect(await save(ONE, STORY, 1)).toMatchObject({ files: [{ isMerged: true }] });
    expect(await save(TWO, STORY, 2)).toMatchObject({ kind: 'written', files: [{ isMerged: true }] });
    expect(await site.text()).toBe(TWO.replace('Three.', 'Three, theirs.'));
  });

  test('a tab that was open for long brings no old text back', async () => {
    await save(ONE, STORY, 1);
    expect(await save(STORY, STORY, 1, 'old')).toMatchObject({
      files: [{ digest: digest(ONE), isMerged: true }],
    });
    expect(await site.text()).toBe(ONE);
    const conflict = await save(STORY.replace('One.', 'One, from the old tab.'), STORY, 2, 'old');
    expect(conflict.kind).toBe('conflict');
    expect(await site.text()).toBe(ONE);
  });

  test('the same save sent twice is one', async () => {
    await Promise.all([save(ONE, STORY, 1), save(ONE, STORY, 1)]);
    expect(await site.text()).toBe(ONE);
    expect(await site.past()).toEqual([ONE, STORY]);
  });

  test('twenty saves of a tab, each upon the answer of the one before, are no conflict', async () => {
    let base = digest(STORY);
    for (let nth = 1; nth <= (target === 'folder' ? 20 : 5); nth += 1) {
      const changes = [{ file: FILE, bytes: Buffer.from(`${STORY}Save ${nth}.\n`), base }];
      const outcome = await site.writing.write({
        changes,
        by: ANNA,
        why: 'Autosave',
        save: { tab: 'a', nth },
      });
      if (outcome.kind !== 'written') throw new Error(JSON.stringify(outcome));
      base = outcome.files[0]?.digest ?? '';
      expect((await site.writing.read(FILE))?.digest).toBe(base);
    }
  });
});
