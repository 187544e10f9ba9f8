import cluster from 'node:cluster';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { forkWebWorkers } from '../../../src/runtime/workers/fork-web-worker.ts';
import { workerPermissions } from '../../../src/runtime/workers/worker-permissions.ts';
import type { WorkerSettings } from '../../../src/runtime/workers/worker-messages.ts';

const run = promisify(execFile);

/** Tries what it is given, each for itself, in a process as web workers are; resolves to the code of what failed, or `done`. */
async function tryAll(dataDir: string, acts: readonly string[]): Promise<{ told: string[]; errors: string }> {
  const script = `
    import { execFileSync } from 'node:child_process';
    import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
    import { createServer } from 'node:net';
    import inspector from 'node:inspector';
    import { Worker } from 'node:worker_threads';
    const told = [];
    for (const act of [${acts.map((act) => `() => ${act}`).join(', ')}]) {
      try { await act(); told.push('done'); } catch (error) { told.push(error.code); }
    }
    console.log(JSON.stringify(told));`;
  const flags = [...workerPermissions(dataDir), '--input-type=module', '-e', script];
  const { stdout, stderr } = await run(process.execPath, flags);
  return { told: JSON.parse(stdout), errors: stderr };
}

function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'permissions-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

afterEach(() => void vi.restoreAllMocks());

describe('a web worker', () => {
  test('starts no program, writes nowhere else, opens no debugger, in its threads neither', async () => {
    const [dataDir, elsewhere] = [makeFolder(), makeFolder()];
    const { told, errors } = await tryAll(dataDir, [
      `execFileSync('true')`,
      `writeFileSync(${JSON.stringify(join(elsewhere, 'a'))}, 'a')`,
      `writeFileSync(${JSON.stringify(`${dataDir}/../${elsewhere.split('/').at(-1)}/a`)}, 'a')`,
      `writeFileSync(${JSON.stringify(`${dataDir}-beside`)}, 'a')`,
      `inspector.open(0)`,
      `new Promise((resolve, reject) => new Worker(${JSON.stringify(`import { execFileSync } from 'node:child_process'; execFileSync('true')`)},
        { eval: true }).on('error', reject).on('exit', resolve))`,
    ]);
    expect(told).toEqual(Array(6).fill('ERR_ACCESS_DENIED'));
    expect(errors).toBe('');
  });

  test('does what it is for: writes below DATA_DIR, listens, loads native code', async () => {
    const dataDir = makeFolder();
    const { told, errors } = await tryAll(dataDir, [
      `mkdirSync(${JSON.stringify(join(dataDir, 'pictures'))})`,
      `writeFileSync(${JSON.stringify(join(dataDir, 'pictures/a'))}, 'a')`,
      `new Promise((resolve, reject) => {
        const server = createServer().on('error', reject).listen(0, '127.0.0.1', () => server.close(resolve));
      })`,
      `import('sharp')`,
      `import('@resvg/resvg-js')`,
    ]);
    expect(told).toEqual(Array(5).fill('done'));
    expect(errors).toBe('');
  });

  test('may be debugged where whoever started the server wants that', () => {
    expect(workerPermissions('/data', ['--inspect=0'])).toContain('--allow-inspector');
    expect(workerPermissions('/data', ['--enable-source-maps'])).not.toContain('--allow-inspector');
  });

  test('is started so, and without the secrets that are none of its', () => {
    const stop = new Error('far enough');
    const setUp = vi.spyOn(cluster, 'setupPrimary').mockReturnValue();
    const fork = vi.spyOn(cluster, 'fork').mockImplementation(() => {
      throw stop;
    });
    const settings = { settings: { dataDir: '/data' }, listensAtOnce: false } as WorkerSettings;
    const start = forkWebWorkers(() => {});
    expect(() => start(settings, { onMessage: () => {}, onEnd: () => {} })).toThrow(stop);
    expect(setUp.mock.lastCall?.[0]?.execArgv).toEqual(expect.arrayContaining(workerPermissions('/data')));
    const env = fork.mock.lastCall?.[0] as Record<string, undefined>;
    expect(Object.keys(env)).toEqual(
      expect.arrayContaining(['CONTENT_GIT_TOKEN', 'WEBHOOK_SECRET', 'SMTP_URL', 'PAGE_VIEWS_URL']),
    );
    expect(Object.values(env).filter((value) => value !== undefined)).toEqual([]);
    expect(env).not.toHaveProperty('CONTENT_GIT_SECRET');
  });
});
