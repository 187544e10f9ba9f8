import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../deploy/production/trim-packages.cjs', import.meta.url));
const FILES = [
  'one/index.js',
  'one/index.js.map',
  'one/index.d.ts',
  'one/LICENSE',
  'one/map/a.d.mts',
  'one/data.map.json',
];

let home: string;
let script: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-trim-'));
  script = join(home, 'program/deploy/production/trim-packages.cjs');
  cpSync(SCRIPT, script);
  for (const file of [...FILES.map((name) => `program/node_modules/${name}`), 'elsewhere/kept.map']) {
    mkdirSync(dirname(join(home, file)), { recursive: true });
    writeFileSync(join(home, file), 'x'.repeat(600_000));
  }
  symlinkSync(join(home, 'elsewhere'), join(home, 'program/node_modules/linked'));
});
afterEach(() => rmSync(home, { recursive: true }));

const run = (args: readonly string[], env: Readonly<Record<string, string>>): string =>
  execFileSync(process.execPath, [script, ...args], { env: { ...env }, encoding: 'utf8' });
const left = (): string[] => globSync('one/**/*.*', { cwd: join(home, 'program/node_modules') }).sort();

test.each([
  ['npm ci --omit=dev', [], { npm_config_omit: 'dev' }],
  ['--now', ['--now'], {}],
] as const)('%s takes away maps and types, and follows no link', (_, args, env) => {
  expect(run(args, env)).toBe('3 source maps and types removed: 2 MB.\n');
  expect(left()).toEqual(['one/data.map.json', 'one/index.js']);
  expect(globSync('elsewhere/*', { cwd: home })).toEqual(['elsewhere/kept.map']);
  expect(globSync('program/node_modules/one/LICENSE', { cwd: home })).toHaveLength(1);
});

test('an installation for those who develop keeps them', () => {
  expect(run([], {})).toBe('');
  expect(run([], { npm_config_omit: 'optional' })).toBe('');
  expect(left()).toContain('one/index.js.map');
});
