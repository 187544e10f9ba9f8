import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readModuleGraph } from '../../../src/release/module-graph.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** The program without its packages. */
let bare: string;

beforeAll(() => {
  bare = mkdtempSync(join(tmpdir(), 'dateline-bare-'));
  for (const name of ['src', 'package.json', 'package-lock.json'])
    cpSync(join(ROOT, name), join(bare, name), { recursive: true });
});
afterAll(() => rmSync(bare, { recursive: true }));

async function run(...args: readonly string[]) {
  const child = spawn(process.execPath, [join(bare, 'src/launch.cjs'), ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: join(bare, 'data'), NODE_DISABLE_COMPILE_CACHE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ]);
  return { code, output, errors };
}

test('a program without packages says which are missing and the cure, and no stack', async () => {
  const { code, output, errors } = await run();
  expect(code).toBe(1);
  expect(output).toBe('');
  expect(errors).toMatch(
    /^Dateline cannot start without its packages: \S+ [\d.]+ is missing, .* and \d+ more\. /,
  );
  expect(errors).toContain(`Run "npm ci --omit=dev" in ${bare}`);
  expect(errors.trimEnd().split('\n')).toHaveLength(2);
});

test('dateline doctor says it in its own form', async () => {
  const people = await run('doctor');
  expect(people).toMatchObject({ code: 1, errors: '' });
  expect(people.output).toMatch(/^missing {2}packages {9}/m);
  const programs = await run('doctor', '--json');
  expect(programs).toMatchObject({ code: 1, errors: '' });
  expect(JSON.parse(programs.output)).toMatchObject({
    isReady: false,
    findings: [
      { topic: 'Node', state: 'ok' },
      { topic: 'packages', state: 'missing', cure: expect.stringContaining('npm ci') },
    ],
  });
});

test('what tells it needs no package', () => {
  const graph = readModuleGraph([join(ROOT, 'src/cli/doctor/tell-of-packages.ts')]);
  expect([...graph.packages]).toEqual([]);
});
