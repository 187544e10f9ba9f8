import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { deployedText } from './deployed-file.ts';
import { NGINX } from './programs.ts';
import { type RunningProxy, runProxy } from './run-proxy.ts';

/** Runs nginx with the file of `deploy/nginx` in front of a port of this machine. Close it. @throws Error where there is no nginx. */
export async function runNginx(machine: number): Promise<RunningProxy> {
  if (NGINX === null) throw new Error('nginx is not on this machine.');
  const [port, inner] = [await findFreePort(), await findFreePort()];
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
          'listen 80 default_server': `listen 127.0.0.1:${port} default_server`,
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
