import { join } from 'node:path';
import { openPermalinks } from '../../src/catalog/permalinks/ledger.ts';
import type { PermalinkLedger } from '../../src/catalog/permalinks/permalink.ts';
import { type RebuildReport, rebuildFromGit } from '../../src/cli/permalinks/rebuild-from-git.ts';
import { readSite } from '../../src/config/read-site.ts';
import { createGitNewsroom, type GitNewsroom, hourMs } from './git-newsroom.ts';

/** A git newsroom with an empty ledger. */
export interface RebuiltNewsroom {
  readonly room: GitNewsroom;
  readonly ledger: PermalinkLedger;
  /** Rebuilds the ledger, long after the last commit unless told otherwise. */
  rebuild(nowMs?: number, contentDir?: string): Promise<RebuildReport>;
  /** `hour path owner file` of every row; hours since 1 July 2016, UTC. */
  told(): string[];
  delete(): void;
}

/** Makes a newsroom whose settings, where git has none, are English and UTC. */
export function createRebuiltNewsroom(): RebuiltNewsroom {
  const room = createGitNewsroom();
  const ledger = openPermalinks(join(room.root, '.git/data/permalinks.db'));
  const { site } = readSite('name: The Courier\nlanguage: en\ntimeZone: UTC\n');
  if (site === null) throw new Error('the settings have errors');
  return {
    room,
    ledger,
    rebuild: (nowMs = hourMs(1000), contentDir = room.contentDir) =>
      rebuildFromGit({ contentDir, site, ledger, nowMs }),
    told: () =>
      [...ledger.rows()].map(({ atMs, path, owner, file }) => {
        return `${(atMs - hourMs(0)) / 3_600_000} ${path} ${owner} ${file}`;
      }),
    delete() {
      ledger.close();
      room.delete();
    },
  };
}
