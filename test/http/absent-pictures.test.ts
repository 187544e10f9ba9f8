import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hollowPng } from '../media/pictures.ts';
import { COPYRIGHT, CREDIT, markedGif, markedJpeg, SECRET } from '../support/marked-pictures.ts';
import { marksIn } from '../support/marks-in.ts';
import { openTestSite, type TestSite } from '../support/open-test-site.ts';

/** Pictures that nobody gets: refused, cut off, or not there. */
const ABSENT = ['huge.png', 'drawing.png', 'cut.jpg', 'gone.jpg'];

const story = (title: string, time: string, src: string, body: string): string =>
  `---\ntitle: ${title}\ndate: 2016-07-19 ${time}\nsection: world\nauthors: [Desk]\nimage: {src: ${src}, alt: Lead of ${title}, caption: Caption of ${title}}\n---\n${body}\n`;

let folder: string;
let site: TestSite;
const get = (path: string) => request(site.app).get(path).set('Accept', '*/*');
const textOf = async (path: string): Promise<string> => {
  const response = await get(path).buffer(true);
  expect(response.status, path).toBe(200);
  return response.text ?? response.body.toString();
};

/** Every surface that shows stories, their lists, or their author. */
const SURFACES = [
  '/',
  '/sections/world',
  '/authors/desk',
  '/2016/07/19',
  '/about',
  '/feed.xml',
  '/feed.atom',
  '/feed.json',
  '/sections/world/feed.xml',
  '/authors/desk/feed.json',
  '/sitemap.xml',
  '/sitemap-2016-07.xml',
  '/sitemap-news.xml',
  '/llms.txt',
  ...['huge', 'drawing', 'cut', 'gone', 'shown', 'moves'].flatMap((name) => [
    `/2016/07/19/${name}`,
    `/2016/07/19/${name}.md`,
    `/oembed?url=http%3A%2F%2Fcourier.test%2F2016%2F07%2F19%2F${name}`,
  ]),
];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-absent-'));
  const whole = await markedJpeg('exif', { width: 1600 });
  const bodyOf = (name: string): string =>
    `Text.\n\n![Figure ${name}](/media/${name} "Title ${name}")\n\n![Bare ${name}](/media/${name})\n\nIn ![inline ${name}](/media/${name}) a line.\n\n![](/media/${name})\n\n<img src="/media/${name}" alt="raw ${name}">\n\n![Ref ${name}][r]\n\n[r]: /media/${name}`;
  const files: Record<string, string | Buffer> = {
    'site.yaml': 'name: The Sample Courier\nlanguage: en\ntimeZone: Asia/Yerevan\nsections: [World]\n',
    'media/huge.png': hollowPng(30_000, 30_000),
    'media/drawing.png': '<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>',
    'media/cut.jpg': whole.subarray(0, Math.floor(whole.length / 2)),
    'media/shown.jpg': whole,
    'media/moves.gif': await markedGif(3),
    'authors/desk.md':
      '---\nname: Desk\npicture: {src: /media/huge.png, alt: Us}\n---\n![Desk](/media/gone.jpg)\n',
    'pages/about.md': `---\ntitle: About\n---\n${bodyOf('cut.jpg')}\n`,
    ...Object.fromEntries(
      ABSENT.map((name, index) => {
        const [title = ''] = name.split('.');
        return [`articles/${title}.md`, story(title, `1${index}:00`, `/media/${name}`, bodyOf(name))];
      }),
    ),
    'articles/shown.md': story('shown', '08:00', '/media/shown.jpg', '![Again](/media/shown.jpg "The view")'),
    'articles/moves.md': story('moves', '07:00', '/media/moves.gif', '![It moves](/media/moves.gif)'),
  };
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
    await utimes(join(folder, name), 1_400_000_000, 1_400_000_000);
  }
  site = await openTestSite(folder);
});
afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test.each(SURFACES)(
  '%s names no picture that is not there, and no file as a camera left it',
  async (path) => {
    const text = await textOf(path);
    expect(text).not.toContain(SECRET);
    for (const name of ABSENT) expect(text).not.toContain(`/media/${name}`);
    // Pictures that are embedded are made, not originals.
    expect(text).not.toMatch(/\/media\/[a-z]+\.(?:jpg|png|gif)/);
  },
);

test.each(ABSENT)('%s is served under no name', async (name) => {
  const response = await get(`/media/${name}`);
  expect(response.status).toBe(404);
  expect(response.headers['cache-control']).toBe('no-store');
});

describe('the words of a picture that is not there', () => {
  test('stand in its place on the page, in feeds and in Markdown', async () => {
    const page = await textOf('/2016/07/19/gone');
    expect(page).toContain('<figure><figcaption>Title gone.jpg</figcaption></figure>');
    expect(page).toContain('<figure><figcaption>Bare gone.jpg</figcaption></figure>');
    expect(page).toContain('<p>In inline gone.jpg a line.</p>');
    expect(page).not.toMatch(/<figure[^>]*>\s*<\/figure>|<p>\s*<\/p>/);
    expect(page).not.toContain('class="lead-picture"');
    expect(page).not.toContain('Caption of gone');
    for (const path of ['/feed.xml', '/feed.atom']) {
      expect(await textOf(path)).toContain('<figcaption>Title gone.jpg</figcaption>');
    }
    const markdown = await textOf('/2016/07/19/gone.md');
    expect(markdown).not.toContain('Picture:');
    expect(markdown).not.toContain('![');
    expect(markdown).toContain('In inline gone.jpg a line.');
  });

  test('a card is drawn where the lead picture is not there', async () => {
    const page = await textOf('/2016/07/19/huge');
    expect(page).toMatch(/<meta property="og:image" content="http:\/\/courier\.test\/cards\//);
    expect(
      (await get(`/oembed?url=http%3A%2F%2Fcourier.test%2F2016%2F07%2F19%2Fhuge`)).body.thumbnail_url,
    ).toMatch(/\/cards\//);
  });
});

describe('a picture that is there', () => {
  test('is named in feeds upright, for readers, with its type and size', async () => {
    const rss = await textOf('/feed.xml');
    const [, url = '', type = '', width = '', height = ''] =
      /<media:content url="([^"]+)" medium="image" type="([^"]+)" width="(\d+)" height="(\d+)">/.exec(rss) ??
      [];
    const { body, headers } = await get(new URL(url).pathname).buffer(true).responseType('blob');
    expect(headers['content-type']).toBe(type);
    const metadata = await sharp(body).metadata();
    expect([metadata.width, metadata.height, metadata.orientation]).toEqual([
      Number(width),
      Number(height),
      undefined,
    ]);
    expect(Number(width)).toBeLessThanOrEqual(1280);
    // The camera was held upright: EXIF says to turn it by a quarter.
    expect(Number(height)).toBeGreaterThan(Number(width));
    const json = JSON.parse(await textOf('/feed.json')) as { items: { title: string; image?: string }[] };
    expect(json.items.find(({ title }) => title === 'shown')?.image).toBe(url);
    expect(json.items.find(({ title }) => title === 'gone')).not.toHaveProperty('image');
    expect(rss).toContain(`<img src="${url}" alt="Again" width="${width}" height="${height}">`);
    expect(await textOf('/2016/07/19/shown.md')).toContain(`![Again](${url} "The view")`);
    expect(await textOf('/sitemap-2016-07.xml')).toContain(`<image:loc>${url}</image:loc>`);
  });

  test('leaves with whose it is and no more, in every file that any surface names', async () => {
    const urls = new Set<string>();
    for (const path of SURFACES) {
      for (const [url] of (await textOf(path)).matchAll(/\/pictures\/[0-9a-z.-]+/g)) urls.add(url);
    }
    expect(urls.size).toBeGreaterThan(12);
    for (const url of [...urls].filter((each) => !/-(?:[1-9]\d{3}|[6-9]\d\d)\.avif$/.test(each))) {
      const { status, body } = await get(url).buffer(true).responseType('blob');
      expect(status, url).toBe(200);
      expect(body.includes(SECRET), url).toBe(false);
      const marks = await marksIn(body);
      expect(marks.hasPlace, url).toBe(false);
      expect(marks.notice.copyright, url).toBe(COPYRIGHT);
      if (url.endsWith('.gif')) expect(marks.notice.credit).toBe(CREDIT);
    }
  });
});
