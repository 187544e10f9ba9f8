import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { buildFrontPage } from '../../src/pages/front-page.ts';
import { loadAssets } from '../../src/render/asset-table.ts';
import { fontNames, linkFonts, readPageSheets } from '../../src/render/page-sheets.ts';
import { createRenderer, type PageModels, toScriptJson } from '../../src/render/renderer.ts';
import { contextWithPictures, SAMPLE_FACTS } from '../support/sample-pictures.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { strictModel } from '../support/strict-model.ts';

const publicDir = fileURLToPath(new URL('../../public', import.meta.url));
const viewsDir = fileURLToPath(new URL('../../views', import.meta.url));
const read = readPageSheets(publicDir);
const assets = loadAssets(publicDir, fontNames(read));
const sheets = linkFonts(read, assets.url);
const allCss = [sheets.css, ...sheets.parts.map(({ css }) => css)].join('');

describe('assets', () => {
  test('are found under the URL that names their content, and nowhere else', () => {
    const url = assets.url('icons/favicon.svg');
    expect(url).toMatch(/^\/assets\/icons\/favicon-[0-9a-f]{10}\.svg$/);
    const asset = assets.get(url);
    expect(asset?.contentType).toBe('image/svg+xml');
    const digest = createHash('sha256')
      .update(asset?.bytes ?? '')
      .digest('hex');
    expect(url).toContain(digest.slice(0, 10));
    expect(assets.get('/assets/icons/favicon.svg')).toBeUndefined();
    expect(assets.get('/assets/../package.json')).toBeUndefined();
  });

  test('are scripts without what only their authors read; those of an article are 4 KB together', () => {
    const names = readdirSync(`${publicDir}/js`);
    const read = (name: string) => assets.file(`js/${name}`).bytes;
    for (const name of names) expect(read(name).toString()).not.toMatch(/^\s|^\/[/*]/m);
    // The worker is no page’s, and the list of what is saved stands on a page of its own.
    const ofArticles = names.filter((name) => !name.startsWith('service-worker') && name !== 'saved.js');
    const packed = ofArticles.map((name) => brotliCompressSync(read(name)).length);
    expect(packed.reduce((sum, size) => sum + size)).toBeLessThan(4 * 1024);
  });

  test('are the sheet that pages name at their end, and no other; no page carries what checkers cannot read', () => {
    expect(assets.file('css/late/returning-header.css')).toMatchObject({
      contentType: 'text/css; charset=utf-8',
    });
    expect(() => assets.url('css/masthead.css')).toThrow('no such file');
    expect(allCss).not.toMatch(/@container|container:|scroll-initial-target/);
  });

  test('a wrong name is a mistake that says so', () => {
    expect(() => assets.url('icons/none.png')).toThrow('public/icons/none.png: no such file');
    expect(() => loadAssets(publicDir, ['none.woff2'])).toThrow(/fonts\/none\.woff2: not in/);
  });
});

describe('styles', () => {
  test('load fonts of this site only, by hashed URL', () => {
    const urls = [...allCss.matchAll(/url\(([^)]*)\)/g)].map(([, url = '']) => url);
    expect(urls.length).toBeGreaterThan(30);
    expect(urls.filter((url) => assets.get(url)?.contentType !== 'font/woff2')).toEqual([]);
  });

  test('begin with the order of their layers, and cannot end their element', () => {
    expect(sheets.css).toMatch(/^@layer reset,tokens,base,layout,objects,components,utilities;/);
    expect(allCss).not.toMatch(/<\/|\/\*/);
  });
});

describe('toScriptJson', () => {
  test('stays JSON and cannot end the script', () => {
    const value = { text: '</script><!-- & \u2028 <![CDATA[' };
    const json = toScriptJson(value);
    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)).toEqual(value);
  });
});

describe('the renderer', () => {
  const options = { viewsDir, css: 'p{--color-paper:light-dark(#fff,#000)}', assetUrl: assets.url };
  const article = sampleArticle({
    title: `<b>"Q" & 'A'</b>`,
    topics: [{ name: '</script>', slug: 'script' }],
    subtitle: 'Second <line>',
    translators: ['Jane <Doe>'],
    license: { name: 'CC BY 4.0', url: 'https://a.example/by' },
    image: { src: '/media/a.jpg', alt: 'A "view"', caption: 'Seen <here>', credit: null, focus: null },
  });
  const context = contextWithPictures({ '/media/a.jpg': SAMPLE_FACTS }, { articles: [article] });
  const page = buildArticlePage(context, article);

  test('escapes text once', () => {
    const html = createRenderer(options)('article', page);
    expect(html).toContain(`<h1 class="headline">&lt;b&gt;&quot;Q&quot; &amp; 'A'&lt;/b&gt;</h1>`);
    expect(html).toContain('alt="A &quot;view&quot;"');
    expect(html).toContain('<figcaption><bdi>Seen &lt;here&gt;</bdi></figcaption>');
    expect(html).toContain('<p class="standfirst">Second &lt;line&gt;</p>');
    expect(html).toContain('<p>Translated by <bdi>Jane &lt;Doe&gt;</bdi></p>');
    expect(html).toContain(
      '<a href="https://a.example/by" rel="license external noopener"><bdi>CC BY 4.0</bdi></a>',
    );
    expect(html).not.toContain('&amp;lt;');
    expect(html.match(/<\/script>/g)).toHaveLength(html.match(/<script /g)?.length ?? 0);
  });

  test('a page carries the styles of all pages and of the parts that it has, in one element', () => {
    const html = createRenderer({ viewsDir, ...sheets, assetUrl: assets.url })('article', page);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css);
    const carried = ['article', 'prose', 'picture'].map(
      (name) => sheets.parts.find((part) => part.row.sheet === `pages/${name}`)?.css ?? '',
    );
    expect(styles).toEqual([sheets.css + carried.join('')]);
  });

  test('gives a view only fields of its model', () => {
    const render = createRenderer({ ...options, guard: strictModel });
    const { article: _, ...incomplete } = page;
    expect(() => render('article', incomplete as PageModels['article'])).toThrow(
      /article\.ejs:[\s\S]*page\.article is not a field of the view model/,
    );
    const front = buildFrontPage(context);
    expect(() => render('front', { ...front, top: undefined as unknown as null })).toThrow(
      /page\.top is undefined/,
    );
  });

  test('a partial sees only what it is handed', () => {
    const render = createRenderer({ ...options, guard: strictModel });
    expect(() => render('article', { ...page, sidebar: null as unknown as typeof page.sidebar })).toThrow(
      /sidebar\.ejs/,
    );
  });
});

test.each([
  ['en', null, ['source-serif-4-latin-opsz-normal']],
  ['ru', 'cyrillic', ['source-serif-4-latin-wght-normal', 'source-serif-4-cyrillic-opsz-normal']],
])('a page in %s names its letters to the styles and preloads their fonts', (language, letters, files) => {
  const front = buildFrontPage(sampleContext({}, { site: { ...SAMPLE_SITE, language } }));
  const html = createRenderer({ viewsDir, css: '--color-paper:light-dark(#fff,#000)', assetUrl: assets.url })(
    'front',
    front,
  );
  expect(/<html[^>]*>/.exec(html)?.[0].includes('data-letters')).toBe(letters !== null);
  if (letters !== null) expect(html).toContain(` data-letters="${letters}">`);
  const preloaded = [...html.matchAll(/<link rel="preload" href="([^"]+)" as="font"/g)].map(([, url]) => url);
  expect(preloaded).toEqual(files.map((file) => assets.url(`fonts/${file}.woff2`)));
});
