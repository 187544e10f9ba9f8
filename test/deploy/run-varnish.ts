import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '../../bench/lib/free-port.ts';
import { deployedFile, deployedText } from './deployed-file.ts';
import { VARNISH } from './programs.ts';
import { type RunningProxy, runProxy } from './run-proxy.ts';

/**
 * Runs Varnish with the VCL and the parameters of `deploy/varnish` in front of a port of this machine; on a port of its own
 * unless told otherwise. Close it. @throws Error where Varnish or its modules are missing.
 */
export async function runVarnish(machine: number, port?: number): Promise<RunningProxy> {
  if (VARNISH === null) throw new Error('Varnish or varnish-modules are not on this machine.');
  const own = port ?? (await findFreePort());
  return runProxy({
    name: 'varnish',
    command: VARNISH,
    port: own,
    argumentsIn(folder) {
      const vcl = join(folder, 'dateline.vcl');
      writeFileSync(vcl, deployedText('varnish/dateline.vcl', { '"3000"': `"${machine}"` }));
      return [
        ...['-F', '-j', 'none', '-n', join(folder, 'work'), '-a', `127.0.0.1:${own}`, '-f', vcl],
        ...['-s', 'malloc,64m', ...parameters(), '-p', 'thread_pool_min=10'],
      ];
    },
  });
}

/** The parameters that `deploy/` starts Varnish with: `-p`, name and value, again and again. */
function parameters(): string[] {
  const unit = readFileSync(deployedFile('varnish/varnish.service.d/dateline.conf'), 'utf8');
  return [...unit.matchAll(/-p (\S+=\S+)/g)].flatMap(([, parameter = '']) => ['-p', parameter]);
}
