import { describe, expect, test } from 'vitest';
import { articleMarkdown } from '../../src/feeds/article-markdown.ts';
import { buildFeedModel } from '../../src/feeds/build-feed-model.ts';
import { writeAtom } from '../../src/feeds/write-atom.ts';
import { writeJsonFeed } from '../../src/feeds/write-json-feed.ts';
import { writeRss } from '../../src/feeds/write-rss.ts';
import { sampleArticle } from '../support/sample-site.ts';
import { deskContext } from './feed-desk.ts';

const BELL = { src: '/media/bell.mp3', type: 'audio/mpeg', bytes: 5000, isNamed: true };
const file = (src: string) => (src === '/articles/bell.mp3' ? BELL : null);
const clip = (src: string, title: string): string =>
  `<figure class="clip" data-clip="audio ${src}"><p>${title}</p><figcaption>At noon.</figcaption></figure>`;
const article = sampleArticle({
  bodyHtml: `${clip('/media/gone.mp3', 'Gone')}\n${clip('/articles/bell.mp3', 'The bell')}`,
});

describe('a clip in feeds', () => {
  const desk = deskContext({ articles: [article] });
  const built = buildFeedModel({ ...desk, catalog: { ...desk.catalog, file } }, { kind: 'all' });
  const feed = built?.model;
  if (feed === undefined) throw new Error('there is no feed');

  test('is a link; one that is not there is left to its title', () => {
    expect(feed.items[0]?.contentHtml).toBe(
      '<figure><p>Gone</p><figcaption>At noon.</figcaption></figure>\n' +
        '<figure><p><a href="https://courier.test/media/bell.mp3">The bell</a></p><figcaption>At noon.</figcaption></figure>',
    );
  });

  test('changes them when it comes or goes', () => {
    expect(built?.keys).toEqual(expect.arrayContaining(['file:/media/gone.mp3', 'file:/articles/bell.mp3']));
  });

  test('comes with the item, in the words of each format', () => {
    expect(writeRss(feed)).toContain(
      '<enclosure url="https://courier.test/media/bell.mp3" length="5000" type="audio/mpeg"/>',
    );
    expect(writeAtom(feed)).toContain(
      '<link rel="enclosure" type="audio/mpeg" length="5000" href="https://courier.test/media/bell.mp3"/>',
    );
    expect(JSON.parse(writeJsonFeed(feed)).items[0].attachments).toEqual([
      { url: 'https://courier.test/media/bell.mp3', mime_type: 'audio/mpeg', size_in_bytes: 5000 },
    ]);
  });
});

test('a clip in Markdown is a link', () => {
  const { site, words, origin, picture } = deskContext({});
  const text = articleMarkdown(
    article,
    '![The bell](bell.mp3 "At noon.")\n\n![Gone](/media/gone.mp3)\n\n`![x](bell.mp3)`',
    {
      site,
      words,
      origin,
      picture,
      file: (src) => (src.endsWith('/bell.mp3') ? BELL : null),
      linkedPath: () => null,
    },
  );
  expect(text).toContain(
    '[The bell](https://courier.test/media/bell.mp3 "At noon.")\n\nGone\n\n`![x](bell.mp3)`',
  );
});
