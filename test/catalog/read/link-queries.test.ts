import { beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { fileMark } from '../../../src/domain/marks/file-marks.ts';
import {
  openSampleDesk,
  readSample,
  SAMPLE_NOW as NOW,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle, sampleMoment } from '../../support/sample-site.ts';

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
});

const article = (file: string, given: Partial<Article> = {}): Article => {
  const slug =
    given.slug ?? (/([^/]*)\.md$/.exec(file)?.[1] ?? '').replace(/^\d{4}-\d{2}-\d{2}-/, '').toLowerCase();
  return {
    ...sampleArticle({ title: `Title of ${file}`, published: '2016-07-15' }),
    file: `articles/${file}`,
    id: `articles/${file.slice(0, -3)}`,
    slug,
    path: `/2016/07/15/${slug}`,
    ...given,
  };
};
const publish = (...articles: readonly Article[]) =>
  desk.publisher.publish({ reads: articles.map((one) => readSample(one)) }, NOW);
const linked = (mark: string, from = 'articles/x.md', now = NOW) => {
  const found = desk.catalog.linkedFile(mark, from, now);
  return found.kind === 'live' ? found.path : found.kind;
};

describe('a link to a file', () => {
  test.each([
    ['b.md', 'articles/x.md', '/2016/07/15/b'],
    ['./a/c.md', 'articles/x.md', '/2016/07/15/c'],
    ['../b.md', 'articles/a/x.md', '/2016/07/15/b'],
    ['../a/c.md', 'articles/a/x.md', '/2016/07/15/c'],
    ['2016-07-15-dated.md', 'articles/x.md', '/2016/07/15/dated'],
    ['story/index.md', 'articles/x.md', '/2016/07/15/story'],
    ['story/', 'articles/x.md', '/2016/07/15/story'],
    ['../story', 'articles/a/x.md', '/2016/07/15/story'],
    ['../pages/about.md', 'articles/x.md', '/about'],
    ['../articles/b.md', 'pages/about.md', '/2016/07/15/b'],
    // Moved here without the folder that it was in.
    ['../../posts/b.md', 'articles/x.md', '/2016/07/15/b'],
    ['root:/a/c.md', 'articles/x.md', '/2016/07/15/c'],
    ['root:/_posts/2016-07-15-dated.md', 'articles/x.md', '/2016/07/15/dated'],
    ['root:/content/a/c.md', 'articles/x.md', '/2016/07/15/c'],
    ['root:/posts/b', 'articles/x.md', '/2016/07/15/b'],
    ['root:/about.md', 'articles/x.md', '/about'],
    ['name:2016-07-15-dated', 'articles/x.md', '/2016/07/15/dated'],
    ['name:dated', 'articles/x.md', '/2016/07/15/dated'],
    ['name:C', 'articles/x.md', '/2016/07/15/c'],
    ['name:a/C.md', 'articles/x.md', '/2016/07/15/c'],
    ['name:title of articles', 'articles/x.md', 'unknown'],
    ['name:TITLE of B.md', 'articles/x.md', '/2016/07/15/b'],
    ['name:same', 'articles/a/x.md', '/2016/07/15/same-a'],
    ['name:same', 'articles/x.md', '/2016/07/15/same'],
    ['name:a/same', 'articles/x.md', '/2016/07/15/same-a'],
    ['name:Slugged', 'articles/x.md', '/2016/07/15/other'],
    ['name:other', 'articles/x.md', '/2016/07/15/other'],
    ['name:about', 'articles/x.md', '/about'],
    ['same.md', 'articles/b/x.md', 'unknown'],
    ['nothing.md', 'articles/x.md', 'unknown'],
    ['nothing', 'articles/x.md', 'unknown'],
    ['../../../etc/passwd', 'articles/x.md', 'unknown'],
    ['draft.md', 'articles/x.md', 'hidden'],
    ['name:draft', 'articles/x.md', 'hidden'],
  ])('%s in %s leads to %s', (mark, from, expected) => {
    publish(
      article('b.md'),
      article('a/c.md'),
      article('2016-07-15-dated.md'),
      article('story/index.md', { slug: 'story' }),
      article('same.md'),
      article('a/same.md', { path: '/2016/07/15/same-a' }),
      article('slugged.md', { slug: 'other' }),
      article('draft.md', { isDraft: true }),
    );
    desk.publisher.publish(
      { standingPages: [{ ...SAMPLE_PAGE, file: 'pages/about.md', path: '/about' }] },
      NOW,
    );
    expect(linked(mark, from)).toBe(expected);
  });

  test('follows the file when it is renamed, redated and given another slug', () => {
    publish(article('b.md'));
    desk.gone.add('articles/b.md');
    publish(article('sub/new.md', { slug: 'b', path: '/2016/07/15/b', title: 'Title of b.md' }));
    expect(linked('b.md')).toBe('/2016/07/15/b');
    publish(article('sub/new.md', { slug: 'c', path: '/2016/07/16/c', title: 'Title of b.md' }));
    expect([linked('b.md'), linked('name:b'), linked('sub/new.md')]).toEqual(Array(3).fill('/2016/07/16/c'));
  });

  test('waits for an embargo, and ends with an expiry', () => {
    const later = sampleMoment('2016-07-21T09:00');
    publish(article('b.md', { published: later }));
    expect([linked('b.md'), linked('b.md', 'articles/x.md', later.epochMs)]).toEqual([
      'hidden',
      '/2016/07/15/b',
    ]);
  });
});

describe('the body of an article', () => {
  const link = `<a href="#part" title="T" data-file="${fileMark('b.md')['data-file']}">the <em>other</em></a>`;
  const linking = (): Article => article('linking.md', { bodyHtml: `<p>See ${link}.</p>` });
  const bodyOf = (path: string) => {
    const found = desk.catalog.resolve(path, NOW);
    return found.kind === 'article' ? found.article : null;
  };

  test('leads to the file wherever it is, and has its text alone while readers do not see that', () => {
    publish(linking());
    expect(bodyOf('/2016/07/15/linking')).toMatchObject({
      bodyHtml: '<p>See the <em>other</em>.</p>',
      linkKeys: ['link:b'],
    });
    publish(article('b.md', { isDraft: true }));
    expect(bodyOf('/2016/07/15/linking')?.bodyHtml).toBe('<p>See the <em>other</em>.</p>');
    publish(article('b.md'));
    const { bodyHtml, linkKeys } = bodyOf('/2016/07/15/linking') ?? {};
    expect(bodyHtml).toBe('<p>See <a href="/2016/07/15/b#part" title="T">the <em>other</em></a>.</p>');
    expect(linkKeys).toEqual(['link:b', 'article:articles/b']);
    expect(desk.catalog.articlesOf({ kind: 'all' }, 9, NOW).map((one) => one.bodyHtml)).toContain(bodyHtml);
  });

  test('is made anew when the file comes, goes or moves, and not when its text alone changes', () => {
    publish(linking());
    expect([...publish(article('b.md')).keys]).toContain('link:b');
    const moved = publish(article('b.md', { path: '/2016/07/16/b' })).keys;
    expect(moved.has('link:b') && moved.has('article:articles/b')).toBe(true);
    expect([
      ...publish(article('b.md', { path: '/2016/07/16/b', bodyHtml: '<p>More.</p>' })).keys,
    ]).not.toContain('link:b');
    expect([...publish(article('b.md', { isDraft: true })).keys]).toContain('link:b');
  });

  test('keeps an address that may mean something without a file', () => {
    const beside = `<a href="story?x" data-file="${fileMark('story')['data-file']}">x</a>`;
    publish(article('linking.md', { bodyHtml: `<p>${beside}</p>` }));
    expect(bodyOf('/2016/07/15/linking')?.bodyHtml).toBe('<p><a href="story?x">x</a></p>');
  });
});

test('what a story says in short leads to files as its body does', () => {
  const html = '<a href="" data-file="b.md">B</a>, <a href="" data-file="none.md">none</a>';
  publish(article('b.md'), article('x.md', { points: [{ markdown: '', html }] }));
  const found = desk.catalog.resolve('/2016/07/15/x', NOW);
  const { points, linkKeys } = found.kind === 'article' ? found.article : {};
  expect(points?.[0]?.html).toBe('<a href="/2016/07/15/b">B</a>, none');
  expect(linkKeys).toEqual(expect.arrayContaining(['link:b', 'link:none']));
});
