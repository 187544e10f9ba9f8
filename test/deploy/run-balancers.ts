import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { deployedText } from './deployed-file.ts';
import { CADDY, HAPROXY } from './programs.ts';
import { type RunningProxy, runProxy } from './run-proxy.ts';

/** The ports of this machine that stand for the three machines. */
export type Three = readonly [number, number, number];

const PLACES = ['10.0.0.1:3000', '10.0.0.2:3000', '10.0.0.3:3000'] as const;

const placesAt = (ports: Three): Record<string, string> =>
  Object.fromEntries(PLACES.map((place, at) => [place, `127.0.0.1:${ports[at]}`]));

/** Runs HAProxy with the file of `deploy/haproxy` over three ports. Close it. @throws Error where there is no HAProxy. */
export async function runHaproxy(machines: Three): Promise<RunningProxy> {
  if (HAPROXY === null) throw new Error('HAProxy is not on this machine.');
  const port = await findFreePort();
  return runProxy({
    name: 'haproxy',
    command: HAPROXY,
    port,
    argumentsIn(folder) {
      const file = join(folder, 'haproxy.cfg');
      const here = {
        ...placesAt(machines),
        'bind :80': `bind 127.0.0.1:${port}`,
        '/dev/log local0': 'stdout format raw local0 emerg',
        'maxconn 20000': 'maxconn 1000',
      };
      writeFileSync(file, deployedText('haproxy/haproxy.cfg', here));
      return ['-db', '-f', file];
    },
  });
}

/** Runs Caddy with the file of `deploy/caddy` over three ports, without TLS. Close it. @throws Error where there is no Caddy. */
export async function runCaddy(machines: Three): Promise<RunningProxy> {
  if (CADDY === null) throw new Error('Caddy is not on this machine.');
  const port = await findFreePort();
  return runProxy({
    name: 'caddy',
    command: CADDY,
    port,
    argumentsIn(folder) {
      const file = join(folder, 'Caddyfile');
      const here = { ...placesAt(machines), 'www.example.org {': `http://127.0.0.1:${port} {` };
      writeFileSync(file, `{\n\tadmin off\n}\n${deployedText('caddy/Caddyfile', here)}`);
      return ['run', '--adapter', 'caddyfile', '--config', file];
    },
  });
}
