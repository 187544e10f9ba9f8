import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { sleep } from '../../bench/lib/save.ts';
import { agreeOn } from './ask-securely.ts';
import { deployedText } from './deployed-file.ts';
import { CADDY } from './programs.ts';
import { type RunningProxy, runProxy } from './run-proxy.ts';

/** A proxy with a port for TLS and one that leads there. */
export interface SecureProxy extends RunningProxy {
  readonly plainPort: number;
  /** Whose word its certificate has, as PEM. */
  readonly authority: string;
}

const NAME = 'www.example.org';
/** Caddy makes its authority and the certificate while it runs already; in steps of 50 ms. */
const MOST_LOOKS = 2_400;

/**
 * Runs Caddy with the file of `deploy/caddy` in front of a port of this machine, with a certificate of its own authority in
 * the place of a public one. Close it. @throws Error where there is no Caddy.
 */
export async function runSecureCaddy(machine: number): Promise<SecureProxy> {
  if (CADDY === null) throw new Error('Caddy is not on this machine.');
  const [port, plainPort] = [await findFreePort(), await findFreePort()];
  let root = '';
  const proxy = await runProxy({
    name: 'caddy',
    command: CADDY,
    port,
    argumentsIn(folder) {
      root = join(folder, 'caddy/pki/authorities/local/root.crt');
      const file = join(folder, 'Caddyfile');
      const one = { '10.0.0.1:3000 10.0.0.2:3000 10.0.0.3:3000': `127.0.0.1:${machine}` };
      const here = `{\n\tadmin off\n\thttp_port ${plainPort}\n\thttps_port ${port}\n\tlocal_certs\n\tskip_install_trust\n}\n`;
      writeFileSync(file, here + deployedText('caddy/Caddyfile', one));
      return ['run', '--adapter', 'caddyfile', '--config', file];
    },
  });
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    if (existsSync(root)) {
      const authority = readFileSync(root, 'utf8');
      const agreed = await agreeOn({ port, name: NAME, authority }, 'TLSv1.3').catch(() => null);
      if (agreed !== null) return { ...proxy, plainPort, authority };
    }
    await sleep(50);
  }
  await proxy.close();
  throw new Error(`Caddy has no certificate.\n${proxy.child.lastErrors()}`);
}
