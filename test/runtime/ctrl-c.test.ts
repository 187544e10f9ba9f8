import { execFile, execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { openNewsroom, story } from '../ingest/open-newsroom.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PRESS_KEYS = fileURLToPath(new URL('../fixtures/processes/press-keys.py', import.meta.url));
const LONG_MS = 240_000;

/** Runs a script of package.json at a terminal, and presses Ctrl-C once, or twice with so long between. */
async function pressAt(script: readonly string[], betweenMs: number, workers: number) {
  const room = openNewsroom({ 'articles/about-a.md': story('About A', 'slug: about-a') });
  try {
    const { stdout } = await promisify(execFile)(
      'python3',
      [PRESS_KEYS, String(betweenMs), 'npm', ...script],
      {
        cwd: ROOT,
        timeout: LONG_MS,
        env: {
          PATH: process.env['PATH'],
          HOME: process.env['HOME'],
          PORT: '0',
          WORKERS: String(workers),
          CONTENT_DIR: room.contentDir,
          DATA_DIR: room.dataDir,
          // At a terminal it would be told in plain words.
          LOG_FORMAT: 'json',
        },
      },
    );
    // npm's own signs stand before some lines.
    const logged = [...stdout.matchAll(/\{"level".*\}/g)].map(([line]) => JSON.parse(line));
    return { code: Number(stdout.trim().split('\n').at(-1)), logged };
  } finally {
    await room.dispose();
  }
}

const messages = (logged: readonly { readonly msg: string }[]): string[] => logged.map(({ msg }) => msg);

/** Whether this machine can have a terminal without a person. */
function hasTerminals(): boolean {
  try {
    execFileSync('python3', ['-c', 'import pty'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

describe.runIf(hasTerminals())('Ctrl-C at a terminal', { timeout: LONG_MS }, () => {
  test.each([
    ['npm start', ['start'], 2],
    ['npm start, with one process', ['start'], 0],
    ['npm run dev', ['run', 'dev'], 0],
  ])('under %s is one signal', async (_what, script, workers) => {
    const { code, logged } = await pressAt(script, 0, workers);
    expect(messages(logged).filter((msg) => msg === 'draining')).toHaveLength(1);
    expect(messages(logged)).not.toContain('connections cut off');
    expect(logged.at(-1)).toMatchObject({ msg: 'stopped', exitCode: 0 });
    expect(code).toBe(0);
  });
});
