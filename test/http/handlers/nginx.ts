import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findFreePort } from '../../../bench/lib/free-port.ts';

const PLACES = [
  '/usr/sbin/nginx',
  '/usr/local/sbin/nginx',
  '/opt/homebrew/bin/nginx',
  '/usr/local/bin/nginx',
];

/** The machine's nginx; null where there is none. */
export const NGINX = PLACES.find((place) => existsSync(place)) ?? null;

export interface RunningNginx {
  readonly url: string;
  readonly version: string;
  readonly close: () => Promise<void>;
}

/** Has nginx serve a folder, under `/media/`, on a free port of this machine. Close it. */
export async function startNginx(program: string, folder: string): Promise<RunningNginx> {
  const home = mkdtempSync(join(tmpdir(), 'dateline-nginx-'));
  for (const name of ['body', 'logs']) mkdirSync(join(home, name));
  const port = await findFreePort();
  writeFileSync(
    join(home, 'nginx.conf'),
    `daemon off; master_process off; pid ${home}/pid; error_log ${home}/logs/error.log;
     events { worker_connections 512; }
     http {
       access_log off; client_body_temp_path ${home}/body; proxy_temp_path ${home}/body; fastcgi_temp_path ${home}/body;
       uwsgi_temp_path ${home}/body; scgi_temp_path ${home}/body;
       types { video/mp4 mp4; application/pdf pdf; text/csv csv; }
       server { listen 127.0.0.1:${port}; location /media/ { alias ${folder}/; } }
     }`,
  );
  const child = spawn(program, ['-c', join(home, 'nginx.conf'), '-p', home], { stdio: 'ignore' });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries++) {
    try {
      await fetch(url);
      break;
    } catch (error) {
      if (tries === 100 || child.exitCode !== null) throw error;
      await sleep(50);
    }
  }
  return {
    url,
    version: execFileSync(program, ['-v'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }),
    async close() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(home, { recursive: true });
    },
  };
}
