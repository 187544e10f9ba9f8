import { fileURLToPath } from 'node:url';
import { programVersion } from '../../release/program-version.ts';
import type { Output } from '../command-line.ts';
import type { Finding } from './finding.ts';
import { lookAtPackages } from './look-at-packages.ts';
import { lookAtNode } from './look-at-node.ts';
import { showFindings } from './show-findings.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * For a program that could not be loaded: tells which packages are missing, and the cure; as `dateline doctor` tells it
 * where that was called. It imports no package itself. Returns false, and tells nothing, where packages are not the reason.
 */
export function tellOfPackages(
  args: readonly string[],
  { output, errors }: { readonly output: Output; readonly errors: Output },
  root = ROOT,
): boolean {
  const packages: Finding = lookAtPackages(root);
  if (packages.state === 'ok') return false;
  if (args[0] === 'doctor') {
    const format = args.includes('--json') ? 'json' : 'text';
    output.write(showFindings([lookAtNode(), packages], programVersion(), format));
  } else {
    errors.write(
      `Dateline cannot start without its packages: ${packages.says}. ${packages.cure}\n` +
        '"dateline doctor" then says what else is missing.\n',
    );
  }
  return true;
}
