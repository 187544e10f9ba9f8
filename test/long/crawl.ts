import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { createArchive } from '../../bench/archive/archive.ts';
import { writeArchive } from '../../bench/archive/write-archive.ts';
import { type Answer, crawlSite } from './crawl/crawl-site.ts';
import { expectedPaths } from './crawl/expected-paths.ts';
import { judgeCrawl } from './crawl/judge-crawl.ts';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { startDateline } from '../../bench/lib/dateline.ts';
import { makeTemporaryFolder } from '../../bench/lib/temporary-folder.ts';
import { formatCount } from '../../bench/lib/units.ts';

// Follows every link of an archive's site and tells what is broken, lost, too deep or said twice; ends with 1 then.
//
//   npm run long:crawl -- [--articles 1000] [--depth 4] [--content FOLDER]

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000' },
    depth: { type: 'string', default: '4' },
    content: { type: 'string' },
  },
});
const START_TIMEOUT_MS = 600_000;
const SHOWN = 50;
const articles = wholeNumber('--articles', values.articles);
const maxDepth = wholeNumber('--depth', values.depth);
const folder = makeTemporaryFolder('crawl');
const contentDir = values.content ?? join(folder, 'content');
if (values.content === undefined) {
  writeArchive(
    createArchive({ articles, seed: 1, folders: 'month', length: { kind: 'varied' } }),
    contentDir,
  );
}
const dataDir = join(folder, 'data');
const server = await startDateline({ contentDir, dataDir });
await server.waitUntilReady(START_TIMEOUT_MS);
await server.waitForMessage('related stories found', 5_000 + 10 * articles);

const ask = async (path: string): Promise<Answer> => {
  const response = await fetch(server.origin + path, { redirect: 'manual' });
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  return { status: response.status, type, text: await response.text() };
};
const entries = ['/robots.txt', '/sitemap.xml', '/sitemap-news.xml', '/llms.txt'];
const found = await crawlSite({ origin: server.origin, ask, entries });
const reader = openReader(dataDir);
const paths = reader.read((catalog) => expectedPaths(catalog, Date.now()));
reader.close();
await server.stop();

// The archive names pictures that it does not have.
const findings = judgeCrawl(found, { paths, maxDepth }).filter(
  ({ kind, path }) => kind !== 'broken-link' || !path.startsWith('/media/') || values.content !== undefined,
);
const depths = [...found.values()].flatMap(({ html, depth }) => (html === null ? [] : (depth ?? [])));
const print = (text: string): void => void process.stdout.write(`${text}\n`);
print(
  `${formatCount(found.size)} addresses, ${formatCount(depths.length)} pages, at most ${Math.max(...depths)} clicks deep`,
);
for (const [kind, some] of Map.groupBy(findings, (finding) => finding.kind)) print(`${kind}: ${some.length}`);
for (const { kind, path, detail } of findings.slice(0, SHOWN)) print(`${kind} ${path} ${detail}`);
process.exitCode = findings.length === 0 ? 0 : 1;
