import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  createReadStream,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { findFreePort } from '../../../bench/lib/free-port.ts';

/** A fresh Debian in a folder, on the network and the processor of this machine. */
export interface Machine {
  /** Runs commands in the one shell of the guide, as root: variables stay. Resolves to the exit code and what they said. */
  readonly run: (shell: string) => Promise<{ readonly code: number; readonly output: string }>;
  /** Stops what was started, and takes the folder away unless it is to be kept. */
  readonly close: () => Promise<void>;
}

const NAME = 'localhost';
const AUTHORITY = '/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt';
/** What the machine inherits of this one: how the network is reached, and nothing else. */
const INHERITED = /^(?:https?_proxy|no_proxy|npm_config_registry)$/i;
const CERTIFICATES = 'NODE_EXTRA_CA_CERTS';

const done = (command: string, given: readonly string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(command, given, { maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code) || 1, output: stdout + stderr });
    });
  });

async function must(command: string, ...given: string[]): Promise<void> {
  const { code, output } = await done(command, given);
  if (code !== 0) throw new Error(`${command} ${given.join(' ')} ended with ${code}:\n${output}`);
}

/** Makes one with mmdebstrap, from the Debian that this machine is set up with. `root` is the folder of the program. */
export async function openMachine(root: string, keep: boolean): Promise<Machine> {
  // Not one that is taken away when the program ends, however it does: this machine's /dev is mounted in it.
  const place = mkdtempSync(join(tmpdir(), 'dateline-running-'));
  const folder = join(place, 'debian');
  await must('mmdebstrap', '--variant=minbase', 'bookworm', folder);
  for (const name of ['proc', 'dev', 'sys']) await must('mount', '--rbind', `/${name}`, join(folder, name));
  for (const name of ['proc', 'dev', 'sys']) await must('mount', '--make-rslave', join(folder, name));
  copyFileSync('/etc/resolv.conf', join(folder, 'etc/resolv.conf'));
  copyFileSync('/etc/hosts', join(folder, 'etc/hosts'));
  const authorities = process.env[CERTIFICATES];
  // Apart from Debian's own, which the guide installs.
  if (authorities !== undefined) copyFileSync(authorities, join(folder, 'root/authorities.crt'));
  // No package may start its service: what guides start is to be seen.
  writeFileSync(join(folder, 'usr/sbin/policy-rc.d'), '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  const systemctl = join(folder, 'usr/local/bin/systemctl');
  copyFileSync(new URL('./systemctl.sh', import.meta.url), systemctl);
  chmodSync(systemctl, 0o755);
  await must('git', 'clone', '--quiet', '--bare', root, join(folder, 'dateline.git'));
  const mirror = await serveNode(place);

  const state = '/root/guide-state';
  const replaced = (shell: string): string =>
    shell
      .replace(/^domain=.*$/m, `domain=${NAME}`)
      .replace(/^from=.*$/m, 'from=file:///dateline.git')
      .replaceAll('https://nodejs.org/dist', mirror.url);
  const environment = Object.entries(process.env).flatMap(([name, value]) =>
    INHERITED.test(name) ? [`${name}=${value}`] : [],
  );
  if (authorities !== undefined) environment.push(`${CERTIFICATES}=/root/authorities.crt`);
  return {
    run(shell) {
      const script = [
        `set -eu; touch ${state}; . ${state}`,
        // Caddy has made it by the time that the guide asks for the site.
        shell.includes('https://$domain') ? `export CURL_CA_BUNDLE=${AUTHORITY}` : '',
        replaced(shell),
        // The next block goes on in the same shell, for all that it can tell.
        `declare -p domain from dist archive version former 2>/dev/null | sed 's/^declare -[-x]* //' > ${state} || true`,
      ].join('\n');
      const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
      return done('chroot', [
        folder,
        'env',
        '-i',
        path,
        'HOME=/root',
        'LC_ALL=C',
        ...environment,
        'bash',
        '-c',
        script,
      ]);
    },
    async close() {
      mirror.close();
      await done('chroot', [folder, 'bash', '-c', 'systemctl stop dateline caddy']);
      for (const name of ['sys', 'dev', 'proc'])
        await must('umount', '--recursive', '--lazy', join(folder, name));
      if (keep) process.stdout.write(`The machine is in ${folder}.\n`);
      else await must('rm', '-rf', '--one-file-system', place);
    },
  };
}

/** Serves this process's Node, packed as nodejs.org packs it, with the npm that runs here and a list of digests. */
async function serveNode(place: string): Promise<{ readonly url: string; readonly close: () => void }> {
  const name = `node-${process.version}-linux-x64`;
  const folder = join(place, name);
  mkdirSync(join(folder, 'bin'), { recursive: true });
  copyFileSync(process.execPath, join(folder, 'bin/node'));
  const npm = process.env['npm_execpath'];
  if (npm === undefined)
    throw new Error('Start it by "npm run long:running": the machine gets the npm that runs here.');
  cpSync(dirname(dirname(npm)), join(folder, 'lib/node_modules/npm'), { recursive: true });
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(folder, 'bin/npm'));
  const archive = `${folder}.tar.xz`;
  await must('tar', '-C', place, '-I', 'xz -0', '-cf', archive, name);
  const digest = createHash('sha256').update(readFileSync(archive)).digest('hex');
  const port = await findFreePort();
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/SHASUMS256.txt')) response.end(`${digest}  ${name}.tar.xz\n`);
    else if (request.url?.endsWith(`/${name}.tar.xz`)) createReadStream(archive).pipe(response);
    else response.writeHead(404).end();
  }).listen(port, '127.0.0.1');
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
