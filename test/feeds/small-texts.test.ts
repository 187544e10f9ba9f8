import { describe, expect, test } from 'vitest';
import { articleMarkdown } from '../../src/feeds/article-markdown.ts';
import { buildLlmsTxt } from '../../src/feeds/llms-txt.ts';
import { markdownText } from '../../src/feeds/markdown-text.ts';
import { publicMarkdown } from '../../src/feeds/public-markdown.ts';
import { buildSecurityTxt } from '../../src/feeds/security-txt.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { SAMPLE_FACTS } from '../support/sample-pictures.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { deskContext } from './feed-desk.ts';
import { ENGLISH } from '../../src/words/words-of.ts';

const ORIGIN = 'https://courier.test';

describe('security.txt', () => {
  const context = { site: SAMPLE_SITE, origin: ORIGIN, now: SAMPLE_NOW, contact: 'desk@courier.test' };

  test('has the fields of RFC 9116', () => {
    expect(buildSecurityTxt(context)).toEqual({
      text: 'Contact: mailto:desk@courier.test\nExpires: 2017-07-01T00:00:00Z\nPreferred-Languages: en\nCanonical: https://courier.test/.well-known/security.txt\n',
      expires: Date.parse('2016-08-01T00:00:00Z'),
    });
  });

  test('says the same for a month, and is never good for more than a year', () => {
    const textAt = (time: string) => buildSecurityTxt({ ...context, now: Date.parse(time) })?.text ?? '';
    expect(textAt('2016-12-01T00:00:00Z')).toBe(textAt('2016-12-31T23:59:59Z'));
    expect(textAt('2016-12-31T23:59:59Z')).toContain('Expires: 2017-12-01T00:00:00Z');
    expect(textAt('2017-01-01T00:00:00Z')).toContain('Expires: 2018-01-01T00:00:00Z');
  });

  test('uses the publisher’s address, keeps a URI, holds one line, and is not there without anyone', () => {
    const publisher = { ...SAMPLE_SITE.publisher, email: 'news@courier.test' };
    const text = (given: Partial<Parameters<typeof buildSecurityTxt>[0]>) =>
      buildSecurityTxt({ ...context, ...given })?.text ?? null;
    expect(text({ contact: null, site: { ...SAMPLE_SITE, publisher } })).toContain(
      'Contact: mailto:news@courier.test\n',
    );
    expect(text({ contact: 'https://courier.test/report' })).toContain(
      'Contact: https://courier.test/report\n',
    );
    expect(text({ contact: 'a@b.test\nExpires: never' })).toContain(
      'Contact: mailto:a@b.test Expires: never\n',
    );
    expect(text({ contact: null })).toBeNull();
  });
});

describe('markdownText', () => {
  test.each([
    ['</script><b> [x](y) *a* _b_ `c`', '\\</script\\>\\<b\\> \\[x\\](y) \\*a\\* \\_b\\_ \\`c\\`'],
    ['# not a heading', '\\# not a heading'],
    ['12. not a list', '12\\. not a list'],
    ['AT&T &amp; R&D', 'AT&T \\&amp; R&D'],
    ['two\n\nlines \u0000\uD800', 'two lines'],
  ])('%s', (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });
});

describe('publicMarkdown', () => {
  test.each([
    ['a <!-- note --> b', 'a  b'],
    ['a\n\n<!-- note\n\nb\n--> c', 'a\n\n c'],
    ['a\n\n> <!-- note without an end\n\nb', 'a'],
    ['code `<!--` and on', 'code `<!--` and on'],
    ['a\n\n[//]: # (note)\n[//]: # (another)\n\nb', 'a\n\n\nb'],
    ['a\n\n[comment]: <> (note)\n', 'a'],
    ['a\n\n[x]: /y\n  "a note as a title"\n\nb', 'a\n\n\nb'],
    ['see [X][]\n\n[x]: https://a.test "T"', 'see [X][]\n\n[x]: https://a.test "T"'],
    ['see[^1]\n\n[^1]: A footnote.', 'see[^1]\n\n[^1]: A footnote.'],
    ['<script>\nnote()\n</script>\n\na', 'a'],
    ['the `<script>` tag and `</script>`', 'the `<script>` tag and `</script>`'],
    ['a\u0000\uD800b', 'ab'],
  ])('%j', (given, expected) => {
    expect(publicMarkdown(given)).toBe(expected);
  });

  test('long hostile text takes no long time', () => {
    for (const piece of ['[', '[a]: ', '<!--', '<script>', '\\[', '[\\', '> ', '"\n ']) {
      expect(publicMarkdown(piece.repeat(50_000 / piece.length)).length).toBeLessThanOrEqual(50_000);
    }
  });
});

describe('articleMarkdown', () => {
  const context = {
    site: SAMPLE_SITE,
    words: ENGLISH,
    origin: ORIGIN,
    linkedPath: () => null,
    picture: (src: string) => (src.includes('gone') ? null : SAMPLE_FACTS),
    file: () => null,
  };
  const article = sampleArticle({
    title: 'Q&A: *now*',
    location: 'Moscow',
    updated: sampleMoment('2016-07-16T10:00'),
    image: { src: '/media/a.jpg', alt: 'A boat', caption: null, credit: null, focus: null },
    source: { name: 'The Wire', url: 'https://wire.test/a(b)' },
    corrections: [{ date: sampleMoment('2016-07-17'), text: 'It is *three*.' }],
  });

  test('shows pictures of a former host that is asked for them as pages do', () => {
    const site = { ...SAMPLE_SITE, formerHosts: ['old.test'], pictureHosts: ['old.test'] };
    const picture = (src: string) => (src === '/fetched/old.test/up/boat.jpg' ? SAMPLE_FACTS : null);
    const body = '![Boat](https://old.test/up/boat.jpg?w=640)';
    expect(articleMarkdown(article, body, { ...context, site, picture })).toContain(
      '![Boat](https://courier.test/',
    );
  });

  test('tells what the page tells, then the body', () => {
    const text = articleMarkdown(article, '\nThe **body**. <!-- ask the lawyer -->\n', context);
    expect(text).toBe(`# Q&A: \\*now\\*

> What the story is about.

- By: The Sample Courier
- Published: 2016-07-15 09:30 +04:00 (Asia/Yerevan)
- Updated: 2016-07-16 10:00 +04:00 (Asia/Yerevan)
- Section: World
- Place: Moscow
- Picture: [A boat](https://courier.test/pictures/${SAMPLE_FACTS.hash}-1280.jpg)
- Address: <https://courier.test${article.path}>
- Publisher: The Sample Courier

The **body**.

Source: [The Wire](https://wire.test/a%28b%29)

## Corrections

- 2016-07-17 (Asia/Yerevan): It is \\*three\\*.
`);
  });

  test('says a headline that the body gives once, and where the original is', () => {
    const copy = { ...article, title: 'Headline', canonical: 'https://else.test/x' };
    const text = articleMarkdown(copy, '# Headline #\n\nBody.', context);
    expect(text.match(/Headline/g)).toHaveLength(1);
    expect(text).toContain('- Address: <https://else.test/x>');
    expect(text).toContain('\n\nBody.\n');
  });
});

test('the beginning of a text stands for its standfirst in llms.txt, and not in its Markdown, which has it all', () => {
  const bare = sampleArticle({ title: 'Bare', description: null, excerpt: 'How it [begins].' });
  expect(buildLlmsTxt(deskContext({ articles: [bare] }))).toContain(
    `${bare.path}.md): How it \\[begins\\].\n`,
  );
  const context = {
    site: SAMPLE_SITE,
    words: ENGLISH,
    origin: ORIGIN,
    picture: () => null,
    file: () => null,
    linkedPath: () => null,
  };
  expect(articleMarkdown(bare, 'How it [begins].', context).match(/How it/g)).toHaveLength(1);
});

test('llms.txt names the site, its sections, newest stories as Markdown, feeds and sitemap', () => {
  const story = sampleArticle({ title: 'A [tricky] one', slug: 'tricky' });
  const text = buildLlmsTxt(deskContext({ articles: [story], standingPages: [SAMPLE_PAGE] }));
  expect(text).toMatch(/^# The Sample Courier\n\n> News for tests\.\n\n/);
  expect(text).toContain(
    '## Sections\n\n- [World](https://courier.test/sections/world): Beyond the border.\n- [Economy]',
  );
  expect(text).toContain(
    `- [A \\[tricky\\] one](https://courier.test${story.path}.md): What the story is about.`,
  );
  expect(text).toContain('## Feeds\n\n- [RSS](https://courier.test/feed.xml)');
  expect(text).toContain('- [Sitemap](https://courier.test/sitemap.xml)');
  expect(text.match(/^# /gm)).toHaveLength(1);
  expect(buildLlmsTxt(deskContext({}))).not.toContain('## Newest stories');
});
