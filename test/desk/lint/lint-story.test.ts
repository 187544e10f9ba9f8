import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { type LintAsks, lintStory } from '../../../src/desk/lint/lint-story.ts';
import { cutToWidth, lengthOf, widthOf } from '../../../src/desk/lint/text-measure.ts';
import { TEST_SITE } from '../../content/test-site.ts';

const NOW = Date.UTC(2026, 10, 22, 6, 30);

const ASKS: LintAsks = {
  pictureSize: () => ({ width: 1600, height: 900 }),
  hasProfile: (slug) => slug === 'ann-lee',
  leadsSomewhere: ({ to }) => to === '/about',
  sameHeadline: () => null,
};

const SOUND = {
  title: 'Ferries on Lake Sevan stop for the winter',
  date: '2026-11-22 09:30',
  description: 'The last boat left on Sunday; the next one sails in April, the company says.',
  authors: 'Ann Lee',
  section: 'world',
  topics: 'ferries',
  image: '{ src: /media/a.jpg, alt: A ferry at its pier, credit: Ann Lee }',
};

interface Given {
  readonly fields?: Readonly<Record<string, string | null>>;
  readonly body?: string;
  readonly asks?: Partial<LintAsks>;
  readonly isPublic?: boolean;
}

function lint({ fields = {}, body = 'See [us](/about).', asks = {}, isPublic = false }: Given) {
  const lines = Object.entries({ ...SOUND, ...fields }).flatMap(([key, value]) =>
    value === null ? [] : [`${key}: ${value}`],
  );
  const text = `---\n${lines.join('\n')}\n---\n\n${body}\n`;
  const parsed = parseArticle({ file: 'articles/a.md', text }, TEST_SITE);
  if (parsed.article === null || parsed.body === null) throw new Error(JSON.stringify(parsed.problems));
  const story = { ...parsed.body, article: parsed.article, links: parsed.links, isPublic };
  return lintStory(story, { ...ASKS, ...asks }, NOW);
}

const hintsOf = (given: Given): string[] =>
  lint(given)
    .filter(({ level }) => level === 'hint')
    .map(({ code }) => code);

test('a sound story has nothing but praise', () => {
  const findings = lint({});
  expect(findings.filter(({ level }) => level === 'hint')).toEqual([]);
  expect(findings.map(({ code }) => code)).toEqual([
    'lint-headline-good',
    'lint-standfirst-good',
    'lint-author-good',
    'lint-picture-good',
    'lint-links-good',
  ]);
});

const CASES: readonly (readonly [string, Given, readonly string[]])[] = [
  ['a headline that cards cut', { fields: { title: 'Ferries '.repeat(16) } }, ['lint-headline-long']],
  ['one that says nothing', { fields: { title: 'Ferries' } }, ['lint-headline-short']],
  ['one in capitals', { fields: { title: 'FERRIES STOP FOR WINTER' } }, ['lint-headline-capitals']],
  ['one with a full stop', { fields: { title: 'Ferries stop for winter.' } }, ['lint-headline-stop']],
  ['one that another has', { asks: { sameHeadline: () => 'articles/b.md' } }, ['lint-headline-twice']],
  ['no standfirst', { fields: { description: null } }, ['lint-standfirst-none']],
  [
    'the headline again',
    { fields: { description: '“Ferries on Lake Sevan stop for the winter!”' } },
    ['lint-standfirst-same'],
  ],
  ['a long one', { fields: { description: 'Ferries '.repeat(50) } }, ['lint-standfirst-long']],
  ['nobody wrote it', { fields: { authors: null } }, ['lint-author-none']],
  ['somebody without a page', { fields: { authors: 'Ann Lee, Bo Ray' } }, ['lint-author-unknown']],
  [
    'no section and no topics',
    { fields: { section: null, topics: null } },
    ['lint-section-none', 'lint-topics-none'],
  ],
  ['no picture', { fields: { image: null } }, ['lint-picture-none']],
  ['a bare picture', { fields: { image: '/media/a.jpg' } }, ['lint-picture-alt', 'lint-picture-credit']],
  ['a small one', { asks: { pictureSize: () => ({ width: 800, height: 600 }) } }, ['lint-picture-small']],
  ['a tall one', { asks: { pictureSize: () => ({ width: 1200, height: 1800 }) } }, ['lint-picture-tall']],
  ['one that is not measured yet', { asks: { pictureSize: () => null } }, []],
  ['an embargo of a year', { fields: { date: '2027-11-22' } }, ['lint-date-far']],
  ['an old date of a new story', { fields: { date: '2026-10-22' } }, ['lint-date-old']],
  ['an old date of an old story', { fields: { date: '2026-10-22' }, isPublic: true }, []],
  ['a slip in updated', { fields: { updated: '2027-01-01' } }, ['lint-updated-ahead']],
  ['an end that is over', { fields: { expires: '2026-11-22 09:00' } }, ['lint-expires-past']],
  [
    'a correction of tomorrow',
    { fields: { corrections: '[{ date: 2026-12-24, text: It was two. }]' } },
    ['lint-correction-ahead'],
  ],
  ['a dead link', { body: 'See [us](/nowhere).' }, ['lint-link-dead']],
  [
    'a wall of text',
    { body: `${'Ferries stop. '.repeat(100)}\n\n${'Ferries stop. '.repeat(400)}` },
    ['lint-text-undivided', 'lint-paragraph-long'],
  ],
  ['a long text with subheads', { body: `${'Boats.\n\n'.repeat(900)}## Winter\n\nBoats.` }, []],
];

describe('what a news desk wants to know', () => {
  test.each(CASES)('%s', (_name, given, codes) => {
    expect(hintsOf(given)).toEqual(codes);
  });

  test('each hint says why and what to do, and where it can be mended', () => {
    const [dead] = lint({ body: 'One.\n\nSee [us](/nowhere).' }).filter(
      ({ code }) => code === 'lint-link-dead',
    );
    expect(dead?.text).toBe(
      'The link to /nowhere leads nowhere on this site: correct the address, or take the link out.',
    );
    expect(dead?.line).toBe(13);
    expect(dead?.field).toBeNull();
    const [alt] = lint({ fields: { image: '/media/a.jpg' } }).filter(({ level }) => level === 'hint');
    expect(alt?.field).toBe('image.alt');
  });
});

describe('in every script', () => {
  test('characters are counted as readers see them', () => {
    expect(lengthOf('👩‍👩‍👧 é')).toBe(3);
    expect(lengthOf('ক্ষমা')).toBeLessThan(5);
    expect(widthOf('湖の渡し船')).toBe(10);
    expect(cutToWidth('湖の渡し船', 5)).toBe('湖の');
    expect(cutToWidth('é'.normalize('NFD').repeat(3), 2)).toBe('é'.normalize('NFD').repeat(2));
  });

  test('headlines in Han, Armenian and Arabic are long and short at their own lengths', () => {
    expect(hintsOf({ fields: { title: '塞凡湖渡轮停运至春季' } })).toEqual([]);
    expect(hintsOf({ fields: { title: '塞凡湖'.repeat(20) } })).toEqual(['lint-headline-long']);
    expect(hintsOf({ fields: { title: 'Լաստանավերը կանգ են առնում ձմռանը' } })).toEqual([]);
    expect(hintsOf({ fields: { title: 'توقف العبّارات في بحيرة سيفان لفصل الشتاء' } })).toEqual([]);
  });
});
