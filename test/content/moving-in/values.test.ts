import { describe, expect, test } from 'vitest';
import { visibilityAt } from '../../../src/domain/visibility.ts';
import { brief, TEST_SITE } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

/** An article with these lines in its front matter; its problems without those of pictures’ texts. */
function read(lines: string, body = 'Text.', file = 'articles/2020-01-08-the-ferry.md') {
  const text = `---\ntitle: T\ndate: 2020-01-08 10:00\n${lines}\n---\n${body}\n`;
  const { article, problems: all } = wholeArticle({ file, text });
  const problems = all.filter(({ code }) => code !== 'picture-alt-missing');
  return { article, problems, told: brief(problems) };
}
const topicsOf = (lines: string) => read(lines).article?.topics.map(({ name }) => name);

describe('a value that cannot be read is left out alone, with a warning', () => {
  test.each([
    ['canonical: none', 'url-invalid', 'canonical', /^canonical: "none" .*; it was left out\.$/],
    ['image: {src: a.jpg, alt: A, focus: middle}', 'focus-invalid', 'image.focus', /; it was left out\.$/],
    ['series: {name: Rivers, part: last}', 'part-invalid', 'series.part', /; it was left out\.$/],
    ['series: {part: 2}', 'value-missing', 'series.name', /is missing; series was left out\.$/],
    ['source: {name: NYT, url: nyt}', 'url-invalid', 'source.url', /; it was left out\.$/],
    ['updated: lately', 'date-invalid', 'updated', /; it was left out\.$/],
    ['slug: "…"', 'slug-invalid', 'slug', /; it was left out\.$/],
    ['id: a b', 'id-invalid', 'id', /; it was left out\.$/],
    ['language: klingonian', 'language-invalid', 'language', /; it was left out\.$/],
    ['license: {a: [b]}', 'value-form', 'license', /; it was left out\.$/],
  ])('%s', (lines, code, about, message) => {
    const { article, problems } = read(lines);
    expect(article).not.toBeNull();
    expect(problems).toMatchObject([
      { severity: 'warning', code, about, message: expect.stringMatching(message) },
    ]);
    expect(problems[0]?.hint).not.toBe('');
  });

  test('what is around it stays', () => {
    expect(read('image: {src: a.jpg, alt: A, focus: middle, credit: C}').article?.image).toMatchObject({
      src: '/articles/a.jpg',
      credit: 'C',
      focus: null,
    });
    expect(read('series: {name: Rivers, part: last}').article?.series?.name).toBe('Rivers');
    expect(read('source: {name: NYT, url: nyt}').article?.source).toEqual({ name: 'NYT', url: null });
    const { article, problems } = read(
      'corrections:\n  - {date: soon, text: a}\n  - none\n  - {date: 2020-01-09, text: b}\n  - {date: 2020-01-10}',
    );
    expect(article?.corrections.map(({ text }) => text)).toEqual(['b']);
    expect(problems.map(({ line, column, message }) => `${line}:${column} ${message}`)).toEqual([
      '5:12 corrections[1].date: "soon" is not a date; corrections[1] was left out.',
      '6:5 corrections[2]: "none" stands where a map is expected; it was left out.',
      '8:5 corrections[4].text: is missing; corrections[4] was left out.',
    ]);
  });

  test('title, date and what limits who may see it still keep it off the site', () => {
    for (const lines of ['draft: perhaps', 'expires: some day', 'embargo: until further notice']) {
      const { article, problems } = read(lines);
      expect(article, lines).toBeNull();
      expect(problems, lines).toMatchObject([{ severity: 'error' }]);
    }
  });
});

describe('type', () => {
  test.each(['post', 'blog', 'page', 'article', 'Post', 'blog-post', 'posts'])(
    '%s of other systems is no type of article',
    (type) => {
      const { article, problems } = read(`type: ${type}`);
      expect(article?.type).toBe('news');
      expect(problems).toMatchObject([{ severity: 'warning', code: 'type-foreign', about: 'type' }]);
    },
  );

  test('ours is one, and a slip of the pen has a cure', () => {
    expect(read('type: Opinion')).toMatchObject({ article: { type: 'opinion' }, problems: [] });
    const { problems } = read('type: opinoin');
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'type-unknown', hint: expect.stringContaining('Did you mean "opinion"?') },
    ]);
  });
});

describe('topics', () => {
  test.each([
    ['tags: ferry lake', ['ferry', 'lake']],
    ['tags: New York', ['New York']],
    ['tags: ferry New York', ['ferry', 'New', 'York']],
    ['tags: New York, ferry lake', ['New York', 'ferry lake']],
    ['tags: [New York, ferry lake]', ['New York', 'ferry lake']],
    ['tags: ferry; New York', ['ferry', 'New York']],
    ['tags: "#ferry #lake"', ['ferry', 'lake']],
    ['tags: |\n  New York\n  ferry lake', ['New York', 'ferry lake']],
    ['tags: کشتی دریاچه', ['کشتی', 'دریاچه']],
    ['tag: ferry lake', ['ferry lake']],
    ['topics: ferry lake', ['ferry lake']],
    ['keywords: ferry lake, boats', ['ferry lake', 'boats']],
    ['categories: news lake', ['news', 'lake']],
    ['category: ferry lake', ['ferry lake']],
    ['categories: [[Red, Blue], News]', ['Red', 'Blue', 'News']],
    ['tags: [[a, [b]], c]', ['a', 'b', 'c']],
    [
      'tags:\n  - label: Lakes\n    permalink: /lakes\n  - name: Boats\n  - {title: Quays, slug: q}\n  - slug: piers',
      ['Lakes', 'Boats', 'Quays', 'piers'],
    ],
    ['tags: [Arts &amp; Culture]', ['Arts & Culture']],
    ['taxonomy: {tag: [ferry, lake], category: [blog], author: Jo Doe}', ['ferry', 'lake', 'blog']],
    ['taxonomies:\n  tags: [ferry]\n  categories: [lake]', ['ferry', 'lake']],
  ])('%s', (lines, topics) => {
    const { problems } = read(lines);
    expect(topicsOf(lines)).toEqual(topics);
    expect(problems).toEqual([]);
  });

  test('one without letters is left out and told at its place', () => {
    const { article, problems } = read('tags: [Maps, "...", —]');
    expect(article?.topics.map(({ name }) => name)).toEqual(['Maps']);
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'name-invalid', about: 'tags', line: 4, column: 14 },
      { severity: 'warning', code: 'name-invalid', about: 'tags', line: 4, column: 21 },
    ]);
  });

  test('Zola’s tables are read in TOML', () => {
    const text =
      '+++\ntitle = "T"\ndate = 2020-01-08\n[taxonomies]\ntags = ["ferry"]\n[extra]\nauthor = "Jo Doe"\ntoc = true\n+++\nText.\n';
    const { article, problems } = wholeArticle({ file: 'articles/x.md', text });
    expect(article).toMatchObject({ topics: [{ name: 'ferry' }], authors: [{ name: 'Jo Doe' }] });
    expect(problems).toMatchObject([{ severity: 'warning', code: 'key-foreign', about: 'extra', line: 6 }]);
    expect(problems[0]?.message).toContain('"toc"');
  });
});

describe('a section that the site does not have', () => {
  test('is a topic with a list of its own, stands over the headline and is told by its name', () => {
    const { article, problems } = read('section: Reviews\ntopics: [Lakes]');
    expect(article).toMatchObject({
      section: null,
      kicker: 'Reviews',
      topics: [
        { name: 'Reviews', slug: 'reviews' },
        { name: 'Lakes', slug: 'lakes' },
      ],
    });
    expect(problems).toMatchObject([
      { severity: 'warning', code: 'section-unknown', about: 'Reviews', line: 4, column: 10 },
    ]);
    expect(problems[0]?.message).toContain('/topics/reviews');
  });

  test('a slip of the pen has a cure; the editors’ own kicker stays', () => {
    const { article, problems } = read('section: Wrold\nkicker: Lakes');
    expect(article?.kicker).toBe('Lakes');
    expect(problems[0]?.hint).toContain('Did you mean "world"?');
  });

  test('of several the first that is one; a name without letters is left out', () => {
    expect(read('section: [Reviews, World]').article).toMatchObject({
      section: 'world',
      topics: [{ name: 'Reviews' }],
    });
    const { article, problems } = read('section: "—"');
    expect(article).toMatchObject({ section: null, topics: [] });
    expect(problems).toMatchObject([{ severity: 'warning', code: 'section-unknown' }]);
  });
});

describe('a long byline', () => {
  const LONG =
    'Anna Example, directrice générale de la transformation numérique et des services aux citoyens – Programme national; Bob Example et Carol Example, Bureau';
  const names = (lines: string) => read(lines).article?.authors.map(({ name }) => name);

  test('is read for its names and told', () => {
    expect(names(`author: ${LONG}`)).toEqual(['Anna Example', 'Bob Example et Carol Example, Bureau']);
    expect(read(`author: ${LONG}`).problems).toMatchObject([
      { severity: 'warning', code: 'byline-shortened', about: 'authors' },
    ]);
    expect(names(`author: Anna Example, directrice générale de la transformation numérique`)).toEqual([
      'Anna Example',
    ]);
    expect(names(`author: Bob Example et Carol Example – ${'x'.repeat(120)}`)).toEqual([
      'Bob Example',
      'Carol Example',
    ]);
    expect(names('author: |\n  Jane Doe\n  Joan Roe')).toEqual(['Jane Doe', 'Joan Roe']);
  });

  test('without any is cut, and never lost', () => {
    const [name = ''] = names(`author: ${'the ministry of many things '.repeat(6)}`) ?? [];
    expect(name).toMatch(/^the ministry of many things .*…$/);
    expect(name.length).toBeLessThanOrEqual(120);
  });

  test('names stay names', () => {
    expect(names('author: Jane Doe, bell hooks')).toEqual(['Jane Doe', 'bell hooks']);
    expect(names('authors: {jdoe: {name: Jane Doe}, jroe: {name: Joan Roe}}')).toEqual([
      'Jane Doe',
      'Joan Roe',
    ]);
  });
});

describe('an end', () => {
  const at = (time: string, lines: string) => {
    const { article } = read(lines);
    return article === null ? 'refused' : visibilityAt(article, Date.parse(`${time}+04:00`));
  };

  test('that is the day of publication alone is the end of that day', () => {
    const { article, problems } = read('expirydate: 2020-01-08');
    expect(problems).toEqual([]);
    expect(article?.expires?.iso).toBe('2020-01-09T00:00:00+04:00');
    expect(at('2020-01-08T23:59', 'expirydate: 2020-01-08')).toBe('live');
    expect(at('2020-01-09T00:00', 'expires: 2020-01-08')).toBe('expired');
    expect(at('2020-01-09T00:00', 'expires: 2020-01-09')).toBe('expired');
  });

  test('that is before it is told, and nobody ever sees the article', () => {
    const lines = 'expires: 2020-01-08 09:00';
    expect(read(lines).problems).toMatchObject([
      { severity: 'warning', code: 'expires-before-date', about: 'expires', line: 4 },
    ]);
    for (const time of ['2020-01-08T09:30', '2020-01-08T10:00', '2020-02-01T00:00']) {
      expect(at(time, lines)).not.toBe('live');
    }
  });
});

describe('other systems’ pictures', () => {
  test.each([
    ['image: {url: quay.jpg, alt: Q}', 'Q'],
    ['cover: {image: quay.jpg, alt: Q}', 'Q'],
    ['image: {feature: quay.jpg, teaser: t.jpg, thumb: u.jpg}', ''],
    ['header: {teaser: t.jpg, overlay_image: quay.jpg, caption: "Photo: [Jo](https://jo.example)"}', ''],
    ['heroImage: quay.jpg', ''],
    ['featuredImage: quay.jpg', ''],
    ['banner: quay.jpg', ''],
    ['ogImage: {url: quay.jpg}', ''],
    ['params: {cover: {image: quay.jpg, alt: Q}}', 'Q'],
    ['extra: {image: quay.jpg}', ''],
  ])('%s', (lines, alt) => {
    expect(read(lines).article?.image).toMatchObject({ src: '/articles/quay.jpg', alt });
  });
});

describe('other systems’ standfirsts', () => {
  test.each(
    'spoiler teaser abstract intro dek blurb lede lead summary excerpt'
      .split(' ')
      .map((key) => `${key}: Words.`),
  )('%s', (lines) => {
    expect(read(lines)).toMatchObject({ article: { description: 'Words.' }, problems: [] });
  });

  test('a list is joined, a map read for its text, and a switch is none', () => {
    expect(read('description:\n  - One.\n  - Two.').article?.description).toBe('One. Two.');
    expect(read('description: {short: Words., long: More words.}').article?.description).toBe('Words.');
    expect(read('description: ["One.", "Two."]').article?.description).toBe('One. Two.');
    expect(read('description: [Update] The ferry').article?.description).toBe('[Update] The ferry');
    expect(read('abstract: true').article?.description).toBeNull();
    expect(read('teaser: t.jpg').article?.image?.src).toBe('/articles/t.jpg');
  });
});

test('keys that are ignored are told by their name, and what they carry', () => {
  expect(read('comments: true\nmystery: x\nvideos: [a.mp4]').problems).toMatchObject([
    { code: 'key-foreign', about: 'comments', hint: expect.stringContaining('no harm') },
    { code: 'key-unknown', about: 'mystery' },
    { code: 'key-foreign', about: 'videos', hint: expect.not.stringContaining('no harm') },
  ]);
});

test('an ordinary article needs none of this', () => {
  const lines = 'section: World\ntopics: [Lakes, Boats]\ndescription: 5 < 6 & 7\nimage: {src: a.jpg, alt: A}';
  expect(read(lines).problems).toEqual([]);
  expect(TEST_SITE.sections).toHaveLength(2);
});
