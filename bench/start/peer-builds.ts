import { join } from 'node:path';
import { createArchive } from '../archive/archive.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { markdownTable } from '../lib/markdown-table.ts';
import { runToEnd } from '../lib/run-to-end.ts';
import { makeTemporaryFolder } from '../lib/temporary-folder.ts';
import { formatMegabytes, formatMs, formatRatio } from '../lib/units.ts';
import { findPeers } from '../peers/find-peers.ts';
import { measureColdStart } from './starts.ts';

const HEADER = ['from Markdown files to a site', 'time', 'to Dateline’s', 'most memory', 'to Dateline’s'];

/**
 * Starts Dateline with an empty data folder on plain articles of 450 words, and lets each peer build the
 * same ones. Returns the Markdown table.
 */
export async function comparePeerBuilds(articles: number, timeoutMs: number): Promise<string> {
  const folder = makeTemporaryFolder('peers');
  const contentDir = join(folder, 'content');
  const length = { kind: 'flat', words: 450 } as const;
  const archive = createArchive({ articles, seed: 1, folders: 'month', length });
  writeArchive(archive, contentDir);
  const own = await measureColdStart({ contentDir, dataDir: join(folder, 'data'), archive, timeoutMs });
  const ownPeak = own.memory?.peak ?? 0;
  const row = (name: string, ms: number, peak: number): string[] => [
    name,
    formatMs(ms),
    formatRatio(ms / own.readyMs),
    formatMegabytes(peak),
    formatRatio(peak / ownPeak),
  ];
  const rows = [row('dateline, cold start until ready', own.readyMs, ownPeak)];
  if (own.searchIndexMs !== null)
    rows.push(row('dateline, with the search index', own.searchIndexMs, ownPeak));
  for (const peer of findPeers()) {
    peer.prepare({ folder });
    const { end, ms, peak, lastErrors } = await runToEnd(peer.build({ folder }));
    if (end !== 0) process.stdout.write(`${peer.name} ended with ${end}.\n${lastErrors}\n\n`);
    rows.push(
      end === 0 ? row(`${peer.name}, build`, ms, peak) : [`${peer.name}, build`, `failed (${end})`, '–'],
    );
  }
  return markdownTable(HEADER, rows);
}
