import { describe, expect, test } from 'vitest';
import { brief } from '../test-site.ts';
import { wholeArticle } from '../whole-article.ts';

function parse(lines: string) {
  const { article, problems } = wholeArticle({
    file: 'articles/x.md',
    text: `---\ntitle: T\ndate: 2016-07-15\n${lines}\n---\nText.\n`,
  });
  return { article, told: brief(problems), problems };
}

const QUAY = { src: '/media/quay.jpg', alt: 'The quay' };

describe('the lead picture under the names of other systems', () => {
  test.each([
    'featured_image: media/quay.jpg\nfeatured_image_alt: The quay',
    'featuredImage: media/quay.jpg\nimage-alt: The quay',
    'coverImage: media/quay.jpg\ncover_image_alt: The quay',
    'cover: {image: media/quay.jpg, alt: The quay}',
    'cover: {src: media/quay.jpg, alt: The quay}',
    'main_image: {url: media/quay.jpg, alt_text: The quay}',
    'hero_image: media/quay.jpg\nheroAlt: The quay',
    'heroImage: media/quay.jpg\nimageAlt: The quay',
    'header:\n  image: media/quay.jpg\n  alt: The quay',
    'hero: {image: {src: media/quay.jpg, alt: The quay}}',
    'thumb: media/quay.jpg\nimage_alt: The quay',
    'banner: media/quay.jpg\nimage_alt: The quay',
    'image: {path: media/quay.jpg, alt: The quay}',
    'images: [media/quay.jpg]\nimage_alt: The quay',
  ])('%s', (lines) => {
    const { article, told } = parse(lines);
    expect(article?.image).toMatchObject(QUAY);
    expect(told).toEqual([]);
  });

  test('caption and credit come along, and ours win over those beside it', () => {
    const { article, told } = parse(
      'image: {src: media/quay.jpg, alt: The quay}\nimage_caption: At noon\nimage_credit: AP\nimage_alt: Another',
    );
    expect(article?.image).toMatchObject({ ...QUAY, caption: 'At noon', credit: 'AP' });
    expect(told).toEqual(['7:1 warning key-synonym']);
    const both = parse('cover: media/other.jpg\nimage: {src: media/quay.jpg, alt: The quay}');
    expect(both.article?.image).toMatchObject(QUAY);
    expect(both.told).toEqual(['4:1 warning key-synonym']);
  });

  test('of a list the first leads, and the others are told', () => {
    const { article, told } = parse('image:\n  - {src: media/quay.jpg, alt: The quay}\n  - media/b.jpg');
    expect(article?.image).toMatchObject(QUAY);
    expect(told).toEqual(['4:1 warning picture-list']);
  });

  test('without a file it is told and refuses nothing; a switch is no picture', () => {
    expect(parse('cover: {alt: The quay, relative: true}').told).toContain('4:1 warning picture-unnamed');
    expect(parse('image_alt: The quay').told).toEqual(['4:1 warning picture-unnamed']);
    expect(parse('image_alt: The quay').article).not.toBeNull();
    expect(parse('featured: true\nheader: false').told).toEqual([
      '4:1 warning key-foreign',
      '5:1 warning key-foreign',
    ]);
  });

  test('what is wrong with it is told where it is written', () => {
    expect(parse('cover:\n  image: media/quay.jpg\n  alt: [a, b]').problems[0]).toMatchObject({ line: 6 });
    expect(parse('cover:\n  image: https://a.example/q.jpg\n  alt: A').problems[0]).toMatchObject({
      line: 5,
    });
  });
});

describe('other keys that carry meaning', () => {
  test.each([
    ['deck: A second line', { description: 'A second line' }],
    ['dek: A second line', { description: 'A second line' }],
    ['subtitle: A second line', { description: 'A second line' }],
    ['description: First\nsubtitle: Second', { description: 'First', subtitle: 'Second' }],
    ['kicker: Exclusive', { kicker: 'Exclusive' }],
    ['translator: Jane Doe, Joan Roe', { translators: ['Jane Doe', 'Joan Roe'] }],
    ['translated_by: {name: Jane Doe}', { translators: ['Jane Doe'] }],
    [
      'license: CC BY-SA 4.0',
      { license: { name: 'CC BY-SA 4.0', url: 'https://creativecommons.org/licenses/by-sa/4.0/' } },
    ],
    ['licence: https://creativecommons.org/licenses/by/3.0/', { license: { name: 'CC BY 3.0' } }],
    ['license: cc0', { license: { url: 'https://creativecommons.org/publicdomain/zero/1.0/' } }],
    ['license: All rights reserved', { license: { name: 'All rights reserved', url: null } }],
    ['source: AP\nsource_url: https://ap.example/1', { source: { name: 'AP', url: 'https://ap.example/1' } }],
    [
      'source_name: AP\nsourceUrl: https://ap.example/1',
      { source: { name: 'AP', url: 'https://ap.example/1' } },
    ],
    [
      'source_url: https://www.ap.example/1',
      { source: { name: 'ap.example', url: 'https://www.ap.example/1' } },
    ],
    ['source: https://ap.example/1', { source: { name: 'ap.example', url: 'https://ap.example/1' } }],
    [
      'source: {title: AP, link: https://ap.example/1}',
      { source: { name: 'AP', url: 'https://ap.example/1' } },
    ],
    ['series: Lakes\nseries_order: 2', { series: { name: 'Lakes', part: 2 } }],
  ])('%s', (lines, fields) => {
    const { article, told } = parse(lines);
    expect(article).toMatchObject(fields);
    expect(told).toEqual([]);
  });
});
