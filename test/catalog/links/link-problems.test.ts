import { beforeEach, describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import type { PlacedLink } from '../../../src/domain/marks/text-link.ts';
import { verifyLinks } from '../../../src/catalog/links/check-file-links.ts';
import {
  openSampleDesk,
  readSample,
  SAMPLE_NOW as NOW,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle } from '../../support/sample-site.ts';

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
  desk.gone.add('media/absent.jpg').add('articles/absent.jpg');
});

const article = (slug: string, given: Partial<Article> = {}): Article => ({
  ...sampleArticle({ title: `Title of ${slug}`, published: '2016-07-15' }),
  file: `articles/${slug}.md`,
  id: `articles/${slug}`,
  slug,
  path: `/2016/07/15/${slug}`,
  ...given,
});
const publish = (one: Article, links: readonly PlacedLink[] = []) => {
  const read = readSample(one);
  const linking = read.article === null ? null : { ...read.article, textLinks: links };
  return desk.publisher.publish({ reads: [{ ...read, article: linking }] }, NOW);
};
const link = (to: string, given: Partial<PlacedLink> = {}): PlacedLink => ({
  to,
  fragment: '',
  written: to,
  isInPlace: true,
  line: 4,
  column: 7,
  ...given,
});
const told = (to: string): string | null => {
  const problems = publish(article('linking'), [link(to)]).problems.get('articles/linking.md') ?? [];
  const [first] = problems;
  return first === undefined
    ? null
    : `${first.code} ${/"([^"]*)"\? Correct/.exec(first.hint)?.[1] ?? ''}`.trim();
};

describe('a link within the site', () => {
  test.each([
    ['/', null],
    ['/2016/07/15/ferry', null],
    ['/2016/07/15/Ferry/', null],
    ['/2016/07/15/ferry.md', null],
    ['/2016/07/15/embargoed', null],
    ['/2016/07/15/draft', null],
    ['/2016/07', null],
    ['/2016/07/15', null],
    ['/2015', 'link-dead'],
    ['/2016/13', 'link-dead'],
    ['/2016/07/14/ferry', 'link-dead /2016/07/15/ferry'],
    ['/2016/07/15/fery-sails', 'link-dead /2016/07/15/ferry-sails'],
    ['/blog/ferry.html', 'link-dead /2016/07/15/ferry'],
    ['/2020/01/05/nothing', 'link-dead'],
    ['/about', null],
    ['/abuot', 'link-dead /about'],
    ['/about.html', 'link-moved'],
    ['/2016/07/15/Ferry_Sails.html', 'link-moved'],
    ['/nothing', 'link-dead'],
    ['/search', null],
    ['/feed.xml', null],
    ['/sections/world', null],
    ['/sections/world/feed.atom', null],
    ['/sections/wrold', 'link-dead /sections/world'],
    ['/category/world/', 'link-moved'],
    ['/tags/lakes', 'link-moved'],
    ['/tags/seas', 'link-dead'],
    ['/feed/', 'link-moved'],
    ['/de', 'link-dead'],
    ['/topics/lakes', null],
    ['/topics/seas', 'link-dead'],
    ['/authors/the-sample-courier', null],
    ['/authors/nobody', 'link-dead'],
    ['/media/there.jpg', null],
    ['/media/absent.jpg', 'link-dead'],
    ['/articles/absent.jpg', 'link-dead'],
    ['/assets/styles.css', null],
    ['/old/ferry', 'link-moved'],
    ['/2016/07/15/former', 'link-moved'],
    ['/2016/07/15/removed', 'link-gone'],
    ['ferry.md', null],
    ['fery-sails.md', 'link-to-file articles/ferry-sails.md'],
    ['embargoed.md', null],
    ['draft.md', 'link-to-hidden'],
    ['name:Nothing', 'link-to-file'],
    ['story-beside', 'link-to-file'],
  ])('%s: %s', (to, expected) => {
    publish(article('ferry', { aliases: ['/old/ferry'], topics: [{ name: 'Lakes', slug: 'lakes' }] }));
    publish(article('ferry-sails'));
    publish(article('draft', { isDraft: true }));
    publish(article('embargoed', { published: { ...sampleArticle({}).published, epochMs: NOW + 1000 } }));
    publish(article('former'));
    publish(article('former', { slug: 'renamed', path: '/2016/07/15/renamed' }));
    publish(article('removed'));
    desk.publisher.publish({ gone: ['articles/removed.md'] }, NOW);
    desk.publisher.publish({ standingPages: [{ ...SAMPLE_PAGE, path: '/about' }] }, NOW);
    expect(told(to)).toBe(expected);
  });

  test('to what has another address is repaired where it stands', () => {
    publish(article('ferry', { aliases: ['/old/ferry'] }));
    const moved = link('/old/ferry', { written: '/old/ferry/#part', fragment: '#part' });
    const { problems } = publish(article('linking'), [moved, { ...moved, isInPlace: false, line: 5 }]);
    expect(problems.get('articles/linking.md')).toMatchObject([
      { line: 4, column: 7, fix: { old: '/old/ferry/#part', repaired: '/2016/07/15/ferry#part' } },
      { line: 5 },
    ]);
    expect(problems.get('articles/linking.md')?.[1]).not.toHaveProperty('fix');
  });

  test.each([
    '/2016/07/15/later',
    'later.md',
    'name:Later',
    '/old/later',
    '/Old/Later.html',
    '/was/later',
    '/topics/lakes',
    '/tag/Lakes/',
  ])('to %s has its file judged again when that comes', (to) => {
    expect(told(to)).not.toBeNull();
    const later = article('later', {
      aliases: ['/old/later'],
      oldPaths: ['/was/later'],
      topics: [{ name: 'Lakes', slug: 'lakes' }],
    });
    expect(publish(later).retry).toEqual(['articles/linking.md']);
  });

  test('to a standing page has its file judged again when that comes', () => {
    expect([told('/about'), told('../pages/about.md')]).toEqual(['link-dead', 'link-to-file']);
    const page = { ...SAMPLE_PAGE, file: 'pages/about.md', path: '/about' };
    expect(desk.publisher.publish({ standingPages: [page] }, NOW).retry).toEqual(['articles/linking.md']);
  });

  test('waits no longer when its file is gone or says something else', () => {
    expect(told('/2016/07/15/later')).toBe('link-dead');
    publish(article('linking', { title: 'New' }));
    expect(publish(article('later')).retry).toEqual([]);
  });
});

test('the links of a whole folder are judged when all of it is in', () => {
  publish(article('ferry'));
  publish(article('linking'));
  const { database, ledger, publisher } = desk;
  const links = [link('/2016/07/15/ferry'), link('/nothing'), link('ferry.md')];
  verifyLinks({ database, ledger, isGone: () => false }, [{ file: 'articles/linking.md', links }], NOW);
  expect(publisher.sources.get('articles/linking.md')?.problems.map(({ code }) => code)).toEqual([
    'link-dead',
  ]);
});

test.each([
  ['name:No such%20thing', '"[[No such thing]]"'],
  ['root:/no/such.md', '"/no/such.md"'],
])('a link that is read by a scheme of ours is told as its editor knows it: %s', (written, shown) => {
  const { problems } = publish(article('wiki'), [link(written, { written })]);
  expect(problems.get('articles/wiki.md')).toMatchObject([{ message: expect.stringContaining(shown) }]);
});
