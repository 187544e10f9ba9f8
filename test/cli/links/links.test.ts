import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { links } from '../../../src/cli/commands/links.ts';
import { type Newsroom, openNewsroom, SITE } from '../../ingest/open-newsroom.ts';

let room: Newsroom;
let output = '';
let errors = '';

const story = (title: string, lines: string): string => `---\ntitle: ${title}\n${lines}\n---\n\nText.\n`;

beforeAll(() => {
  room = openNewsroom();
  room.write('site.yaml', `${SITE}oldAddresses: ["/news/:year/:slug.html"]\n`);
  room.write(
    'articles/boat.md',
    story('Boat', 'date: 2016-07-15\nsection: World\ntopics: [Lakes]\nauthor: Jane Roe\naliases: ["/?p=12"]'),
  );
  room.write('media/quay.jpg', '');
  room.write('articles/quay.md', story('Quay', 'date: 2016-07-14'));
  room.write('articles/mill.md', story('Mill', 'date: 2016-07-13\nexpires: 2016-07-14'));
  room.write('articles/dam.md', story('Dam', 'date: 2016-07-12'));
});
afterAll(() => room.dispose());
beforeEach(() => {
  output = '';
  errors = '';
});

const sink = (take: (text: string) => void) => ({ write: (text: string) => take(text) });

function run(words: readonly string[], input = ''): Promise<number> {
  return links(
    ['verify', ...words, `--content=${room.contentDir}`],
    (async function* () {
      yield input;
    })(),
    sink((text) => (output += text)),
    sink((text) => (errors += text)),
    { env: { DATA_DIR: join(room.dataDir, 'none') }, now: () => Date.parse('2016-07-20') },
  );
}

const ARRIVING = `# what the old site had
https://old.example/2016/07/15/Boat.html
/?p=12
/news/2016/quay.html
old.example.not-a-host/../2016/07/14/quay

/sections/world/
/2016/07/
/topics/lakes/feed.xml
/tags/Lakes/
/feed/
/page/2/
/authors/jane-roe
/media/quay.jpg
/
`;

test('addresses that arrive are counted by what stands there', async () => {
  expect(await run(['-'], ARRIVING)).toBe(0);
  expect(output).toBe('13 of 13 addresses arrive (4 articles, 2 pages, 6 lists, 1 file)\n');
});

const LOST = [
  '/blog/2016/07/boat/',
  '/blog/2016/07/quay/',
  '/blog/2016/07/dam/',
  '/2016/07/13/mill',
  '/tags/x/',
  '/no',
  '/?p=999',
  '/index.php?page_id=4',
  '/media/none.jpg',
  '/authors/nobody',
  '/%zz',
];

test('what does not arrive is told with its reason and what was probably meant', async () => {
  expect(await run(['-'], LOST.join('\n'))).toBe(1);
  expect(output).toBe(`was an article, which is taken down (410): 1
  /2016/07/13/mill
leads nowhere (404): 5
  /blog/2016/07/boat/  → /2016/07/15/boat?
  /blog/2016/07/quay/  → /2016/07/14/quay?
  /blog/2016/07/dam/  → /2016/07/12/dam?
  /no
  /media/none.jpg
names a story by a number that no alias has (200, the front page): 2
  /?p=999
  /index.php?page_id=4
no article: a list that this site does not have (404): 2
  /tags/x/
  /authors/nobody
is no address: 1
  /%zz
3 addresses would arrive with this line in site.yaml:
  oldAddresses: [/blog/:year/:month/:slug]
0 of 11 addresses arrive
`);
});

test('JSON has the counts and each that is lost', async () => {
  expect(await run(['-', '--json'], '/no\n/2016/07/15/boat')).toBe(1);
  expect(JSON.parse(output)).toEqual({
    addresses: 2,
    arriving: 1,
    counts: { article: 1, nowhere: 1 },
    patterns: [],
    lost: [{ address: '/no', reason: 'nowhere', meant: null }],
  });
});

const urlset = (...paths: readonly string[]): string =>
  `<?xml version="1.0"?>\n<urlset xmlns="x">${paths
    .map((path) => `<url><loc> https://old.example${path} </loc><image:loc>x</image:loc></url>`)
    .join('')}</urlset>`;

test('a sitemap, and an index of those beside it, packed or not', async () => {
  room.write('old/sitemap.xml', urlset('/?a=1&amp;p=12').replace('<image:loc>x</image:loc>', ''));
  expect(await run([join(room.contentDir, 'old/sitemap.xml')])).toBe(0);
  room.write(
    'old/index.xml',
    '<sitemapindex><sitemap><loc>https://old.example/sitemap.xml</loc></sitemap><sitemap><loc><![CDATA[https://old.example/more.xml.gz]]></loc></sitemap></sitemapindex>',
  );
  const packed = gzipSync('<urlset><url><loc>/2016/07/14/quay</loc></url></urlset>');
  writeFileSync(join(room.contentDir, 'old/more.xml.gz'), packed);
  output = '';
  expect(await run([join(room.contentDir, 'old/index.xml')])).toBe(0);
  expect(output).toContain('2 of 2 addresses arrive');
});

test.each([
  [['nowhere.txt'], 1, /nowhere\.txt: the file cannot be read/],
  [['-'], 1, /no address stands in it/],
])('%j fails with its cure', async (words, code, told) => {
  expect(await run(words)).toBe(code);
  expect(errors).toMatch(told);
});
