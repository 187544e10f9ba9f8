import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { repairFolder } from '../../../src/cli/repair/repair-folder.ts';
import { readRepairable, writeRepaired } from '../../../src/cli/repair/repairable-file.ts';
import { paintNothing } from '../../../src/problems/show/paint.ts';
import type { Problem } from '../../../src/problems/problem.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'repair-'));
  mkdirSync(join(folder, 'articles'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = (name: string): string => join(folder, 'articles', name);
const read = (name: string): string => readFileSync(path(name), 'utf8');

/** Each `OLD` of the folder's files is to become `new`, and the first `WAS` of a line `OLD`. */
function inspect(): Problem[] {
  return readdirSync(join(folder, 'articles'))
    .filter((name) => name.endsWith('.md'))
    .flatMap((name) =>
      read(name)
        .split('\n')
        .flatMap((text, index) =>
          [...text.matchAll(/OLD|WAS/g)].map(({ index: at, 0: old }) => ({
            file: `articles/${name}`,
            line: index + 1,
            column: at + 1,
            severity: 'warning' as const,
            code: 'old',
            message: `"${old}" is old.`,
            hint: 'Write new.',
            fix: { old, repaired: old === 'WAS' ? 'OLD' : 'new' },
          })),
        ),
    );
}

interface Run {
  readonly isRepaired: boolean;
  readonly output: string;
  readonly errors: string;
}

async function run(options: { answer?: boolean; isDry?: boolean; isWhole?: boolean } = {}): Promise<Run> {
  const { answer, isDry = false, isWhole = false } = options;
  let output = '';
  let errors = '';
  const isRepaired = await repairFolder(inspect(), {
    show: { contentDir: folder, width: 100, paint: paintNothing, isWhole },
    isDry,
    ask: answer === undefined ? null : async () => answer,
    inspectAgain: async () => inspect(),
    output: { write: (text) => (output += text) },
    errors: { write: (text) => (errors += text) },
  });
  return { isRepaired, output, errors };
}

describe('the repairs of a folder', () => {
  test('are shown, written, and done again until nothing is left', async () => {
    writeFileSync(path('a.md'), 'one OLD\ntwo WAS OLD\n');
    const { isRepaired, output } = await run();
    expect(isRepaired).toBe(true);
    expect(read('a.md')).toBe('one new\ntwo new new\n');
    expect(output).toContain('-one OLD\n-two WAS OLD\n+one new\n+two OLD new\n');
    expect(output).toContain('3 repairs in 1 file: old: "…" is old.\n');
    expect(output).toContain('3 problems repaired in 1 file.\n');
    expect(await run()).toMatchObject({
      isRepaired: true,
      output: 'There is nothing that can be repaired without doubt.\n',
    });
  });

  test('wait for a yes', async () => {
    writeFileSync(path('a.md'), 'OLD\n');
    expect((await run({ answer: false })).output).toContain('+new\n');
    expect((await run({ isDry: true })).output).toContain(
      '1 repair in 1 file would be made; nothing was written.',
    );
    expect(read('a.md')).toBe('OLD\n');
    await run({ answer: true });
    expect(read('a.md')).toBe('new\n');
  });

  test('are shown for the first of many files, or for each', async () => {
    for (let nth = 0; nth < 30; nth += 1) writeFileSync(path(`${nth}.md`), 'OLD\n');
    const { output } = await run({ isDry: true });
    expect(output.split('\n').length).toBeLessThan(60);
    expect(output).toMatch(/… and the same for \d+ files more; --all shows each\./);
    expect((await run({ isDry: true, isWhole: true })).output.match(/^\+new$/gm)).toHaveLength(30);
  });

  test('leave every other byte and the mode as they are', async () => {
    writeFileSync(path('a.md'), '\ufeffOLD  \r\n\tb\r\n\r\n');
    chmodSync(path('a.md'), 0o640);
    await run();
    // The mark counts for no column, which this inspection does not know.
    expect(read('a.md')).toBe('\ufeffOLD  \r\n\tb\r\n\r\n');
    writeFileSync(path('b.md'), 'a  \r\nOLD\t\r\n\r\n');
    chmodSync(path('b.md'), 0o640);
    await run();
    expect(read('b.md')).toBe('a  \r\nnew\t\r\n\r\n');
    expect(statSync(path('b.md')).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(folder, 'articles')).sort()).toEqual(['a.md', 'b.md']);
  });

  test('do not follow a link out of the folder, and keep one inside of it', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'outside-'));
    try {
      writeFileSync(join(outside, 'x.md'), 'OLD\n');
      symlinkSync(join(outside, 'x.md'), path('out.md'));
      writeFileSync(path('real.txt'), 'OLD\n');
      symlinkSync(path('real.txt'), path('in.md'));
      const { isRepaired, output } = await run();
      expect(isRepaired).toBe(false);
      expect(output).toContain('out.md is a link that leads out of the folder. Mend the file where it lies.');
      expect(readFileSync(join(outside, 'x.md'), 'utf8')).toBe('OLD\n');
      expect(read('real.txt')).toBe('new\n');
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });

  test('skip what is not UTF-8, and tell', async () => {
    writeFileSync(path('a.md'), Buffer.from([0x4f, 0x4c, 0x44, 0x20, 0xe9, 0x0a]));
    const { isRepaired, output } = await run();
    expect(isRepaired).toBe(false);
    expect(output).toContain('a.md is not UTF-8. Save it as UTF-8, and run it again.');
  });

  test.skipIf(process.getuid?.() === 0)('tell what cannot be written, and write the others', async () => {
    writeFileSync(path('a.md'), 'OLD\n', { mode: 0o444 });
    writeFileSync(path('b.md'), 'OLD\n');
    const { isRepaired, errors } = await run();
    expect(isRepaired).toBe(false);
    expect(errors).toContain('a.md cannot be written (EACCES). Let your user write to it and to its folder.');
    expect([read('a.md'), read('b.md')]).toEqual(['OLD\n', 'new\n']);
  });
});

test('a file that changed since it was read stays as it is', async () => {
  writeFileSync(path('a.md'), 'OLD\n');
  const source = readRepairable(folder, 'articles/a.md');
  writeFileSync(path('a.md'), 'somebody’s\n');
  await expect(writeRepaired(source, 'new\n')).rejects.toThrow(/changed while it was repaired/);
  expect(read('a.md')).toBe('somebody’s\n');
  expect(readdirSync(join(folder, 'articles'))).toEqual(['a.md']);
});

test('a file whose folder is gone is told, not thrown as a stack', async () => {
  writeFileSync(path('a.md'), 'OLD\n');
  const source = readRepairable(folder, 'articles/a.md');
  rmSync(join(folder, 'articles'), { recursive: true });
  await expect(writeRepaired(source, 'new\n')).rejects.toThrow(/cannot be written \(ENOENT\)\. It is gone/);
});
