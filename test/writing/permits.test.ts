import { expect, test } from 'vitest';
import type { Permits } from '../../src/writing/content-writing.ts';
import { ANNA, BORIS, digest, FILE, openTestWriting, STORY, type Target } from './open-test-writing.ts';

const DRAFT = STORY.replace('draft: false', 'draft: true');
const isDraft = (bytes: Uint8Array | null): boolean =>
  bytes === null || /^draft: true$/m.test(Buffer.from(bytes).toString());
const draftsAlone: Permits = ({ before, after }) => isDraft(before) && isDraft(after);

const TARGETS: readonly Target[] = ['folder', 'branch'];

test.each(TARGETS)('in a %s what was a draft once opens no way into what is live by now', async (target) => {
  await using site = await openTestWriting(target);
  const save = (text: string, base: string, permits?: Permits, by = ANNA) =>
    site.writing.write({
      changes: [{ file: FILE, bytes: Buffer.from(text), base }],
      by,
      why: 'Save',
      ...(permits === undefined ? {} : { permits }),
    });
  expect((await save(DRAFT, digest(STORY))).kind).toBe('written');
  await site.writing.read(FILE);
  expect((await save(DRAFT.replace('One.', 'First.'), digest(DRAFT), draftsAlone)).kind).toBe('written');
  const begun = DRAFT.replace('One.', 'First.');
  expect(
    (await save(begun.replace('draft: true', 'draft: false'), digest(begun), undefined, BORIS)).kind,
  ).toBe('written');
  const live = await site.text();
  // A draft before and after, by what it began from; merged, it would be words in a story that readers have.
  const late = await save(begun.replace('Three.', 'Words of a guest.'), digest(begun), draftsAlone);
  expect(late).toMatchObject({ kind: 'refused', code: 'not-permitted', file: FILE });
  expect(await site.text()).toBe(live);
  const taken = await site.writing.undo(ANNA, draftsAlone);
  expect(taken).toMatchObject({ kind: 'refused', code: 'not-permitted' });
  expect(await site.text()).toBe(live);
  expect((await save(begun.replace('Three.', 'Words of an editor.'), digest(begun))).kind).toBe('written');
  expect(await site.text()).toContain('draft: false');
  expect(await site.text()).toContain('Words of an editor.');
});
