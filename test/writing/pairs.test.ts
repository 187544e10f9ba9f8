import { expect, test } from 'vitest';
import type { FileChange, WriteOutcome } from '../../src/writing/content-writing.ts';
import {
  ANNA,
  BORIS,
  digest,
  FILE,
  openTestWriting,
  STORY,
  type Target,
  type TestWriting,
} from './open-test-writing.ts';

const PICTURE = 'articles/quay.jpg';
const jpeg = (text: string): Buffer => Buffer.from(`\xff\xd8\xff\0${text}`, 'latin1');

/** What an editor does at the desk, and what somebody else changes meanwhile: elsewhere in the file, or the same. */
interface Act {
  readonly name: string;
  readonly changes: readonly FileChange[];
  /** Where both texts are to be found afterwards. */
  readonly contested: string;
  readonly elsewhere: string | Buffer;
  readonly same: string | Buffer;
  readonly yours: string | Buffer;
}

const edit = (from: string, to: string): string => {
  expect(STORY).toContain(from);
  return STORY.replace(from, to);
};
const change = (text: string): FileChange => ({ file: FILE, bytes: Buffer.from(text), base: digest(STORY) });
const textAct = (name: string, from: string, mine: string, theirs: string): Act => ({
  name,
  changes: [change(edit(from, mine))],
  contested: FILE,
  elsewhere: edit('Three.', 'Three, theirs.'),
  same: edit(from, theirs),
  yours: edit(from, mine),
});
const ACTS: readonly Act[] = [
  textAct('save', 'One.', 'One, mine.', 'One, theirs.'),
  textAct('schedule', 'date: 2026-11-20', 'date: 2027-01-01', 'date: 2027-02-02'),
  textAct('unpublish', 'draft: false', 'draft: true', 'draft: maybe'),
  {
    name: 'upload',
    changes: [
      { file: PICTURE, bytes: jpeg('mine'), base: null },
      change(edit('One.', 'One.\n\n![Quay](quay.jpg)')),
    ],
    contested: PICTURE,
    elsewhere: edit('Three.', 'Three, theirs.'),
    same: jpeg('theirs'),
    yours: jpeg('mine'),
  },
];

type Other = (site: TestWriting, file: string, text: string | Buffer) => Promise<unknown>;

const desk =
  (by: typeof ANNA, tab: string): Other =>
  async ({ writing }, file, text) => {
    const base = file === FILE ? digest(STORY) : null;
    const changes = [{ file, bytes: Buffer.from(text), base }];
    const outcome = await writing.write({ changes, by, why: 'Meanwhile', save: { tab, nth: 1 } });
    expect(outcome.kind).toBe('written');
  };
const OTHERS: readonly (readonly [name: string, other: Other, targets: readonly Target[]])[] = [
  ['another editor', desk(BORIS, 'b'), ['folder', 'work tree', 'branch']],
  ['SFTP', async (site, file, text) => site.sftp(file, text), ['folder', 'work tree']],
  ['git', async (site, file, text) => site.commit(file, text), ['work tree', 'branch']],
  ['the same editor in another tab', desk(ANNA, 'other'), ['folder', 'work tree', 'branch']],
];

const PAIRS = ACTS.flatMap((act) =>
  OTHERS.flatMap(([name, other, targets]) =>
    targets.map((target) => ({ act, title: `${act.name} and ${name}`, other, target })),
  ),
);

const act = async (site: TestWriting, { changes, name }: Act): Promise<WriteOutcome> =>
  site.writing.write({ changes, by: ANNA, why: name, save: { tab: 'a', nth: 1 } });

test.each(PAIRS)(
  '$title in a $target: changes of different lines are both in the file',
  async ({ act: mine, other, target }) => {
    await using site = await openTestWriting(target);
    await site.writing.read(FILE);
    await other(site, FILE, mine.elsewhere);
    const outcome = await act(site, mine);
    expect(outcome).toMatchObject({ kind: 'written' });
    expect(outcome.kind === 'written' && outcome.files.at(-1)?.isMerged).toBe(true);
    const own = Buffer.from(mine.changes.at(-1)?.bytes ?? '').toString();
    expect(await site.text()).toBe(own.replace('Three.', 'Three, theirs.'));
    if (mine.name === 'upload') expect((await site.writing.read(PICTURE))?.bytes).toEqual(mine.yours);
    expect(await site.past()).toContain(String(mine.elsewhere));
  },
);

test.each(PAIRS)(
  '$title in a $target: of changes of the same, theirs is in the file and yours is kept',
  async ({ act: mine, other, target }) => {
    await using site = await openTestWriting(target);
    await site.writing.read(FILE);
    await other(site, mine.contested, mine.same);
    const outcome = await act(site, mine);
    if (outcome.kind !== 'conflict') throw new Error(JSON.stringify(outcome));
    const [conflict] = outcome.files;
    expect(outcome.files.map(({ file }) => file)).toEqual([mine.contested]);
    const yours = await site.writing.textOf(mine.contested, conflict?.kept ?? '');
    expect(yours).toEqual(Buffer.from(mine.yours));
    expect((await site.writing.read(mine.contested))?.bytes).toEqual(Buffer.from(mine.same));
    if (mine.name === 'upload') {
      // The words that came with the picture are kept too, and are not half of a write.
      expect(await site.text()).toBe(STORY);
      expect(await site.past()).toContain(Buffer.from(mine.changes[1]?.bytes ?? '').toString());
    } else {
      expect(conflict?.yours).toBe(mine.yours);
      expect(conflict?.theirs).toBe(mine.same);
      expect(conflict?.merged).toContain('<<<<<<< yours');
    }
  },
);
