import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openPermalinks, permalinksFile } from '../../src/catalog/permalinks/ledger.ts';
import { permalinks } from '../../src/cli/commands/permalinks.ts';
import { articleText, createGitNewsroom, type GitNewsroom } from './git-newsroom.ts';

let folder = '';
let dataDir = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-permalinks-'));
  dataDir = join(folder, 'data');
});
afterEach(() => rmSync(folder, { recursive: true }));

const link = { path: '/2016/07/15/a', owner: 'article:a', file: 'articles/a.md' };
const EXPORT = '# Dateline permalinks 1\n2016-07-15T05:30:00.000Z\t/2016/07/15/a\tarticle:a\tarticles/a.md\n';

/** Runs the command with texts for input, output and errors. */
async function run(args: readonly string[], { input = '', contentDir = folder } = {}) {
  const texts = { output: '', errors: '' };
  async function* chunks() {
    yield Buffer.from(input);
  }
  const code = await permalinks(
    args,
    chunks(),
    { write: (text) => (texts.output += text) },
    { write: (text) => (texts.errors += text) },
    { contentDir, dataDir },
  );
  return { code, ...texts };
}

function fillLedger(): void {
  const ledger = openPermalinks(permalinksFile(dataDir));
  ledger.append([link], Date.parse('2016-07-15T05:30:00Z'));
  ledger.close();
}

describe('calls', () => {
  test.each([[[]], [['publish']], [['import']], [['export', 'a', 'b']], [['rebuild', 'now']]])(
    '%j is wrong: exit code 2 and the usage',
    async (args) => {
      const { code, errors } = await run(args);
      expect(code).toBe(2);
      expect(errors).toContain('Usage: dateline permalinks export');
      expect(readdirSync(folder)).toEqual([]);
    },
  );

  test('help is no failure', async () => {
    expect(await run(['--help'])).toMatchObject({ code: 0, output: expect.stringContaining('Usage') });
  });
});

describe('export', () => {
  test('to stdout it writes nothing but the text', async () => {
    fillLedger();
    expect(await run(['export'])).toEqual({ code: 0, output: EXPORT, errors: '' });
  });

  test('to a file it replaces what was there, and leaves no draft', async () => {
    fillLedger();
    const file = join(folder, 'permalinks.txt');
    writeFileSync(file, 'older');
    expect(await run(['export', file])).toMatchObject({ code: 0, output: `${file}: 1 row\n` });
    expect(readFileSync(file, 'utf8')).toBe(EXPORT);
    expect(readdirSync(folder).sort()).toEqual(['data', 'permalinks.txt']);
  });

  test('without a ledger it fails, and makes none', async () => {
    const { code, errors } = await run(['export']);
    expect(code).toBe(1);
    expect(errors).toMatch(/there is no permalink ledger\. Set DATA_DIR/);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('to a folder that is not there it fails with the cure', async () => {
    fillLedger();
    const { code, errors } = await run(['export', join(folder, 'none/x.txt')]);
    expect(code).toBe(1);
    expect(errors).toMatch(/cannot be written \(ENOENT.*Name a file in a folder/);
  });

  test('works while a server has the ledger open', async () => {
    fillLedger();
    const server = openPermalinks(permalinksFile(dataDir));
    server.append([{ ...link, path: '/2016/07/15/b' }], Date.parse('2016-07-15T06:00:00Z'));
    expect((await run(['export'])).output.split('\n')).toHaveLength(4);
    server.close();
  });
});

describe('import', () => {
  test('from a file and from stdin; a second time adds nothing; the export is the same text', async () => {
    const file = join(folder, 'x.txt');
    writeFileSync(file, EXPORT);
    expect(await run(['import', file])).toEqual({ code: 0, output: '1 row read, 1 added\n', errors: '' });
    expect(await run(['import', '-'], { input: EXPORT })).toMatchObject({ output: '1 row read, 0 added\n' });
    expect((await run(['export'])).output).toBe(EXPORT);
  });

  test('a running server sees what was imported', async () => {
    const server = openPermalinks(permalinksFile(dataDir));
    expect(server.ownerOf(link.path)).toBeNull();
    await run(['import', '-'], { input: EXPORT });
    expect(server.ownerOf(link.path)).toBe('article:a');
    server.close();
  });

  test('a text with errors is told line by line, and nothing of it is imported', async () => {
    const { code, output, errors } = await run(['import', '-'], { input: `${EXPORT}one\ntwo\n` });
    expect(code).toBe(1);
    expect(output).toBe('');
    expect(errors).toMatch(
      /^stdin:3:1: error: .*\nstdin:4:1: error: .*\nNothing was imported: 2 errors\.\n$/,
    );
    expect(readdirSync(folder)).toEqual([]);
  });

  test('a file that is missing, or no UTF-8', async () => {
    expect((await run(['import', join(folder, 'none')])).errors).toMatch(/cannot be read \(ENOENT/);
    const file = join(folder, 'x.txt');
    writeFileSync(file, Buffer.from([0xff, 0xff, 0x0a]));
    expect((await run(['import', file])).errors).toContain('x.txt:1:1: error: The file is not UTF-8');
  });
});

describe('rebuild', () => {
  let room: GitNewsroom;
  beforeEach(() => {
    room = createGitNewsroom();
  });
  afterEach(() => room.delete());

  test('says what it found', async () => {
    room.write('articles/a.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/a.md', 'articles/b.md');
    room.commit(2);
    const { contentDir } = room;
    expect(await run(['rebuild'], { contentDir })).toEqual({
      code: 0,
      output: '2 commits, 2 versions of articles and pages: 2 URLs added\n',
      errors: '',
    });
    expect((await run(['export'])).output).toContain('/2016/06/30/b\tarticle:a\tarticles/b.md');
  });

  test('a user’s git settings change nothing', async () => {
    room.write('articles/é.md', articleText('Alpha'));
    room.commit(1);
    room.move('articles/é.md', 'articles/b.md');
    room.commit(2);
    for (const setting of [
      'diff.renames=false',
      'log.showRoot=false',
      'color.ui=always',
      'diff.relative=true',
    ]) {
      room.git('config', ...setting.split('='));
    }
    const { output } = await run(['rebuild'], { contentDir: room.contentDir });
    expect(output).toContain('2 URLs added');
    expect((await run(['export'])).output).toContain('/2016/06/30/b\tarticle:é\tarticles/b.md');
  });

  test('without site.yaml, or with a wrong one, it fails with the cure', async () => {
    const missing = await run(['rebuild']);
    expect(missing.code).toBe(1);
    expect(missing.errors).toMatch(/no usable site\.yaml.*Set CONTENT_DIR/);
    room.write('site.yaml', 'name: 1\ntimeZone: Nowhere\n');
    const wrong = await run(['rebuild'], { contentDir: room.contentDir });
    expect(wrong.errors).toMatch(/site\.yaml:\d+:\d+: error: /);
  });

  test('without git it says what to install', () => {
    const script = `
      import { openGitHistory } from ${JSON.stringify(new URL('../../src/git/git-history.ts', import.meta.url).href)};
      await openGitHistory('.', []).catch((error) => console.log(error.code, error.message));`;
    const result = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      env: { PATH: join(folder, 'nothing') },
      encoding: 'utf8',
    });
    expect(result.stdout).toMatch(/^git-missing git is not installed.*Install it/);
  });
});

test('an export into a pipe that closes early ends quietly', async () => {
  fillLedger();
  const module = new URL('../../src/cli/commands/permalinks.ts', import.meta.url).href;
  const script = `
    import { permalinks } from ${JSON.stringify(module)};
    const folders = { contentDir: '', dataDir: ${JSON.stringify(dataDir)} };
    process.exitCode = await permalinks(['export'], process.stdin, process.stdout, process.stderr, folders);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk) => (errors += chunk));
  const [code] = await once(child, 'close');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
});
