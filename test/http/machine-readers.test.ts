import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectWellFormed } from '../feeds/check-xml.ts';
import { fixtureSite, openTestSite, type TestSite } from '../support/open-test-site.ts';
import { expectSiteHeaders } from './assert-headers.ts';

const STORY = '/2016/07/15/everything';
const ORIGIN = 'http://courier.test';
const HOSTILE = `Q&A </title><script>alert(1)</script> ]]> "x" 'y' \u202E`;
const KEY = 'aB3-0000-Key';

let site: TestSite;
let folder: string;
const get = (path: string) => request(site.app).get(path);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-machines-'));
  cpSync(fixtureSite('newsroom'), folder, { recursive: true });
  const settings = join(folder, 'site.yaml');
  writeFileSync(
    settings,
    `${readFileSync(settings, 'utf8')}  email: desk@courier.test\n  correctionsPolicy: /about\n`,
  );
  writeFileSync(
    join(folder, 'articles/hostile.md'),
    `---\ntitle: ${JSON.stringify(HOSTILE)}\ndate: 2016-07-19\nsection: world\ntopics: ["<b>"]\naliases: [/old/story]\n` +
      `corrections:\n  - date: 2016-07-19\n    text: ${JSON.stringify(HOSTILE)}\n---\nText. <!-- a note -->\n`,
  );
  writeFileSync(
    join(folder, 'articles/noted.md'),
    '---\ntitle: Noted %%SECRET%%\ndate: 2016-07-19\nsection: world\ndescription: "Standfirst {/* SECRET */}"\n' +
      'topics: ["Lakes {# SECRET #}"]\n---\nNoted text. %%SECRET%%\n\n%%\nSECRET\n\n%%\n\nA {/* SECRET */} b.\n' +
      '{% comment %}SECRET{% endcomment %}\n\nC <!-- SECRET\n\nSECRET --> d.\n\n[//]: # (SECRET)\n',
  );
  writeFileSync(
    join(folder, 'articles/thai.md'),
    '---\ntitle: เรือข้ามฟากกลับมาที่ทะเลสาบ\nlanguage: th\ndate: 2016-07-19\nauthors: [Harbour Desk, Night Desk]\n---\nเรือข้ามฟากกลับมา\n',
  );
  mkdirSync(join(folder, 'authors'), { recursive: true });
  writeFileSync(
    join(folder, 'authors/harbour-desk.md'),
    '---\nname: Harbour Desk\nlinks: [https://example.social/@harbour]\n---\n',
  );
  writeFileSync(
    join(folder, 'authors/night-desk.md'),
    '---\nname: Night Desk\nfediverse: "@night@example.social"\n---\n',
  );
  site = await openTestSite(folder, { hubs: ['https://hub.test/?a=1'], indexNowKey: KEY });
});
afterAll(async () => {
  await site.close();
  rmSync(folder, { recursive: true });
});

test('a link to a story on Mastodon leads to the accounts of its authors', async () => {
  const { text } = await get(encodeURI('/th/2016/07/19/thai'));
  expect(text.match(/<meta name="fediverse:creator".*?>/g)).toEqual([
    '<meta name="fediverse:creator" content="@harbour@example.social">',
    '<meta name="fediverse:creator" content="@night@example.social">',
  ]);
});

describe('Markdown', () => {
  test('has an address of its own, which search engines leave out', async () => {
    const response = await get(`${STORY}.md`);
    expect(response.text).toContain('# Everything an article may hold');
    expect(response.headers['link']).toBe(`<${ORIGIN}${STORY}>; rel="canonical"`);
    expect(response.headers['x-robots-tag']).toBe('noindex');
    expect((await get(STORY)).headers['x-robots-tag']).toBeUndefined();
  });

  test.each([
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/markdown, text/html, */*', 'text/markdown; charset=utf-8'],
    ['text/html, text/markdown;q=0.5', 'text/html; charset=utf-8'],
    ['*/*', 'text/html; charset=utf-8'],
  ])('is what a story’s URL gives for Accept: %s, however often it was asked for', async (accept, type) => {
    // The page is finished by now, and so is the Markdown.
    for (const other of ['text/html', 'text/markdown', 'text/html']) await get(STORY).set('Accept', other);
    for (const app of [site.app, site.application]) {
      const response = await request(app).get(STORY).set({ Accept: accept, 'Accept-Encoding': 'gzip' });
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toBe(type);
      expect(response.headers['vary']).toBe('Accept, Accept-Encoding');
      expect(response.headers['x-robots-tag']).toBeUndefined();
      expectSiteHeaders(response);
      const ask = { Accept: accept, 'Accept-Encoding': 'gzip' };
      const head = await request(app).head(STORY).set(ask);
      expect(head.headers['etag']).toBe(response.headers['etag']);
      const etag = response.headers['etag'] ?? '';
      const again = await request(app).get(STORY).set(ask).set('If-None-Match', etag);
      expect(again.status).toBe(304);
      expect(again.headers['vary']).toBe('Accept, Accept-Encoding');
    }
  });

  test('has another ETag than the page', async () => {
    const page = await get(STORY).set('Accept', 'text/html');
    const markdown = await get(STORY).set('Accept', 'text/markdown');
    expect(markdown.headers['etag']).not.toBe(page.headers['etag']);
    const crossed = await get(STORY)
      .set('Accept', 'text/markdown')
      .set('If-None-Match', page.headers['etag'] ?? '');
    expect(crossed.status).toBe(200);
  });

  test('is only there for stories: another page is HTML', async () => {
    for (const path of ['/', '/about', '/2016/07/15', '/feed.xml']) {
      const response = await get(path).set('Accept', 'text/markdown');
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).not.toContain('markdown');
    }
    expect((await get('/2016/07/10/draft').set('Accept', 'text/markdown')).status).toBe(404);
    expect((await get('/2016/07/01/expired').set('Accept', 'text/markdown')).status).toBe(410);
  });

  test('moves with its story', async () => {
    const response = await get('/old/story').set('Accept', 'text/markdown');
    expect(response.status).toBe(301);
    const story = response.headers['location'] ?? '';
    expect((await get(story.toUpperCase())).headers['location']).toBe(story);
    expect((await get(`${story}.md`)).text).not.toContain('a note');
  });
});

test('no surface tells what editors note for each other', async () => {
  const paths = [
    '/2016/07/19/noted',
    '/2016/07/19/noted.md',
    '/',
    '/sections/world',
    '/topics/lakes',
    '/sitemap-news.xml',
  ];
  const feeds = ['xml', 'atom', 'json'].map((kind) => `/feed.${kind}`);
  for (const path of [...paths, ...feeds, `/oembed?url=${ORIGIN}/2016/07/19/noted`]) {
    const response = await get(path).buffer(true);
    expect(response.status, path).toBe(200);
    expect(response.text, path).toMatch(/noted/i);
    expect(response.text, path).not.toContain('SECRET');
  }
});

/** Keeps each URL's first answer that a shared cache may keep, whatever Vary says, as some CDNs do. */
function cacheThatIgnoresVary(app: TestSite['app']) {
  const kept = new Map<string, string>();
  return async (path: string, headers: Record<string, string>): Promise<string> => {
    const known = kept.get(path);
    if (known !== undefined) return known;
    const response = await request(app).get(path).set(headers);
    const answer = `${response.status} ${response.headers['content-type']}`;
    if (!/private|no-store/.test(response.headers['cache-control'] ?? '')) kept.set(path, answer);
    return answer;
  };
}

describe('a cache in front that ignores Vary', () => {
  const HTML = '200 text/html; charset=utf-8';
  let cached: TestSite;
  beforeAll(async () => {
    cached = await openTestSite(folder, { sharedCaching: { maxAge: 60, tagHeader: 'Surrogate-Key' } });
  });
  afterAll(() => cached.close());

  test.each(['text/markdown', 'application/json', 'application/*', 'image/avif', 'text/html'])(
    'gives browsers pages, whoever asked before with Accept: %s',
    async (accept) => {
      for (const app of [cached.app, cached.application]) {
        const front = cacheThatIgnoresVary(app);
        for (const path of [STORY, '/', '/about', '/sections/world']) {
          await front(path, { Accept: accept, 'Accept-Language': 'ru', 'Save-Data': 'on', DPR: '3' });
          expect(await front(path, { Accept: 'text/html' }), path).toBe(HTML);
        }
        // It may take too long on a busy machine, and says so in the same form.
        await front('/search?q=kerry', { Accept: accept });
        expect(await front('/search?q=kerry', { Accept: 'text/html' })).toMatch(/^\d+ text\/html/);
        const lost = ['/2016/01/01/nothing', '/2016/07/01/expired', '/search?q=a&page=99'];
        for (const path of lost) {
          await front(path, { Accept: accept });
          expect(await front(path, { Accept: 'text/html' }), path).toMatch(/^4\d\d text\/html/);
        }
      }
    },
  );

  test('may keep a story’s page and its .md, not the Markdown at the story’s URL', async () => {
    const headersOf = async (path: string, accept: string, etag = '"none"') => {
      const asking = { Accept: accept, 'If-None-Match': etag };
      const [got, head] = await Promise.all([
        request(cached.app).get(path).set(asking),
        request(cached.app).head(path).set(asking),
      ]);
      expect(head.headers['cache-control']).toBe(got.headers['cache-control']);
      expect(head.headers['surrogate-key']).toBe(got.headers['surrogate-key']);
      expect(got.headers['vary']).toContain(path === STORY ? 'Accept, ' : 'Accept-Encoding');
      return got;
    };
    for (const [path, accept] of [
      [STORY, 'text/html'],
      [`${STORY}.md`, 'text/markdown'],
    ] as const) {
      const { headers } = await headersOf(path, accept);
      expect(headers['cache-control']).toContain('s-maxage=60');
      expect(headers['surrogate-key']).toContain('article:');
    }
    const chosen = await headersOf(STORY, 'text/markdown');
    expect(chosen.headers['cache-control']).toBe('private, no-cache');
    expect(chosen.headers['surrogate-key']).toBeUndefined();
    const again = await headersOf(STORY, 'text/markdown', chosen.headers['etag']);
    expect(again.status).toBe(304);
    expect(again.headers['cache-control']).toBe('private, no-cache');
  });
});

describe('feeds', () => {
  test('name their hubs and themselves to whoever subscribes', async () => {
    for (const file of ['feed.xml', 'feed.atom', 'feed.json']) {
      const { headers, text } = await get(`/sections/world/${file}`).buffer(true);
      expect(headers['link']).toBe(
        `<${ORIGIN}/sections/world/${file}>; rel="self", <https://hub.test/?a=1>; rel="hub"`,
      );
      expect(text).toContain('https://hub.test/?a=1');
    }
  });

  test('without a hub there is no Link', async () => {
    const plain = await openTestSite(fixtureSite('newsroom'));
    expect((await request(plain.app).get('/feed.xml')).headers['link']).toBeUndefined();
    await plain.close();
  });

  test.each([
    '/feed.xml',
    '/feed.atom',
    '/corrections/feed.xml',
    '/sitemap-2016-07.xml',
    '/sitemap-news.xml',
  ])('%s stays whole whatever a story says', async (path) => {
    const { text } = await get(path).buffer(true);
    expectWellFormed(text);
    expect(text).not.toContain('<script>');
  });

  test('tell the size of a picture', async () => {
    expect((await get('/feed.xml').buffer(true)).text).toMatch(
      /<media:content url="[^"]*\/pictures\/[0-9a-f]{20}-\d+\.(?:jpg|png)" medium="image" type="image\/(?:jpeg|png)" width="\d+" height="\d+">/,
    );
  });
});

describe('the list of corrections', () => {
  test('tells each, newest first, with its story and the rules', async () => {
    const { text } = await get('/corrections');
    const main = text.slice(text.indexOf('<main'), text.indexOf('</main>'));
    expect(main).toContain('An earlier version misnamed the harbour.');
    expect(main.indexOf('Q&amp;A')).toBeLessThan(main.indexOf('misnamed the harbour'));
    expect(main).toContain(`<a href="${STORY}">Everything an article may hold`);
    expect(main).toContain('<a href="/about">About');
    expect(main).not.toContain('<script>');
    expect((await get(STORY)).text).toContain('<a href="/corrections">All corrections</a>');
  });
});

describe('/oembed', () => {
  const ask = (query: Readonly<Record<string, string | readonly string[]>>) =>
    request(site.app).get('/oembed').query(query);

  test.each([
    ['json', 'application/json; charset=utf-8'],
    ['xml', 'text/xml; charset=utf-8'],
  ])('describes a story as %s, as its page says', async (format, type) => {
    const page = await get(STORY);
    const link = new RegExp(
      `type="${type.split(';')[0]}\\+oembed" title="[^"]*" href="${ORIGIN}([^"]*)"`,
    ).exec(page.text);
    const response = await get((link?.[1] ?? '').replaceAll('&amp;', '&')).buffer(true);
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.text).toContain('Everything an article may hold');
    expect(response.headers['cache-control']).toBe('public, max-age=0, must-revalidate');
    expectSiteHeaders(response);
    if (format === 'xml') expectWellFormed(response.text);
  });

  test('follows a story to the address that it has now', async () => {
    const response = await ask({ url: `${ORIGIN}/Old/Story/?utm_source=x#part` });
    expect(response.body).toMatchObject({ type: 'rich', title: HOSTILE });
    expect(response.body.html).not.toContain('<script>');
  });

  test('has a picture', async () => {
    const { body } = await ask({ url: ORIGIN + STORY });
    expect(body.thumbnail_url).toMatch(/^http:\/\/courier\.test\//);
    expect(body.thumbnail_width).toBeGreaterThan(0);
  });

  test.each<[string, Readonly<Record<string, string | readonly string[]>>, number]>([
    ['no url', {}, 400],
    ['no address', { url: '/about' }, 400],
    ['two urls', { url: [ORIGIN, ORIGIN] }, 400],
    ['a width that is none', { url: ORIGIN + STORY, maxwidth: '-1' }, 400],
    ['another site', { url: 'https://other.test/2016/07/15/everything' }, 404],
    ['a page that is no story', { url: `${ORIGIN}/about` }, 404],
    ['a story that is not to be seen', { url: `${ORIGIN}/2016/07/10/draft` }, 404],
    ['an address that cannot be', { url: `${ORIGIN}/%zz` }, 404],
    ['another format', { url: ORIGIN + STORY, format: 'yaml' }, 501],
  ])('%s is refused', async (_name, query, status) => {
    const response = await ask(query);
    expect(response.status).toBe(status);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expectSiteHeaders(response);
  });

  test('leaves nothing in memory', async () => {
    const before = site.pages.bytes();
    for (let index = 0; index < 50; index += 1) await ask({ url: ORIGIN + STORY, x: String(index) });
    // A page that stays may be packed better meanwhile.
    expect(site.pages.bytes()).toBeLessThanOrEqual(before);
  });
});

describe('a page read by machines', () => {
  const nodesOf = (html: string): Record<string, unknown>[] =>
    [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json = '']) =>
      JSON.parse(json),
    );
  /** As Mozilla's Readability takes an element for the author's line, where no node of JSON-LD names him. */
  const BYLINE = /(?:class|id)="[^"]*(?:byline|author|dateline|writtenby|p-author)[^"]*"|rel="author"/i;

  test('has a picture that is there, also where no card can be set', async () => {
    const { text } = await get('/th/2016/07/19/thai');
    const [, shared = ''] = /property="og:image" content="([^"]+)"/.exec(text) ?? [];
    const [article] = nodesOf(text);
    expect(article?.['image']).toMatchObject([{ url: shared }]);
    expect((await get(new URL(shared).pathname)).status).toBe(200);
    expect(text).toContain('<meta name="description" content="เรือข้ามฟากกลับมา">');
  });

  test('shows nothing that looks like an author’s line where nobody signs, and else the authors alone', async () => {
    const unsigned = (await get('/2016/07/19/noted')).text;
    const header = (html: string) =>
      /<article[\s\S]*<div class="article__body prose">[\s\S]*?<p>/.exec(html)?.[0] ?? '';
    expect(header(unsigned)).toContain('Published');
    expect(header(unsigned)).not.toMatch(BYLINE);
    const line = /<p class="byline">(.*?)<\/p>/.exec(header((await get(STORY)).text))?.[1] ?? '';
    expect(line.replace(/<[^>]*>/g, '')).toBe('The Sample Courier, Example Desk');
    expect(unsigned).toContain('<meta name="author" content="');
  });

  test.each([
    '/',
    STORY,
    '/about',
    '/sections/world',
    '/topics/trade',
    '/authors/example-desk',
    '/series',
    '/archive',
    '/2016',
    '/corrections',
  ])('tells each node of %s by itself, with its publisher inside', async (path) => {
    const nodes = nodesOf((await get(path)).text);
    expect(nodes.length).toBeGreaterThan(0);
    for (const node of nodes) {
      expect(node).toMatchObject({ '@context': 'https://schema.org', '@type': expect.any(String) });
      expect(node).not.toHaveProperty('@graph');
      if ('publisher' in node) {
        const logo = { '@type': 'ImageObject', url: expect.any(String) };
        expect(node['publisher']).toMatchObject({ name: expect.any(String), logo });
      }
    }
  });
});

describe('texts for machines', () => {
  test('robots.txt names the sitemaps, and they lead to every story', async () => {
    const { text } = await get('/robots.txt');
    expect([...text.matchAll(/^Sitemap: (.*)$/gm)].map(([, url]) => url)).toEqual([
      `${ORIGIN}/sitemap.xml`,
      `${ORIGIN}/sitemap-news.xml`,
    ]);
    const index = await get('/sitemap.xml').buffer(true);
    const files = [...index.text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = '']) => new URL(url).pathname);
    expect(files).toContain('/sitemap-2016-07.xml');
    for (const file of files) {
      const sitemap = await get(file).buffer(true);
      for (const [, url = ''] of sitemap.text.matchAll(/<loc>(.*?)<\/loc>/g)) {
        expect((await get(new URL(url).pathname)).status, url).toBe(200);
      }
    }
  });

  test('security.txt names the publisher’s address', async () => {
    const response = await get('/.well-known/security.txt');
    expect(response.status).toBe(200);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(response.text).toContain('Contact: mailto:desk@courier.test\n');
  });

  test('llms.txt leads to Markdown', async () => {
    const { text } = await get('/llms.txt');
    for (const [, url = ''] of text.matchAll(/\]\((?:<)?([^)>]+)/g)) {
      expect((await get(new URL(url).pathname)).status, url).toBe(200);
    }
    expect(text).toContain(`${ORIGIN}${STORY}.md`);
  });

  test('the key of IndexNow is there, with its capitals', async () => {
    const response = await get(`/${KEY}.txt`);
    expect(response.status).toBe(200);
    expect(response.text).toBe(KEY);
    expect(response.headers['content-type']).toBe('text/plain; charset=utf-8');
    expectSiteHeaders(response);
    expect((await get('/other-key.txt')).status).toBe(404);
  });
});
