import { parseArgs } from 'node:util';
import { markdownTable } from './lib/markdown-table.ts';
import { readOptions } from './lib/usage.ts';
import { weighPage } from './weight/weigh-page.ts';

// What pages of a running site weigh, with their styles, before anything else is loaded. Prints Markdown.

const USAGE = 'npm run bench:weight -- http://localhost:3000 / /sections/world /2026/11/22/some-story';

/** Of one initial TCP window. */
const MOST_BYTES = 14 * 1024;

const { origin, paths } = readOptions(USAGE, () => {
  const { positionals } = parseArgs({ allowPositionals: true, options: {} });
  const [site, ...asked] = positionals;
  if (site === undefined || asked.length === 0)
    throw new Error('It needs the address of a site, and paths of pages.');
  return { origin: new URL(site).origin, paths: asked };
});

const rows: string[][] = [];
for (const path of paths) {
  const response = await fetch(new URL(path, origin));
  const { page, styles, pictures, data, body } = weighPage(await response.text());
  const policy = response.headers.get('content-security-policy')?.length ?? 0;
  const verdict = page > MOST_BYTES ? `${page} (over ${MOST_BYTES})` : String(page);
  rows.push([path, String(response.status), verdict, ...[styles, pictures, data, body, policy].map(String)]);
}
const header = ['page', 'status', 'bytes br', 'styles', 'pictures', 'data', 'body', 'policy, raw'];
process.stdout.write(markdownTable(header, rows));
