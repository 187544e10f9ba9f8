import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { preview } from '../../src/cli/commands/preview.ts';
import { openPreviewLinks } from '../../src/desk/preview/open-preview-links.ts';

const DESK = 'https://desk.courier.example';
const NOW = Date.parse('2026-12-01T09:00Z');
let home: string;
let env: Record<string, string>;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-preview-'));
  mkdirSync(join(home, 'content/articles'), { recursive: true });
  const site = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\nsections: [World]\n';
  writeFileSync(join(home, 'content/site.yaml'), site);
  for (const name of ['гавань', 'ferry'])
    writeFileSync(join(home, `content/articles/${name}.md`), '# A story\n');
  env = {
    CONTENT_DIR: join(home, 'content'),
    DATA_DIR: join(home, 'data'),
    SITE_URL: 'https://courier.example',
    DESK_PORT: '4000',
    DESK_URL: DESK,
  };
});
afterEach(() => rmSync(home, { recursive: true }));

async function run(...args: string[]) {
  const [output, errors]: [string[], string[]] = [[], []];
  const into = (lines: string[]) => ({ write: (text: string) => lines.push(text) });
  const code = await preview(args, into(output), into(errors), { env, now: () => NOW });
  return { code, output: output.join(''), errors: errors.join('') };
}

/** What the desk makes of a printed address. */
function shown(output: string) {
  const [, token = ''] = /^https:\/\/desk\.courier\.example\/preview\/([^/]+)\/\n$/.exec(output) ?? [];
  using links = openPreviewLinks(env['DATA_DIR'] ?? '', () => NOW);
  return links.verify(token);
}

test('prints a link to a story of any script, however its path is written', async () => {
  const paths = [
    'articles/гавань.md',
    './articles/гавань.md',
    join(home, 'content/articles/гавань.md'),
    'articles/гавань.md'.normalize('NFD'),
  ];
  for (const path of paths) {
    const { code, output, errors } = await run(path, '--days', '3');
    expect(code).toBe(0);
    expect(shown(output)).toMatchObject({
      file: 'articles/гавань.md',
      at: null,
      until: NOW + 3 * 86_400_000,
    });
    expect(errors).toBe('It works until Friday, 4 December 2026 at 13:00 GMT+4.\n');
  }
});

test('prints a link to the whole site as it will be', async () => {
  const at = Date.parse('2026-12-04T09:00+04:00');
  expect(shown((await run('--at', '2026-12-04 09:00')).output)).toMatchObject({ file: null, at });
  expect(shown((await run('articles/ferry.md', '--at', '2026-12-04 09:00')).output)).toMatchObject({
    file: 'articles/ferry.md',
    at,
  });
  expect(shown((await run('--at', 'now')).output)).toMatchObject({ file: null, at: null });
});

test('lists links, and ends them by address, by file or all', async () => {
  expect((await run('--list')).output).toBe('No preview link works now.\n');
  const { output } = await run('articles/ferry.md');
  await run('articles/гавань.md');
  await run('articles/гавань.md');
  await run('--at', 'now');
  const listed = await run('--list');
  expect(listed.output).toContain(output.trim());
  expect(listed.output).toContain('whole site');
  expect(listed.output.trimEnd().split('\n')).toHaveLength(5);
  expect(await run('--revoke', output.trim())).toMatchObject({ code: 0, output: '1 link ended.\n' });
  expect(shown(output)).toBeNull();
  expect(await run('--revoke', 'articles/гавань.md')).toMatchObject({ output: '2 links ended.\n' });
  expect(await run('--revoke', 'all')).toMatchObject({ output: '1 link ended.\n' });
  expect(await run('--revoke', 'articles/ferry.md')).toMatchObject({
    code: 1,
    errors: 'No link that works is "articles/ferry.md". "dateline preview --list" tells them.\n',
  });
});

test.each([
  [[], 'Which file?'],
  [['a.md', 'b.md'], '"b.md" is one file too many'],
  [['articles/ferry.md', '--days', '91'], '--days "91" is not from 1 to 90'],
  [['articles/ferry.md', '--days', '1e1'], '--days "1e1" is not from 1 to 90'],
  [['--list', 'x'], '"x" is one word too many'],
])('%j is a wrong call', async (args, message) => {
  const { code, errors } = await run(...args);
  expect(code).toBe(2);
  expect(errors).toContain(message);
});

test.each([
  [['articles/nowhere.md'], '"articles/nowhere.md" is no file of a story, page or list'],
  [['site.yaml'], '"site.yaml" is no file of a story'],
  [['../outside.md'], '"../outside.md" is no file of a story'],
  [['articles/ferry.md', '--at', '2026-11-30 09:00'], 'is no time that is still to come'],
  [['articles/ferry.md', '--at', 'tomorow'], 'is no time that is still to come'],
])('%j is told with its cure', async (args, message) => {
  const { code, output, errors } = await run(...args);
  expect([code, output]).toEqual([1, '']);
  expect(errors).toContain(message);
});

test('without a desk there is no address', async () => {
  env = { ...env, DESK_PORT: 'off' };
  const { code, errors } = await run('articles/ferry.md');
  expect(code).toBe(1);
  expect(errors).toContain('DESK_PORT is off');
});

test('a data folder that cannot be written is told', async () => {
  writeFileSync(join(home, 'file'), '');
  env = { ...env, DATA_DIR: join(home, 'file') };
  const { code, errors } = await run('articles/ferry.md');
  expect(code).toBe(1);
  expect(errors).toContain('cannot be read or written');
});
