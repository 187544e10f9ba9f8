import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { installedVersions } from '../../src/release/maker-digest.ts';
import { makerDigest } from '../../src/release/maker-digest.ts';
import { readModuleGraph } from '../../src/release/module-graph.ts';

let home: string;

const write = (file: string, text: string): void => {
  mkdirSync(dirname(join(home, file)), { recursive: true });
  writeFileSync(join(home, file), text);
};
const install = (folder: string, version: string, needs: Readonly<Record<string, string>> = {}): void =>
  write(`${folder}/package.json`, JSON.stringify({ version, dependencies: needs }));
const url = (file: string): URL => pathToFileURL(join(home, file));
const digest = (): string => makerDigest({ modules: [url('src/a.ts')], files: [url('src/a.sql')] });

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-makers-'));
  write(
    'src/a.ts',
    `import { statSync } from 'node:fs';
import {
  b,
  type B,
} from './deep/b.ts';
import type { T } from './types.ts';
import { type U } from './types.ts';
import one from 'one';
export { d } from './d.ts';
const late = () => import('./late.ts');
const rare = loadLate<One.Type>('rare/part', () => true);
const text = 'no import from ./nothing.ts';
`,
  );
  write(
    'src/deep/b.ts',
    "import two from '@two/two/part';\nimport '../effect.ts';\nimport { a } from '../a.ts';\n",
  );
  for (const name of ['d', 'late', 'effect', 'types', 'other']) write(`src/${name}.ts`, `// ${name}\n`);
  write('src/a.sql', 'SELECT 1');
  install('node_modules/one', '1.0.0', { shared: '*', absent: '*' });
  install('node_modules/@two/two', '2.0.0', { shared: '*' });
  install('node_modules/shared', '3.0.0');
  install('node_modules/one/node_modules/shared', '3.1.0');
  install('node_modules/unused', '9.0.0');
});
afterEach(() => rmSync(home, { recursive: true }));

test('a graph holds what runs, and the packages that it uses', () => {
  const { modules, packages } = readModuleGraph([join(home, 'src/a.ts')]);
  expect([...modules.keys()].map((path) => path.slice(home.length))).toEqual([
    '/src/a.ts',
    '/src/d.ts',
    '/src/deep/b.ts',
    '/src/effect.ts',
    '/src/late.ts',
  ]);
  expect([...packages.keys()]).toEqual(['@two/two', 'one', 'rare']);
  expect(installedVersions(packages)).toEqual([
    '@two/two@2.0.0',
    'one@1.0.0',
    'shared@3.0.0',
    'shared@3.1.0',
  ]);
});

test.each<[string, () => void]>([
  ['the text of a module far down', () => write('src/effect.ts', '// another\n')],
  ['a module that is imported late', () => write('src/late.ts', '// another\n')],
  ['another file', () => write('src/a.sql', 'SELECT 2')],
  ['a package', () => install('node_modules/one', '1.0.1', { shared: '*' })],
  ['what a package depends on', () => install('node_modules/one/node_modules/shared', '3.2.0')],
  ['a dependency that was not installed', () => install('node_modules/absent', '1.0.0')],
])('is another for %s', (_, change) => {
  const before = digest();
  expect(before).toMatch(/^[0-9a-f]{16}$/);
  change();
  expect(digest()).not.toBe(before);
});

test.each<[string, () => void]>([
  ['types', () => write('src/types.ts', '// another\n')],
  ['a module that does not run', () => write('src/other.ts', '// another\n')],
  ['a package that nothing uses', () => install('node_modules/unused', '9.9.9')],
  ['the scripts of a package.json', () => write('package.json', '{"scripts":{"new":"true"}}')],
])('is the same for %s', (_, change) => {
  const before = digest();
  change();
  expect(digest()).toBe(before);
});

test('Node’s own data counts where it is said to', () => {
  const of = (node: readonly 'unicode'[]) => makerDigest({ modules: [url('src/d.ts')], node });
  expect(of(['unicode'])).not.toBe(of([]));
});
