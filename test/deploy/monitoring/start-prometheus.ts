import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { ask } from '../../runtime/run-site.ts';
import { PROMETHEUS } from '../programs.ts';

const FOLDER = fileURLToPath(new URL('../../../deploy/monitoring/', import.meta.url));
const START_MS = 15_000;

/** A Prometheus with the files of deploy/monitoring, which looks each second. */
export interface RunningPrometheus extends AsyncDisposable {
  /** What it answers now, with the values of all series. */
  query(expression: string): Promise<{ readonly status: string; readonly values: readonly number[] }>;
  /** How many rules it has. */
  rules(): Promise<number>;
}

interface Answer {
  readonly status: string;
  readonly data?: {
    readonly result?: readonly { readonly value: readonly [number, string] }[];
    readonly groups?: readonly { readonly rules: readonly unknown[] }[];
  };
}

/** Starts it on this machine alone, to watch the site of an OPS_PORT. @throws Error when it does not answer in time. */
export async function startPrometheus(opsPort: number): Promise<RunningPrometheus> {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-prometheus-'));
  const text = readFileSync(join(FOLDER, 'prometheus.yml'), 'utf8');
  const config = text.replaceAll('15s', '1s').replace('127.0.0.1:9464', `127.0.0.1:${opsPort}`);
  writeFileSync(join(folder, 'prometheus.yml'), config);
  cpSync(join(FOLDER, 'alerts.yml'), join(folder, 'alerts.yml'));
  const port = await findFreePort();
  const child = spawn(
    PROMETHEUS ?? '',
    [
      `--config.file=${join(folder, 'prometheus.yml')}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { cwd: folder, stdio: 'ignore' },
  );
  const ended = once(child, 'exit');
  const end = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const api = `http://127.0.0.1:${port}`;
  const answer = async (path: string): Promise<Answer> => JSON.parse((await ask(api + path)).body) as Answer;
  const until = Date.now() + START_MS;
  const isUp = (): Promise<boolean> =>
    ask(`${api}/-/ready`).then(
      ({ status }) => status === 200,
      () => false,
    );
  while (!(await isUp())) {
    if (Date.now() > until || child.exitCode !== null) {
      await end();
      throw new Error('Prometheus did not start with the files of deploy/monitoring');
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    async query(expression) {
      const { status, data } = await answer(`/api/v1/query?query=${encodeURIComponent(expression)}`);
      return { status, values: (data?.result ?? []).map(({ value: [, value] }) => Number(value)) };
    },
    async rules() {
      const { data } = await answer('/api/v1/rules');
      return (data?.groups ?? []).reduce((sum, group) => sum + group.rules.length, 0);
    },
    [Symbol.asyncDispose]: end,
  };
}
