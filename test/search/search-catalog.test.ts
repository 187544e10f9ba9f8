import { describe, expect, test } from 'vitest';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { sampleMoment } from '../support/sample-site.ts';
import { openSearchDesk, story, told } from './search-desk.ts';

describe('words', () => {
  const { slugs, found } = openSearchDesk([
    story('talks', 'Peace talks begin', 'The ministers connected in Geneva. Nobody spoke of Erdogan.'),
    story('erevan', 'Саммит в Ереване', 'Президент Армении встретился с Пашиняном. Ещё один йод.'),
    story('iran', 'Иран и журналы', 'О журнале написали.'),
    story('hy', 'Երևանում բացվեց դպրոց', 'Կառավարության որոշմամբ։ Ինչո՞ւ հիմա։'),
    story('latin', 'Café in Łódź', 'Erdoğan visited O’Neill’s office. The U.S. said so.'),
    story('chinese', '政府部长会议', '今年政府会议在北京举行'),
  ]);
  test.each([
    ['talk', ['talks']],
    ['PEACE', ['talks']],
    ['connection', ['talks']],
    ['Ереван', ['erevan']],
    ['ереваном', ['erevan']],
    ['Пашинян', ['erevan']],
    ['президента', ['erevan']],
    ['еще', ['erevan']],
    ['йод', ['erevan']],
    ['иод', []],
    ['журнала', ['iran']],
    ['Иране', ['iran']],
    ['Երեւան', ['hy']],
    ['ԵՐԵՎԱՆ', ['hy']],
    ['դպրոցներում', ['hy']],
    ['կառավարություն', ['hy']],
    ['ինչու', ['hy']],
    ['cafe', ['latin']],
    ['cafe\u0301', ['latin']],
    ['lodz', ['latin']],
    ['erdoğan geneva', ['talks']],
    ["o'neill", ['latin']],
    ['oneill', ['latin']],
    ['U.S.', ['latin']],
    ['会议', ['chinese']],
    ['北京 政府', ['chinese']],
    ['议会', []],
  ])('%s', (text, expected) => expect(slugs(text)).toEqual(expected));

  test('marks are on the words as they stand', () => {
    const hit = (text: string) => found(text).hits[0];
    expect(told(hit('еревана')?.title ?? [])).toBe('Саммит в [Ереване]');
    expect(told(hit('lodz oneill')?.snippet ?? [])).toContain('[O’Neill’s] office');
    expect(told(hit('"ministers connected"')?.snippet ?? [])).toContain(
      'The [ministers connected] in Geneva.',
    );
    expect(hit('peace')?.snippet).toEqual([]);
  });

  test('all words are wanted', () => expect(slugs('peace журнал')).toEqual([]));
});

describe('the query language', () => {
  const { slugs, found, ask } = openSearchDesk([
    story('one', 'One', 'the red house by the lake', {
      published: '2016-07-01',
      section: 'world',
      topics: [{ name: 'Lakes', slug: 'lakes' }],
    }),
    story('two', 'Two', 'the house was red; parties were happy', {
      published: '2016-07-02',
      section: 'economy',
      authors: [{ name: 'Culture Desk', slug: 'culture-desk' }],
    }),
    story('three', 'Three', 'a participant of the party', {
      published: '2015-12-31T23:30',
      section: 'economy',
    }),
  ]);
  test.each([
    ['"red house"', ['one']],
    ['“red house”', ['one']],
    ['«red house', ['one']],
    ['red -lake', ['two']],
    ['house -"red house"', ['two']],
    ['hous*', ['two', 'one']],
    ['happy*', ['two']],
    ['partie*', ['two', 'three']],
    ['partic*', ['three']],
    ['zzz*', []],
    ['section:economy', ['two', 'three']],
    ['section:"Economy" party', ['two', 'three']],
    ['SECTION:world', ['one']],
    ['author:"Culture Desk"', ['two']],
    ['author:culture-desk', ['two']],
    ['topic:lakes house', ['one']],
    ['lakes', ['one']],
    ['after:2016', ['two', 'one']],
    ['after:2016-07-02', ['two']],
    ['after:٢٠١٦-०७-02', ['two']],
    ['before:2016', ['three']],
    ['before:2016-07-02 after:2016', ['one']],
    ['-house', ['three']],
    ['colour:red', []],
    ['section:nowhere', []],
    ['after:2016-13', []],
  ])('%s', (text, expected) => expect(slugs(text)).toEqual(expected));

  test('filters say how they were understood', () => {
    expect(found('section:ECONOMY author:nobody after:2016-02-30').filters).toEqual([
      { name: 'section', value: 'Economy', isKnown: true },
      { name: 'author', value: 'nobody', isKnown: false },
      { name: 'after', value: '2016-02-30', isKnown: false },
    ]);
  });

  test.each(['', '   ', '-', '"', '***', '🙂', '\0', '- "" *'])('%j asks for nothing', (text) => {
    expect(ask(text).kind).toBe('nothing-asked');
  });
});

describe('order, pages and visibility', () => {
  test('the headline first, then the standfirst, then what is said often; of equals the newest', () => {
    const { slugs } = openSearchDesk([
      story('body-new', 'A', 'ferry', { published: '2016-07-10' }),
      story('body-old', 'B', 'ferry', { published: '2016-07-01' }),
      story('often', 'C', 'ferry ferry ferry', { published: '2016-06-01' }),
      story('standfirst', 'D', 'boat', { description: 'The ferry.', published: '2016-05-01' }),
      story('title-old', 'The ferries', 'boat', { published: '2016-03-01' }),
      story('title-new', 'A ferry', 'boat', { published: '2016-04-01' }),
    ]);
    expect(slugs('ferry')).toEqual(['title-new', 'title-old', 'standfirst', 'often', 'body-new', 'body-old']);
    expect(slugs('ferry', { pageSize: 2, page: 2 })).toEqual(['standfirst', 'often']);
  });

  test('pages follow each other without gap, and counts end at a bound', () => {
    const many = Array.from({ length: 620 }, (_, index) => story(`s${index}`, `Number ${index}`, 'lake'));
    const { found } = openSearchDesk(many);
    const all = Array.from({ length: 50 }, (_, page) => found('lake', { page: page + 1 }));
    const paths = all.flatMap(({ hits }) => hits.map(({ teaser }) => teaser.path));
    expect(new Set(paths).size).toBe(500);
    expect(all[0]?.total).toEqual({ count: 500, isExact: false });
    expect(all.map(({ hasMore }) => hasMore).indexOf(false)).toBe(49);
    expect(found('lake 619').total).toEqual({ count: 1, isExact: true });
  });

  test('only what readers may see now is found', () => {
    const { slugs } = openSearchDesk([
      story('draft', 'Ferry', 'x', { isDraft: true }),
      story('embargo', 'Ferry', 'x', { published: '2016-07-21' }),
      story('expired', 'Ferry', 'x', { expires: sampleMoment('2016-07-19') }),
      story('live', 'Ferry', 'x'),
    ]);
    expect(slugs('ferry')).toEqual(['live']);
    expect(slugs('ferry', { now: SAMPLE_NOW + 86_400_000 })).toEqual(['embargo', 'live']);
    expect(slugs('ferry -x')).toEqual([]);
  });
});
