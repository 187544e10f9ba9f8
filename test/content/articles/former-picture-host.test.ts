import { expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { parseAuthor } from '../../../src/content/authors/parse-author.ts';
import { renderArticleBody } from '../../../src/content/document/render-article-body.ts';
import { webPicturesIn, webPicturesOf } from '../../../src/content/document/web-pictures.ts';
import { parseStandingPage } from '../../../src/content/standing-pages/parse-standing-page.ts';
import { siteHosts } from '../../../src/domain/hosts/site-hosts.ts';
import { NOW, TEST_SITE } from '../test-site.ts';

const OLD = 'https://old.example';
const SITE = { ...TEST_SITE, formerHosts: ['old.example'], pictureHosts: ['old.example'] };
const FETCHED = { src: '/fetched/old.example/up/boat.jpg', web: `${OLD}/up/boat.jpg` };
const BODY = `![A boat](${OLD}/up/boat.jpg?w=640)\n\n![A film](${OLD}/film.mp4)\n\n[The ferry](${OLD}/ferry) and [the report](${OLD}/report.pdf).\n`;
const TEXT = `---\ntitle: A\ndate: 2016-07-15\nimage: {src: "${OLD}/up/boat.jpg", alt: A boat}\n---\n${BODY}`;

test('of a host that was the site’s and has its pictures, pictures are fetched; links and clips stay the site’s', () => {
  const { article, body, text, bodyStart, links, problems, isPlain } = parseArticle(
    { file: 'articles/a.md', text: TEXT },
    SITE,
  );
  expect(problems).toEqual([]);
  expect(article?.image).toMatchObject(FETCHED);
  expect(webPicturesIn(body?.bodyHtml ?? '')).toEqual([FETCHED.web]);
  expect(body?.bodyHtml).toContain('src="/fetched/old.example/up/boat.jpg"');
  expect(body?.bodyHtml).toMatch(/\/media\/film\.mp4[\s\S]*\/media\/report\.pdf/);
  expect(links.map(({ to }) => to)).toEqual(['/ferry']);
  if (article === null) throw new Error('no article');
  // A plain body is the same when it is rendered later, in other processes too.
  expect(isPlain).toBe(true);
  const again = renderArticleBody({
    text,
    bodyStart,
    file: article.file,
    title: 'A',
    language: 'en',
    ...siteHosts(SITE),
  });
  expect(again.bodyHtml).toBe(body?.bodyHtml);
  expect(webPicturesOf({ record: article, text, bodyStart, bodyHtml: null }, SITE)).toEqual([FETCHED.web]);
  for (const mode of ['inspect', 'head'] as const) {
    const other = parseArticle({ file: 'articles/a.md', text: TEXT }, SITE, mode);
    expect([other.article, other.problems]).toEqual([article, []]);
  }
});

test('portraits of authors, their texts and standing pages follow the same rule', () => {
  const { author, problems } = parseAuthor(
    {
      file: 'authors/ani.md',
      text: `---\nname: Ani\npicture: {src: "${OLD}/up/boat.jpg", alt: Ani}\n---\n${BODY}`,
    },
    SITE,
    NOW,
  );
  expect(problems).toEqual([]);
  expect(author?.picture).toMatchObject(FETCHED);
  const { page } = parseStandingPage(
    { file: 'pages/about.md', text: `---\ntitle: About\n---\n${BODY}` },
    SITE,
    NOW,
  );
  for (const html of [author?.bodyHtml, page?.bodyHtml])
    expect(webPicturesIn(html ?? '')).toEqual([FETCHED.web]);
});

test('the publisher’s own host stays its own, though it is named', () => {
  const publisher = { ...TEST_SITE.publisher, url: OLD };
  const { article, body } = parseArticle({ file: 'articles/a.md', text: TEXT }, { ...SITE, publisher });
  expect(article?.image).toMatchObject({ src: '/media/up/boat.jpg' });
  expect(article?.image?.web).toBeUndefined();
  expect(body?.bodyHtml).toContain('src="/media/up/boat.jpg"');
});
