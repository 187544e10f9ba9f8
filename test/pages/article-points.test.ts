import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { articleMarkdown } from '../../src/feeds/article-markdown.ts';
import { buildFeedModel } from '../../src/feeds/build-feed-model.ts';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { ENGLISH } from '../../src/words/words-of.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';

const article = sampleArticle({
  bodyHtml: '<p>The text.</p>',
  points: [
    { markdown: 'A **ticket** costs 900', html: 'A <strong>ticket</strong> costs 900' },
    { markdown: 'See [the quay](quay.md)', html: 'See <a href="/2016/07/14/quay">the quay</a>' },
  ],
});
const context = sampleContext({ articles: [article] });
const render = createRenderer({
  viewsDir: fileURLToPath(new URL('../../views', import.meta.url)),
  css: '--color-paper: light-dark(#fff, #000)',
  parts: [],
  assetUrl: (name) => name,
});

test('a page shows its points before its text, where reader modes keep them, and says nothing where there are none', () => {
  const html = render('article', buildArticlePage(context, article));
  const [, body = ''] = /<div class="article__body prose">([\s\S]*?)<footer/.exec(html) ?? [];
  expect(body).toMatch(
    /^<div class="points">\s*<h2 [^>]*>In short<\/h2>\s*<ul>\s*<li>A <strong>ticket<\/strong>/,
  );
  expect(body.indexOf('The text.')).toBeGreaterThan(body.indexOf('</ul>'));
  expect(render('article', buildArticlePage(context, sampleArticle({})))).not.toContain('class="points"');
});

test('feeds have them as a list, with whole addresses', () => {
  const feed = buildFeedModel(
    { ...context, hubs: [], picture: () => null, origin: 'https://a.example' },
    { kind: 'all' },
  );
  expect(feed?.model.items[0]?.contentHtml).toBe(
    '<p><strong>In short</strong></p>\n<ul>\n<li>A <strong>ticket</strong> costs 900</li>\n<li>See <a href="https://a.example/2016/07/14/quay">the quay</a></li>\n</ul>\n<p>The text.</p>',
  );
});

test('its Markdown has them as their editor wrote them, with links that lead somewhere', () => {
  const text = articleMarkdown(article, 'Text.', {
    site: SAMPLE_SITE,
    words: ENGLISH,
    origin: 'https://a.example',
    picture: () => null,
    file: () => null,
    linkedPath: () => '/2016/07/14/quay',
  });
  expect(text).toContain(
    '**In short**\n\n- A **ticket** costs 900\n- See [the quay](https://a.example/2016/07/14/quay)\n\nText.',
  );
});
