import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createArchive } from './archive/archive.ts';
import { createRandom } from './archive/random.ts';
import { writeArchive } from './archive/write-archive.ts';
import { wholeNumber, wholeNumbers } from './lib/arguments.ts';
import { connect } from './lib/connection.ts';
import { startDateline } from './lib/dateline.ts';
import { describeMachine } from './lib/machine.ts';
import { saveByRename, saveInPlace } from './lib/save.ts';
import { makeTemporaryFolder } from './lib/temporary-folder.ts';
import { formatCount } from './lib/units.ts';
import { measureEdits } from './publish/edits.ts';
import { measureDeletions, measureRenames } from './publish/moves.ts';
import { measureNewArticles } from './publish/new-articles.ts';
import { comparePeerEdits } from './publish/peer-edits.ts';
import { publishTable, type Row } from './publish/report.ts';
import { createTaker, type Scene } from './publish/scene.ts';
import { targetsFor } from './targets.ts';

// How long a change in the content folder takes until readers get it. Prints Markdown.
//
//   npm run bench:publish -- [--articles 1000,100000] [--edits 200] [--timeout 10]
//                            [--peers] [--peer-articles 10000] [--peer-edits 10]

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '1000' },
    edits: { type: 'string', default: '200' },
    timeout: { type: 'string', default: '10' },
    peers: { type: 'boolean', default: false },
    'peer-articles': { type: 'string', default: '10000' },
    'peer-edits': { type: 'string', default: '10' },
  },
});

const WARM_UPS = 20;
const START_TIMEOUT_MS = 600_000;
const NEW_ARTICLES = 50;
const RENAMES = 30;
const DELETIONS = 5;

const edits = wholeNumber('--edits', values.edits);
const timeoutMs = wholeNumber('--timeout', values.timeout) * 1000;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
for (const articles of wholeNumbers('--articles', values.articles)) {
  print(`## ${formatCount(articles)} articles: from a change to what readers get\n`);
  print(publishTable(await measurePublishing(articles)));
}
if (values.peers) {
  const articles = wholeNumber('--peer-articles', values['peer-articles']);
  const options = { articles, edits: wholeNumber('--peer-edits', values['peer-edits']), timeoutMs: 60_000 };
  print(`## ${formatCount(articles)} plain articles of 450 words: Dateline and its peers\n`);
  print(await comparePeerEdits(options));
}

async function measurePublishing(articles: number): Promise<Row[]> {
  const folder = makeTemporaryFolder('publish');
  const contentDir = join(folder, 'content');
  const archive = createArchive({ articles, seed: 1, folders: 'month', length: { kind: 'varied' } });
  writeArchive(archive, contentDir);
  const server = await startDateline({ contentDir, dataDir: join(folder, 'data') });
  await server.waitUntilReady(START_TIMEOUT_MS);
  await server.waitForMessage('search index complete', 5_000 + articles);
  const connection = connect(server.origin);
  const random = createRandom(articles, edits);
  const takeArticle = createTaker(archive, random);
  const scene: Scene = { contentDir, archive, connection, random, timeoutMs, takeArticle };
  const rows = await measureAll(scene);
  connection.close();
  await server.stop();
  return rows;
}

async function measureAll(scene: Scene): Promise<Row[]> {
  const targets = targetsFor(scene.archive.count);
  const common = { edits, warmUps: WARM_UPS };
  const [page, lists] = await measureEdits(scene, {
    name: 'renamed into place',
    save: saveByRename,
    ...common,
  });
  const rows: Row[] = [];
  const add = (tally: Row['tally'] | undefined, target: Row['target'] = null): void => {
    if (tally !== undefined) rows.push({ tally, target });
  };
  add(page, targets?.renamed);
  if (page?.samples.length === 0) {
    print(`The first change was not served within ${timeoutMs / 1000} s; nothing more is measured.\n`);
    return rows;
  }
  add(lists, targets?.renamed);
  const inPlace = await measureEdits(scene, { name: 'rewritten in place', save: saveInPlace, ...common });
  for (const tally of inPlace) add(tally, targets?.rewritten);
  for (const tally of await measureNewArticles(scene, NEW_ARTICLES)) add(tally, targets?.renamed);
  add(await measureRenames(scene, RENAMES));
  add(await measureDeletions(scene, DELETIONS));
  return rows;
}
