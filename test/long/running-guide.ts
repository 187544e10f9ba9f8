import { readFileSync } from 'node:fs';
import { readOptions } from '../../bench/lib/usage.ts';
import { parseArgs } from 'node:util';
import { guideBlocks } from './running-guide/guide-blocks.ts';
import { openMachine } from './running-guide/open-machine.ts';

// Follows docs/running.md in a fresh Debian 12, block by block, as root. Other than written are the clone's address, the name of the
// site, nodejs.org (this machine's Node, packed as theirs), systemctl (a shell script that starts what the units say) and the
// certificate's authority (Caddy's own). Ends with 1 where a block fails. Needs root, mmdebstrap and the network of npm and Debian.

const USAGE = 'npm run long:running -- [--keep]';
const { keep } = readOptions(
  USAGE,
  () => parseArgs({ options: { keep: { type: 'boolean', default: false } } }).values,
);

const root = new URL('../../', import.meta.url).pathname;
const blocks = guideBlocks(readFileSync(`${root}docs/running.md`, 'utf8'));
const machine = await openMachine(root, keep);
const startedAt = performance.now();
const seconds = (): string => `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
try {
  for (const { heading, shell, why } of blocks) {
    if (why !== null) {
      process.stdout.write(`-- ${heading}: not tried. ${why}\n`);
      continue;
    }
    const { code, output } = await machine.run(shell);
    process.stdout.write(`${code === 0 ? 'ok' : 'FAILED'} ${heading}, after ${seconds()}\n`);
    if (code === 0) continue;
    process.stdout.write(`${output}\n`);
    process.exitCode = 1;
    break;
  }
} finally {
  await machine.close();
}
