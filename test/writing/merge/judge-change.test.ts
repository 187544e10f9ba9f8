import { expect, test } from 'vitest';
import { digestOf } from '../../../src/storage/digest-of.ts';
import { judgeChange } from '../../../src/writing/merge/judge-change.ts';

const FILE = 'articles/a.md';
const bytes = (text: string | null): Buffer | null => (text === null ? null : Buffer.from(text));
const digest = (text: string | null): string | null => (text === null ? null : digestOf(Buffer.from(text)));

/** What becomes of a change of `base` to `yours` where `theirs` was saved meanwhile: the text, or the marked one. */
async function judge(base: string | null, yours: string | null, theirs: string | null, file = FILE) {
  const change = { file, bytes: bytes(yours), base: digest(base) };
  const judged = await judgeChange(change, bytes(theirs), async () => bytes(base));
  if (judged.kind === 'conflict') return { conflict: judged.conflict.merged };
  if (judged.kind === 'same') return { same: theirs, isMerged: judged.isMerged };
  return {
    write: judged.bytes === null ? null : Buffer.from(judged.bytes).toString(),
    isMerged: judged.isMerged,
  };
}

test('a change of what is still there is written as it is', async () => {
  expect(await judge('a\n', 'b\n', 'a\n')).toEqual({ write: 'b\n', isMerged: false });
  expect(await judge(null, 'b\n', null)).toEqual({ write: 'b\n', isMerged: false });
  expect(await judge('a\n', null, 'a\n')).toEqual({ write: null, isMerged: false });
});

test('what is there already, or changes nothing, leaves the file alone', async () => {
  expect(await judge('a\n', 'b\n', 'b\n')).toEqual({ same: 'b\n', isMerged: false });
  expect(await judge('a\n', 'a\n', 'b\n')).toEqual({ same: 'b\n', isMerged: true });
  expect(await judge('a\n', null, null)).toEqual({ same: null, isMerged: false });
});

test('changes of other lines are merged', async () => {
  const base = '---\ntitle: A\n---\n\nOne.\n\nTwo.\n\nThree.\n';
  const yours = base.replace('One.', 'One, mine.');
  const theirs = base.replace('Three.', 'Three, theirs.');
  expect(await judge(base, yours, theirs)).toEqual({
    write: yours.replace('Three.', 'Three, theirs.'),
    isMerged: true,
  });
});

test('changes of the same line stand both in a marked text', async () => {
  expect(await judge('a\nb\nc\n', 'a\nmine\nc\n', 'a\ntheirs\nc\n')).toEqual({
    conflict: 'a\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> saved meanwhile\nc\n',
  });
});

test('what was deleted or begun by somebody else is a conflict', async () => {
  expect(await judge('a\n', 'b\n', null)).toEqual({ conflict: 'b\n' });
  expect(await judge('a\n', null, 'b\n')).toEqual({ conflict: 'b\n' });
  expect(await judge(null, 'a\nmine\n', 'a\ntheirs\n')).toHaveProperty('conflict');
});

test('a merge in which a key stands twice is a conflict', async () => {
  const base = '---\ntitle: A\nsection: world\ntopics: [a]\nlanguage: en\n---\nText\n';
  const yours = base.replace('title: A\n', 'title: A\ndate: 2026-01-01\n');
  const theirs = base.replace('language: en\n', 'language: en\ndate: 2026-02-02\n');
  const judged = await judge(base, yours, theirs);
  expect(judged).toHaveProperty('conflict');
  expect(judged.conflict).toContain('date: 2026-01-01');
  expect(judged.conflict).toContain('date: 2026-02-02');
});

test('a merge that is no YAML any more is a conflict, in lists too', async () => {
  const base = 'picks:\n  - a\n  - b\nlead: x\nmore: y\nlast: z\n';
  const yours = base.replace('picks:\n', 'picks: [\n').replace('  - b\n', '  - b\n]\n');
  expect(await judge(base, yours, base.replace('last: z', 'last: "z"'), 'front.yaml')).toHaveProperty(
    'write',
  );
  const one = 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5\n';
  const judged = await judge(one, one.replace('a: 1', 'f: 1'), one.replace('e: 5', 'f: 5'), 'front.yaml');
  expect(judged).toHaveProperty('conflict');
});

test('line ends and byte order marks alone are no change; theirs stay', async () => {
  const base = 'a\nb\nc\nd\n';
  const crlf = base.replaceAll('\n', '\r\n');
  expect(await judge(base, 'a\nmine\nc\nd\n', `\ufeff${crlf}`)).toEqual({
    write: `\ufeff${crlf.replace('b', 'mine')}`,
    isMerged: true,
  });
});

test('what is no text is never merged, nor what nobody knows the beginning of', async () => {
  expect(await judge('a\0\n', 'b\0\n', 'c\0\n', 'media/a.pdf')).toEqual({ conflict: '' });
  const change = { file: FILE, bytes: Buffer.from('a\nmine\nc\n'), base: digest('unknown') };
  const judged = await judgeChange(change, Buffer.from('a\nc\ntheirs\n'), async () => null);
  expect(judged.kind).toBe('conflict');
  expect(judged.kind === 'conflict' && judged.conflict.merged).toBe('a\nmine\nc\ntheirs\n');
});

test('a base that is sent along counts only where it is that base', async () => {
  const change = { file: FILE, bytes: Buffer.from('mine\nb\nc\n'), base: digest('a\nb\nc\n') };
  const theirs = Buffer.from('a\nb\ntheirs\n');
  const none = async () => null;
  const right = await judgeChange({ ...change, baseBytes: Buffer.from('a\nb\nc\n') }, theirs, none);
  expect(right).toMatchObject({ kind: 'write', isMerged: true });
  expect((await judgeChange({ ...change, baseBytes: Buffer.from('x') }, theirs, none)).kind).toBe('conflict');
});

test('texts of very many equal lines are not compared for minutes', async () => {
  const base = '\n'.repeat(50_000);
  const judged = await judge(base, `mine\n${base}`, `${base}theirs\n`);
  expect(judged).toHaveProperty('conflict');
});
