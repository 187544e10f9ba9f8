import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runInNewContext } from 'node:vm';
import { afterAll, describe, expect, test } from 'vitest';
import { check } from '../../src/cli/commands/check.ts';
import { fixtureSite } from '../support/open-test-site.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const empty = mkdtempSync(join(tmpdir(), 'dateline-cli-'));
afterAll(() => rmSync(empty, { recursive: true }));

/** Runs the program as its own process until it ends. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const child = spawn(process.execPath, [join(ROOT, 'src/main.ts'), ...args], {
    env: { PATH: process.env['PATH'], ...env },
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15_000,
  });
  const texts = { output: '', errors: '' };
  child.stdout.on('data', (chunk) => (texts.output += chunk));
  child.stderr.on('data', (chunk) => (texts.errors += chunk));
  const [code] = await once(child, 'close');
  return { code, ...texts };
}

/** Collects what a command writes. */
function collector() {
  const lines: string[] = [];
  return { lines, write: (text: string) => lines.push(text) };
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

  test('knows its commands', async () => {
    expect(await run(['help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: dateline'),
    });
    const wrong = await run(['publish']);
    expect(wrong.code).toBe(2);
    expect(wrong.errors).toContain('"publish" is not a command');
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
    const child = spawn(process.execPath, ['src/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], PORT: '0' },
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 15_000,
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

  test('lists problems with place and cure, and fails for errors', async () => {
    const output = collector();
    expect(await check([fixtureSite('broken')], output, collector())).toBe(1);
    expect(output.lines.length).toBeGreaterThan(30);
    for (const line of output.lines.slice(0, -1)) {
      expect(line).toMatch(/^[^:]+:\d+:\d+: (?:error|warning): \S[\s\S]*\n$/);
    }
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
