import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../bench/lib/free-port.ts';
import type { Certificate } from './certificate.ts';
import { deployedText } from './deployed-file.ts';
import { NGINX } from './programs.ts';
import { type RunningProxy, runProxy } from './run-proxy.ts';

/** Of `deploy/nginx`, what listens for readers and how it proves who it is. */
const PLAIN = [
  'listen 80 default_server;',
  'listen [::]:80 default_server;',
  'listen [::]:443 ssl http2 default_server;',
] as const;
const SECURE = 'listen 443 ssl http2 default_server;';
const CERTIFICATE = 'ssl_certificate /etc/nginx/dateline/fullchain.pem;';
const KEY = 'ssl_certificate_key /etc/nginx/dateline/privkey.pem;';

/**
 * Runs nginx with the file of `deploy/nginx` in front of a port of this machine, without TLS. Close it. @throws Error where
 * there is no nginx.
 */
export async function runNginx(machine: number): Promise<RunningProxy> {
  const [port, plain] = [await findFreePort(), await findFreePort()];
  return run(machine, port, {
    [PLAIN[0]]: `listen 127.0.0.1:${plain} default_server;`,
    [PLAIN[1]]: '',
    [PLAIN[2]]: '',
    [SECURE]: `listen 127.0.0.1:${port} default_server;`,
    [CERTIFICATE]: '',
    [KEY]: '',
  });
}

/** What nginx proves who it is with. */
export interface Proof extends Certificate {
  /** Where an ACME client puts what it has to show. */
  readonly webroot: string;
}

/** Runs it with TLS, and a port that leads there. Close it. @throws Error where there is no nginx. */
export async function runSecureNginx(
  machine: number,
  { certificate, key, webroot }: Proof,
): Promise<RunningProxy & { readonly plainPort: number }> {
  const [port, plainPort] = [await findFreePort(), await findFreePort()];
  const proxy = await run(machine, port, {
    [PLAIN[0]]: `listen 127.0.0.1:${plainPort} default_server;`,
    [PLAIN[1]]: '',
    [PLAIN[2]]: '',
    [SECURE]: `listen 127.0.0.1:${port} ssl http2 default_server;`,
    [CERTIFICATE]: `ssl_certificate ${certificate};`,
    [KEY]: `ssl_certificate_key ${key};`,
    '/var/www/acme': webroot,
  });
  return { ...proxy, plainPort };
}

async function run(
  machine: number,
  port: number,
  places: Readonly<Record<string, string>>,
): Promise<RunningProxy> {
  if (NGINX === null) throw new Error('nginx is not on this machine.');
  const inner = await findFreePort();
  return runProxy({
    name: 'nginx',
    command: NGINX,
    port,
    argumentsIn(folder) {
      mkdirSync(join(folder, 'tmp'));
      writeFileSync(
        join(folder, 'dateline.conf'),
        deployedText('nginx/dateline.conf', {
          '/var/cache/nginx/dateline': join(folder, 'cache'),
          '127.0.0.1:3000': `127.0.0.1:${machine}`,
          '127.0.0.1:3080': `127.0.0.1:${inner}`,
          ...places,
        }),
      );
      const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
      const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/tmp/${kind};`).join(' ');
      // Its workers may else not enter a folder of root's.
      const user = process.getuid?.() === 0 ? 'user root;' : '';
      // As the system's own nginx.conf includes the files of conf.d.
      const around = `daemon off; ${user} pid ${folder}/pid; error_log stderr; worker_processes 1; events { worker_connections 1024; }
        http { access_log off; ${temporary} gzip on; gzip_proxied any; include ${folder}/dateline.conf; }`;
      writeFileSync(join(folder, 'nginx.conf'), around);
      return ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr'];
    },
  });
}
