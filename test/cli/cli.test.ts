import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { backup } from '../../src/cli/commands/backup.ts';
import { restore } from '../../src/cli/commands/restore.ts';
import { check } from '../../src/cli/commands/check.ts';
import { desk } from '../../src/cli/commands/desk.ts';
import { doctor } from '../../src/cli/commands/doctor.ts';
import { dev } from '../../src/cli/commands/dev.ts';
import { history } from '../../src/cli/commands/history.ts';
import { feeds } from '../../src/cli/commands/feeds.ts';
import { preview } from '../../src/cli/commands/preview.ts';
import { init } from '../../src/cli/commands/init.ts';
import { links } from '../../src/cli/commands/links.ts';
import { newArticle } from '../../src/cli/commands/new.ts';
import { permalinks } from '../../src/cli/commands/permalinks.ts';
import { start } from '../../src/cli/commands/start.ts';
import { CHECK_USAGE } from '../../src/cli/report/check-options.ts';
import { programVersion } from '../../src/release/program-version.ts';
import { fixtureSite } from '../support/open-test-site.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const empty = mkdtempSync(join(tmpdir(), 'dateline-cli-'));
afterAll(() => rmSync(empty, { recursive: true }));

/** Runs the program as its own process until it ends. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'src/launch.cjs'), ...args], {
    env: { PATH: process.env['PATH'], DATA_DIR: join(empty, 'data'), ...env },
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 300_000,
  });
  const texts = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => (texts.output += chunk));
  child.stderr.on('data', (chunk) => (texts.errors += chunk));
  const [code] = await once(child, 'close');
  return { code, ...texts };
}

type Run = (args: readonly string[], output: Collector, errors: Collector) => Promise<number>;
type Collector = ReturnType<typeof collector>;

async function* nothing() {}

const COMMANDS: Readonly<Record<string, Run>> = {
  start,
  doctor,
  dev,
  new: newArticle,
  init,
  check,
  desk,
  history,
  feeds,
  links: (args, output, errors) => links(args, nothing(), output, errors),
  preview,
  backup,
  restore,
  permalinks: (args, output, errors) => permalinks(args, nothing(), output, errors),
};

/** Collects what a command writes. */
function collector() {
  const lines: string[] = [];
  return { lines, write: (text: string) => lines.push(text) };
}

interface Place {
  readonly file: string;
  readonly at: readonly number[];
}

function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  const [lineA = 0, columnA = 0] = a.at;
  const [lineB = 0, columnB = 0] = b.at;
  return lineA - lineB || columnA - columnB;
}

describe('the way in', () => {
  const source = readFileSync(join(ROOT, 'src/launch.cjs'), 'utf8').replace(/^#!.*/, '');

  test('an old Node is told in one line which Node it needs and how to get it', () => {
    const written: string[] = [];
    const process = {
      versions: { node: '20.20.2' },
      stderr: { write: (text: string) => written.push(text) },
      exitCode: 0,
    };
    runInNewContext(source, { process, Number });
    expect(written.join('')).toMatch(
      /^Dateline needs Node 26 or newer and this is Node 20\.20\.2; run "npm ci && npm start"[^\n]*\n$/,
    );
    expect(process.exitCode).toBe(1);
  });

  test('needs no symbolic link in a checkout, which some systems know none of', () => {
    const entries = ['src', 'views', 'public', 'content', 'docs', 'test', 'bench'].flatMap((name) =>
      readdirSync(join(ROOT, name), { recursive: true, withFileTypes: true }),
    );
    expect(entries.filter((entry) => entry.isSymbolicLink())).toEqual([]);
  });

  test('knows its commands', async () => {
    expect(await run(['help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: dateline'),
    });
    expect(await run(['--version'])).toMatchObject({ code: 0, output: `${programVersion()}\n`, errors: '' });
    const wrong = await run(['chekc']);
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('"chekc" is not a command. Did you mean "check"?');
  });

  test('every command tells its options with an example, and refuses what it does not know', async () => {
    const { output } = await run(['help']);
    const names = [...output.matchAll(/^ {2}([a-z][a-z-]+) /gm)].map(([, name = '']) => name);
    expect(names).toEqual([
      'start',
      'restart',
      'doctor',
      'dev',
      'new',
      'init',
      'check',
      'fetch-pictures',
      'desk',
      'history',
      'feeds',
      'preview',
      'links',
      'permalinks',
      'backup',
      'restore',
      'help',
    ]);
    for (const [name, command] of Object.entries(COMMANDS)) {
      const [told, refused] = [collector(), collector()];
      expect(await command(['--help'], told, refused), name).toBe(0);
      expect(told.lines.join(''), name).toMatch(
        /^Usage: dateline [\s\S]*--help[\s\S]*\nExample: [\s\S]*dateline [\s\S]*\nExit code: /,
      );
      expect(await command(['--hlep'], told, refused), name).toBe(2);
      expect(refused.lines.join('')).toContain(
        `dateline ${name}: "--hlep" is not an option. Did you mean "--help"?`,
      );
    }
  });
});

describe('dev', () => {
  test.each([
    [{ HOST: '0.0.0.0' }, /^HOST: dev serves this machine only/],
    [{ SITE_URL: 'https://courier.example' }, /^SITE_URL: dev serves this machine only/],
  ])('%j is refused: it would show files to strangers', async (env, told) => {
    const result = await run(['dev'], env);
    expect(result).toMatchObject({ code: 1, output: '' });
    expect(result.errors).toMatch(told);
  });
});

describe('start', () => {
  test('a wrong environment stops it with every problem', async () => {
    const result = await run([], { PORT: 'x', LOG_LEVEL: 'loud' });
    expect(result.code).toBe(1);
    expect(result.errors).toMatch(/^PORT: "x" is not a port\..*\nLOG_LEVEL: "loud" is not a level\..*\n$/);
  });

  test('a folder without site.yaml stops it with the cure', async () => {
    const result = await run([], { CONTENT_DIR: empty, PORT: '0' });
    expect(result.code).toBe(1);
    expect(result.errors).toContain('site.yaml: no such file. Set CONTENT_DIR');
  });

  test('serves, says where, and stops cleanly on SIGTERM', async () => {
    const child = spawn(process.execPath, ['src/launch.cjs'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 300_000,
    });
    let output = '';
    const url = await new Promise<string>((resolve) => {
      child.stdout.on('data', (chunk) => {
        output += chunk;
        const line = output.split('\n').find((text) => text.includes('"listening"'));
        if (line !== undefined) resolve((JSON.parse(line) as { url: string }).url);
      });
    });
    const front = await fetch(url);
    expect(front.status).toBe(200);
    expect(await front.text()).toContain('Kerry, Putin talk closer cooperation to save Syria plan');
    child.kill('SIGTERM');
    const [code] = await once(child, 'close');
    expect(code).toBe(0);
  });
});

describe('check', () => {
  test('passes the shipped content without a word of complaint', async () => {
    const output = collector();
    expect(await check([join(ROOT, 'content')], output, collector())).toBe(0);
    expect(output.lines).toHaveLength(1);
    expect(output.lines[0]).toMatch(/: 1 article, 0 errors, 0 warnings\n$/);
  });

  test('lists problems with place, lines and cure, sorted, and fails for errors', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken'), '--all'], output, collector())).toBe(1);
    const text = output.lines.join('');
    const heads = text.matchAll(/^(\S.*):(\d+):(\d+): (error|warning): \S/gm);
    const places = [...heads].map(([, file = '', line, column, severity]) => ({
      file,
      at: [Number(line), Number(column)],
      severity,
    }));
    expect(places.length).toBeGreaterThan(60);
    const [errors, warnings] = ['error', 'warning'].map((severity) =>
      places.filter((place) => place.severity === severity).toSorted(comparePlaces),
    );
    expect(places).toEqual([...(errors ?? []), ...(warnings ?? [])]);
    expect(text.match(/^→ \S/gm)).toHaveLength(places.length);
    expect(text).toContain('> 3 | date: tomorow\n    |       ^\n  4 | ---\n→ Write it as ');
    expect(text).toMatch(/: \d+ articles, \d+ errors, \d+ warnings in \d+ files\n--fix repairs \d+ of them/);
  });

  test('tells many problems by their kinds, errors first', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken')], output, collector())).toBe(1);
    const text = output.lines.join('');
    expect(text).toMatch(/^error: .* in \d files/);
    expect(text).toContain('quotes-added in 3 files: "…" has characters that mean something in YAML');
    expect(text.lastIndexOf('\nerror: ')).toBeLessThan(text.indexOf('\nwarning: '));
    expect(text).toMatch(/ warnings in \d+ files\n--all lists each of them/);
    expect(text.split('\n').length).toBeLessThan(100);
  });

  test('--quiet lists errors only and counts all', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken'), '--quiet'], output, collector())).toBe(1);
    const text = output.lines.join('');
    expect(text).not.toContain('warning: ');
    expect(text).toContain('error: ');
    expect(text).toMatch(/, [1-9]\d* warnings in /);
  });

  test('--json prints one document, also for a folder that is no site', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken'), '--json'], output, collector())).toBe(1);
    const report = JSON.parse(output.lines.join(''));
    expect(report).toMatchObject({ version: 1, folder: fixtureSite('broken') });
    expect(report.problems).toHaveLength(report.errors + report.warnings);
    const failed = collector();
    expect(await check(['--json', empty], failed, collector())).toBe(1);
    expect(JSON.parse(failed.lines.join(''))).toMatchObject({
      articles: 0,
      failure: expect.stringContaining('no such file'),
      problems: [],
    });
  });

  test('--format=github prints annotations and the summary only', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken'), '--format=github'], output, collector())).toBe(1);
    const lines = output.lines.join('').trimEnd().split('\n');
    expect(lines.pop()).toMatch(/ warnings in \d+ files$/);
    expect(lines.length).toBeGreaterThan(60);
    const annotation =
      /^::(?:error|warning) file=test\/fixtures\/[^,:]+,line=\d+,col=\d+,title=[a-z0-9-]+::\S/;
    expect(lines.filter((line) => !annotation.test(line))).toEqual([]);
  });

  test('--max-warnings fails a folder that has more, and says so', async () => {
    const site = join(empty, 'warned');
    cpSync(join(fixtureSite('broken'), 'site.yaml'), join(site, 'site.yaml'));
    mkdirSync(join(site, 'articles'));
    writeFileSync(
      join(site, 'articles/a.md'),
      '---\ntitle: A\ndate: 2016-07-15\nsectoin: x\ntopcs: y\n---\nText.\n',
    );
    const errors = collector();
    expect(await check([site], collector(), errors)).toBe(0);
    expect(await check([site, '--max-warnings=2'], collector(), errors)).toBe(0);
    expect(errors.lines).toEqual([]);
    expect(await check([site, '--max-warnings=1'], collector(), errors)).toBe(1);
    expect(errors.lines).toEqual(['2 warnings, more than the 1 of --max-warnings.\n']);
  });

  test('--fix shows its repairs, writes them when it may, and leaves nothing to a second call', async () => {
    const site = join(empty, 'mended');
    cpSync(join(fixtureSite('broken'), 'site.yaml'), join(site, 'site.yaml'));
    mkdirSync(join(site, 'articles'));
    const file = join(site, 'articles/a.md');
    const text = '---\r\ntitle: Note: rain\r\ndate: 2016-07-15\r\nslug: A B\r\n----\r\nText.  \r\n';
    writeFileSync(file, text);
    const call = async (args: readonly string[], ask: (() => Promise<boolean>) | null = null) => {
      const [output, errors] = [collector(), collector()];
      const code = await check([site, '--fix', ...args], output, errors, { ask });
      return { code, output: output.lines.join(''), errors: errors.lines.join('') };
    };
    const nobody = await call([]);
    expect(nobody).toMatchObject({ code: 2, output: '' });
    expect(nobody.errors).toContain(
      '--fix asks before it writes, and there is no terminal to answer on. Add --yes',
    );
    const shown = await call(['--dry-run']);
    expect(shown.code).toBe(0);
    expect(shown.output).toContain("-title: Note: rain\n+title: 'Note: rain'\n");
    expect(shown.output).toContain('3 repairs in 1 file would be made; nothing was written.');
    expect((await call([], async () => false)).output).toContain('Nothing was written.\n');
    expect(readFileSync(file, 'utf8')).toBe(text);
    const written = await call(['--yes']);
    expect(written.output).toContain('3 problems repaired in 1 file.\n');
    expect(written.output).toMatch(/: 1 article, 0 errors, 1 warning in 1 file\n$/);
    const repaired = "---\r\ntitle: 'Note: rain'\r\ndate: 2016-07-15\r\nslug: a-b\r\n---\r\nText.  \r\n";
    expect(readFileSync(file, 'utf8')).toBe(repaired);
    expect((await call(['--yes'])).output).toContain(
      'There is nothing that can be repaired without doubt.\n',
    );
    expect(readFileSync(file, 'utf8')).toBe(repaired);
  });

  test('--fix leaves no problem that can be repaired, whichever finds it', async () => {
    const site = join(empty, 'all-mended');
    cpSync(fixtureSite('broken'), site, { recursive: true });
    await check([site, '--fix', '--yes'], collector(), collector());
    const report = collector();
    await check([site, '--json'], report, collector());
    const { problems } = JSON.parse(report.lines.join(''));
    expect(problems.filter((problem: { fixable: boolean }) => problem.fixable)).toEqual([]);
  });

  test('a wrong call is told with the usage', async () => {
    const errors = collector();
    const output = collector();
    expect(await check(['--jsn'], output, errors)).toBe(2);
    expect(errors.lines.join('')).toMatch(
      /^dateline check: "--jsn" is not an option\. Did you mean "--json"\?\n\nUsage: /,
    );
    expect(output.lines).toEqual([]);
    expect(await check(['--help'], output, errors)).toBe(0);
    expect(output.lines.join('')).toMatch(/^Usage: dateline check/);
  });

  test('prints no colour to a pipe, unless it is asked to', async () => {
    const site = fixtureSite('broken');
    const plain = await run(['check', site]);
    expect(plain).toMatchObject({ code: 1, errors: '' });
    expect(plain.output).not.toContain('\u001b');
    const coloured = await run(['check', site, '--color']);
    expect(coloured.output).toContain('\u001b[31m');
    expect(stripVTControlCharacters(coloured.output)).toBe(plain.output);
    expect((await run(['check', site, '--no-color'], { FORCE_COLOR: '1' })).output).toBe(plain.output);
  });

  test('docs/checking.md shows what it prints, and names its options and fields', async () => {
    const docs = readFileSync(join(ROOT, 'docs/checking.md'), 'utf8');
    const { output } = await run(['check', 'test/fixtures/sites/broken', '--all']);
    const examples = [...docs.matchAll(/^```\n(test[\s\S]*?)```$/gm)].map(([, example = '']) => example);
    expect(examples.length).toBeGreaterThan(1);
    // How many there are changes with each file of the fixture.
    const uncounted = (text: string): string => text.replace(/\d+(?= (?:article|error|warning|file)s)/g, 'N');
    for (const example of examples) expect(uncounted(output)).toContain(uncounted(example));
    const report = collector();
    await check([fixtureSite('broken'), '--json'], report, collector());
    const { problems, ...head } = JSON.parse(report.lines.join(''));
    const fields = [...Object.keys(head), ...Object.keys(problems[0]), 'problems', 'failure'];
    const options = [...CHECK_USAGE.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    for (const name of [...fields, ...options]) expect(docs).toMatch(new RegExp(`\`${name}[\`= ]`));
  });

  test('a reader that closes the pipe is no failure', async () => {
    const child = spawn(process.execPath, ['src/launch.cjs', 'check', fixtureSite('broken')], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'] },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 300_000,
    });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (chunk) => (errors += chunk));
    const [code] = await once(child, 'close');
    expect({ code, errors }).toEqual({ code: 1, errors: '' });
  });

  test('a wrong environment is told in words, not as a stack', async () => {
    const result = await run(['check'], { CONTENT_DIR: 'content', PORT: 'x' });
    expect(result.code).toBe(1);
    expect(result.errors).toMatch(/^PORT: "x" is not a port\.[^\n]*\n$/);
  });

  test('says so when there is no site at all', async () => {
    const errors = collector();
    expect(await check([empty], collector(), errors)).toBe(1);
    expect(errors.lines.join('')).toContain('no such file');
  });
});
