import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { init } from '../../../src/cli/commands/init.ts';
import { inspectContent } from '../../../src/ingest/build/inspect-content.ts';
import { loadAssets } from '../../../src/render/asset-table.ts';

const NOW = Date.parse('2026-11-22T05:30:00Z');
const PUBLIC = new URL('../../../public', import.meta.url).pathname;

let parent = '';
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'dateline-init-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

async function run(...args: string[]) {
  const texts = { output: '', errors: '' };
  const write = (name: keyof typeof texts) => ({ write: (text: string) => (texts[name] += text) });
  const code = await init(args, write('output'), write('errors'), () => NOW);
  return { code, ...texts };
}

const read = (...path: string[]): string => readFileSync(join(parent, ...path), 'utf8');

test('begins a newsroom that check has nothing against, and says what to do next', async () => {
  const folder = join(parent, 'courier');
  const { code, output } = await run(
    folder,
    '--name=The "Lake": Courier #1 [x]',
    '--url=https://courier.example/',
    '--time-zone=Asia/Yerevan',
  );
  expect(code).toBe(0);
  expect(output).toContain(`CONTENT_DIR=${folder} DATA_DIR=${folder}-data npm start`);
  expect(output).toContain('SITE_URL=https://courier.example as well');
  expect(readdirSync(folder).sort()).toEqual(['articles', 'icons', 'media', 'pages', 'site.yaml']);
  const { articles, problems } = await inspectContent(folder, {
    now: () => NOW,
    threads: 1,
    onProgress() {},
  });
  expect({ articles, problems }).toEqual({ articles: 1, problems: [] });
  expect(read('courier', 'articles/2026/11/welcome.md')).toContain('date: 2026-11-22 09:30\n');
  expect(read('courier', 'site.yaml')).toContain('url: https://courier.example/\n');
});

test('its icons are of the sizes that pages name, and take the place of those of the program', async () => {
  const folder = join(parent, 'a');
  await run(folder);
  const icons = join(folder, 'icons');
  // What buttons show is the program's own.
  const marks = readdirSync(join(PUBLIC, 'icons')).filter((name) => name !== 'symbols.svg');
  expect(readdirSync(icons).sort()).toEqual(marks.sort());
  for (const name of readdirSync(icons).filter((one) => one.endsWith('.png'))) {
    const size = async (file: string) =>
      (({ width, height }) => ({ width, height }))(await sharp(file).metadata());
    expect(await size(join(icons, name)), name).toEqual(await size(join(PUBLIC, 'icons', name)));
  }
  const assets = loadAssets(PUBLIC, [], icons);
  expect(assets.file('icons/share.png').bytes).toEqual(readFileSync(join(icons, 'share.png')));
  rmSync(join(icons, 'share.png'));
  expect(loadAssets(PUBLIC, [], icons).file('icons/share.png').bytes).toEqual(
    readFileSync(join(PUBLIC, 'icons/share.png')),
  );
});

test('a site in another language says that its first texts are English, and is named after its folder', async () => {
  const folder = join(parent, 'լուրեր-2');
  expect(await run(folder, '--language=hy')).toMatchObject({ code: 0, errors: '' });
  expect(read('լուրեր-2', 'site.yaml')).toContain('name: Լուրեր 2\nlanguage: hy\n');
  expect(read('լուրեր-2', 'articles/2026/11/welcome.md')).toContain('language: en\n');
  const { problems } = await inspectContent(folder, { now: () => NOW, threads: 1, onProgress() {} });
  expect(problems).toEqual([]);
});

test('a folder with anything in it is left as it is', async () => {
  mkdirSync(join(parent, 'empty'));
  writeFileSync(join(parent, 'file'), 'mine');
  expect(await run(parent)).toMatchObject({ code: 1, errors: expect.stringContaining('is not empty') });
  expect(await run(join(parent, 'file'))).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is a file'),
  });
  expect(readdirSync(parent).sort()).toEqual(['empty', 'file']);
  expect(await run(join(parent, 'empty'))).toMatchObject({ code: 0 });
});

test.each([
  [[], 'There is no folder.'],
  [['a', 'b'], '"b" is one folder too many.'],
  [['a', '--language=english'], 'Write a BCP 47 tag'],
  [['a', '--time-zone=Lake'], 'is not a time zone'],
  [['a', '--url=courier'], '--url: "courier" is not an origin.'],
  [['a', `--name=${'n'.repeat(121)}`], '120'],
  [['a', '--nmae=b'], '"--nmae" is not an option. Did you mean "--name"?'],
])('%j is refused with the cure', async (args, message) => {
  const { code, errors } = await run(...args);
  expect({ code, errors }).toEqual({ code: 2, errors: expect.stringContaining(message) });
});
