import { join } from 'node:path';
import { type Archive, createArchive } from '../archive/archive.ts';
import { createRandom } from '../archive/random.ts';
import { writeArchive } from '../archive/write-archive.ts';
import { type Child, startChild } from '../lib/child.ts';
import { connect } from '../lib/connection.ts';
import { startDateline } from '../lib/dateline.ts';
import { findFreePort } from '../lib/free-port.ts';
import { markdownTable } from '../lib/markdown-table.ts';
import { summarise } from '../lib/percentiles.ts';
import { saveInPlace } from '../lib/save.ts';
import { makeTemporaryFolder } from '../lib/temporary-folder.ts';
import { formatMs, formatRatio } from '../lib/units.ts';
import { findPeers } from '../peers/find-peers.ts';
import { peerPath } from '../peers/peer.ts';
import { holds, poll } from './poll.ts';

export interface PeerOptions {
  readonly articles: number;
  readonly edits: number;
  readonly timeoutMs: number;
}

interface Running {
  readonly child: Child;
  readonly origin: string;
}

interface Measured {
  readonly name: string;
  readonly samples: readonly number[];
}

/**
 * Changes articles of one folder under Dateline and then under each peer's development server, and
 * measures how long each change takes until it is served. Returns the Markdown table, with each median
 * as a multiple of Dateline's.
 */
export async function comparePeerEdits(options: PeerOptions): Promise<string> {
  const folder = makeTemporaryFolder('peers');
  const contentDir = join(folder, 'content');
  const archive = createArchive({
    articles: options.articles,
    seed: 1,
    folders: 'month',
    length: { kind: 'flat', words: 450 },
  });
  writeArchive(archive, contentDir);
  const measure = (name: string, running: Running, pathOf: typeof peerPath): Promise<Measured> =>
    measureServer({ name, running, pathOf, archive, contentDir }, options);

  const dataDir = join(folder, 'data');
  const measured = [
    await measure('dateline', await startDateline({ contentDir, dataDir }), ({ path }) => path),
  ];
  for (const peer of findPeers()) {
    peer.prepare({ folder });
    for (const { name, start } of peer.servers) {
      const port = await findFreePort();
      const child = await startChild(start({ folder }, port));
      const running = { child, origin: `http://127.0.0.1:${port}` };
      measured.push(await measure(`${name} (${peer.name})`, running, peerPath));
    }
  }
  return compare(measured);
}

interface Subject {
  readonly name: string;
  readonly running: Running;
  readonly pathOf: typeof peerPath;
  readonly archive: Archive;
  readonly contentDir: string;
}

async function measureServer(
  { name, running, pathOf, archive, contentDir }: Subject,
  { edits, timeoutMs }: PeerOptions,
): Promise<Measured> {
  const connection = connect(running.origin);
  const random = createRandom(name.length, edits);
  const samples: number[] = [];
  try {
    await waitUntilServed(running, pathOf(archive.outlineAt(0)), timeoutMs);
    for (let turn = 0; turn <= edits; turn += 1) {
      const article = archive.outlineAt(random.below(archive.count));
      const mark = `Text ${name.length}x${turn}z`;
      const startedAt = performance.now();
      saveInPlace(join(contentDir, article.file), `${archive.textOf(article)}\n${mark}\n`);
      const { ms } = await poll(
        connection,
        { path: pathOf(article), isThere: holds(mark) },
        startedAt,
        timeoutMs,
      );
      if (ms === null) break;
      if (turn > 0) samples.push(ms);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  } finally {
    connection.close();
    await running.child.stop();
  }
  return { name, samples };
}

async function waitUntilServed({ child, origin }: Running, path: string, timeoutMs: number): Promise<void> {
  const connection = connect(origin);
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const reply = await connection.get(path).catch(() => null);
    if (reply?.status === 200) return connection.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  connection.close();
  throw new Error(`${origin}${path} was not served after ${timeoutMs / 1000} s.\n${child.lastErrors()}`);
}

function compare(measured: readonly Measured[]): string {
  const own = summarise(measured[0]?.samples ?? []);
  const rows = measured.map(({ name, samples }) => {
    const summary = summarise(samples);
    if (summary === null) return [name, '0', 'not served in time', '–', '–'];
    const ratio = own === null ? '–' : formatRatio(summary.p50 / own.p50);
    return [name, String(summary.count), formatMs(summary.p50), formatMs(summary.max), ratio];
  });
  return markdownTable(['an edit in place until it is served', 'n', 'p50', 'max', 'p50 to Dateline’s'], rows);
}
