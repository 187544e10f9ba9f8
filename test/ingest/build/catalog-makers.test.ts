import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const run = promisify(execFile);

const SCRIPT = `
import { startIngest } from './src/ingest/ingest.ts';
import { openReader } from './src/runtime/server/open-reader.ts';
import { createLogger } from './src/telemetry/logger.ts';
const logged = [];
const log = createLogger({ level: 'info', destination: { write: (line) => void logged.push(JSON.parse(line)) } });
const [contentDir, dataDir] = process.argv.slice(2);
const fail = () => { throw new Error('the catalog is sound'); };
const ingest = await startIngest({ contentDir, dataDir, log, now: Date.now, threads: 1, isLive: false,
  tell: { progress() {}, published() {}, lost: fail, damaged: fail } });
await Promise.all([ingest.versionsKept, ingest.picturesRead, ingest.relatedFound]);
const reader = openReader(dataDir);
const found = reader.read((catalog) => catalog.resolve('/2016/07/15/a', Date.now()));
reader.close();
await ingest.close();
const reason = logged.find(({ msg }) => msg === 'building the catalog')?.reason ?? null;
console.log(JSON.stringify({ reason, body: found.kind === 'article' ? found.article.bodyHtml : found.kind }));
`;

let home: string;
const path = (file: string): string => join(home, file);

/** Changes a file of the installed copy. */
function edit(file: string, from: string, to: string): void {
  const text = readFileSync(path(file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(path(file), text.replace(from, to));
}

/** Starts and ends the ingest of the installed copy: why it built the catalog, if it did, and the story. */
async function start(): Promise<{ readonly reason: string | null; readonly body: string }> {
  const given = ['start.mjs', path('content'), path('data')];
  const { stdout } = await run(process.execPath, given, { cwd: home });
  return JSON.parse(stdout);
}

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'dateline-release-'));
  for (const name of ['src', 'package.json']) cpSync(join(ROOT, name), path(name), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), path('node_modules'));
  writeFileSync(path('start.mjs'), SCRIPT);
  mkdirSync(path('content/articles'), { recursive: true });
  writeFileSync(path('content/site.yaml'), 'name: The Test Times\nlanguage: en\ntimeZone: UTC\n');
  writeFileSync(
    path('content/articles/a.md'),
    '---\ntitle: A\ndate: 2016-07-15\n---\nOne <kbd>key</kbd> and *more*.\n',
  );
});
afterAll(() => rmSync(home, { recursive: true }));

test('a release builds the catalog again for what made it, with the last good versions, and for nothing else', async () => {
  expect(await start()).toEqual({ reason: 'absent', body: '<p>One <kbd>key</kbd> and <em>more</em>.</p>' });
  writeFileSync(path('content/articles/a.md'), '---\ntitle: A\ndate: tomorow\n---\n');
  expect(await start()).toMatchObject({ reason: null, body: expect.stringContaining('<kbd>key</kbd>') });

  edit('package.json', '"scripts": {', '"scripts": { "unrelated": "true",');
  edit('package.json', '"devDependencies": {', '"devDependencies": { "unrelated": "1.0.0",');
  edit('src/http/create-app.ts', 'import', '// Another comment.\nimport');
  edit('src/render/renderer.ts', 'import', '// Another comment.\nimport');
  expect(await start()).toMatchObject({ reason: null });

  edit('src/content/markdown/html/allowed-html.ts', 'kbd samp', 'samp');
  const released = await start();
  expect(released.reason).toBe('other-version');
  expect(released.body).toBe('<p>One &lt;kbd&gt;key&lt;/kbd&gt; and <em>more</em>.</p>');
  expect(await start()).toEqual({ ...released, reason: null });

  edit('src/catalog/search/fold-word.ts', 'import', '// Another comment.\nimport');
  expect(await start()).toEqual(released);
});
