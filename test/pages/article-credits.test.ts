import { expect, test } from 'vitest';
import { articleMarkdown } from '../../src/feeds/article-markdown.ts';
import type { Article } from '../../src/domain/article.ts';
import { buildArticlePage } from '../../src/pages/article-page.ts';
import { buildTeaser } from '../../src/pages/parts/teaser-view.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';
import { ENGLISH } from '../../src/words/words-of.ts';

const license = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' };
const article = sampleArticle({
  type: 'opinion',
  subtitle: 'A second line',
  kicker: 'Letter from Sevan',
  translators: ['Jane Doe', 'Joan Roe'],
  license,
});

test('a page tells kicker, second line, translators and licence, and machines get them in their words', () => {
  const page = buildArticlePage(sampleContext({ articles: [article] }), article);
  expect(page.article).toMatchObject({
    label: 'Opinion · Letter from Sevan',
    subtitle: 'A second line',
    translators: 'Jane Doe, Joan Roe',
    license,
  });
  expect(JSON.stringify(page)).toContain(license.url);
  expect(page.head.structuredData[0]).toMatchObject({
    alternativeHeadline: 'A second line',
    translator: [
      { '@type': 'Person', name: 'Jane Doe' },
      { '@type': 'Person', name: 'Joan Roe' },
    ],
    license: license.url,
  });
});

test('an opinion says so over its headline, any other kind before it, and lists mark all of them', () => {
  const shownAs = (type: Article['type']) => {
    const story = sampleArticle({ type });
    const context = sampleContext({ articles: [story] });
    const { label, kind, kindLabel } = buildArticlePage(context, story).article;
    const teaser = buildTeaser(context, story, 'none');
    return { label, kind, kindLabel, teaser: [teaser.kind, teaser.label] };
  };
  expect(shownAs('opinion')).toEqual({
    label: 'Opinion',
    kind: 'opinion',
    kindLabel: null,
    teaser: ['opinion', 'Opinion'],
  });
  expect(shownAs('review')).toEqual({
    label: null,
    kind: 'review',
    kindLabel: 'Review',
    teaser: ['review', 'Review'],
  });
  expect(shownAs('report')).toEqual({ label: null, kind: null, kindLabel: null, teaser: [null, null] });
});

test('a kicker that says the section again is not shown twice', () => {
  const same = sampleArticle({ kicker: 'WORLD' });
  expect(buildArticlePage(sampleContext({ articles: [same] }), same).article.label).toBeNull();
});

test('its Markdown tells them too', () => {
  const text = articleMarkdown(article, 'Text.', {
    site: SAMPLE_SITE,
    words: ENGLISH,
    origin: 'https://a.example',
    picture: () => null,
    file: () => null,
    linkedPath: () => null,
  });
  expect(text).toContain('A second line');
  expect(text).toContain('- Translated by: Jane Doe, Joan Roe');
  expect(text).toContain(`License: [CC BY 4.0](${license.url})`);
});
