import { findEleventy } from './eleventy.ts';
import { findHugo } from './hugo.ts';
import type { Peer } from './peer.ts';

/** The peers that this machine has. Of the others a line is printed. */
export function findPeers(): Peer[] {
  const found: readonly (readonly [string, Peer | null])[] = [
    ['hugo', findHugo()],
    [
      'eleventy (set ELEVENTY_DIR to the folder of its node_modules)',
      findEleventy(process.env['ELEVENTY_DIR']),
    ],
  ];
  return found.flatMap(([name, peer]) => {
    if (peer === null) process.stdout.write(`Not installed, so not compared: ${name}.\n\n`);
    return peer === null ? [] : [peer];
  });
}
