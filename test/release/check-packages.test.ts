import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkPackages, type Platform } from '../../src/release/check-packages.ts';

const LINUX: Platform = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const NATIVE = { version: '1.0.0', optional: true, os: ['linux'], cpu: ['x64'] };

let home: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-packages-'));
});
afterEach(() => rmSync(home, { recursive: true }));

function lock(packages: Readonly<Record<string, object>>): void {
  writeFileSync(
    join(home, 'package-lock.json'),
    JSON.stringify({ packages: { '': { name: 'd' }, ...packages } }),
  );
}

function install(path: string, text: string): void {
  mkdirSync(join(home, path), { recursive: true });
  writeFileSync(join(home, path, 'package.json'), text);
}

test('tells what is missing, half written or of another version, those inside others too', () => {
  lock({
    'node_modules/there': { version: '1.2.3' },
    'node_modules/gone': { version: '2.0.0' },
    'node_modules/there/node_modules/@deep/older': { version: '3.0.0' },
    'node_modules/half': { version: '4.0.0' },
  });
  install('node_modules/there', '{"version":"1.2.3"}');
  install('node_modules/there/node_modules/@deep/older', '{"version":"2.9.0"}');
  install('node_modules/half', '{"version":"4.0');
  expect(checkPackages(home, LINUX)).toEqual([
    { name: 'gone', wanted: '2.0.0', found: null },
    { name: '@deep/older', wanted: '3.0.0', found: '2.9.0' },
    { name: 'half', wanted: '4.0.0', found: null },
  ]);
});

test('what only developers need is not missing, nor what is for other machines', () => {
  lock({
    'node_modules/vitest': { version: '1.0.0', dev: true },
    'node_modules/either': { version: '1.0.0', devOptional: true },
    'node_modules/for-wasm': { version: '1.0.0', optional: true },
    'node_modules/mac': { ...NATIVE, os: ['darwin'] },
    'node_modules/arm': { ...NATIVE, cpu: ['arm64'] },
    'node_modules/musl': { ...NATIVE, libc: ['musl'] },
  });
  expect(checkPackages(home, LINUX)).toEqual([]);
});

test.each([
  [LINUX, 'glibc'],
  [{ os: 'linux', cpu: 'x64', libc: 'musl' }, 'musl'],
] as const)('the native part for %j is needed', (platform, name) => {
  lock({
    'node_modules/glibc': { ...NATIVE, libc: ['glibc'] },
    'node_modules/musl': { ...NATIVE, libc: ['musl'] },
  });
  expect(checkPackages(home, platform).map((fault) => fault.name)).toEqual([name]);
});

test('finds nothing wrong with the packages of this installation', () => {
  expect(checkPackages(fileURLToPath(new URL('../../', import.meta.url)))).toEqual([]);
});

test('throws where there is no lock file', () => {
  expect(() => checkPackages(home, LINUX)).toThrow('ENOENT');
});
