import { describe, expect, test } from 'vitest';
import { composeTop, type TopCopy } from '../../../src/pages/front/compose-top.ts';
import { type Copy, linesOf } from '../../../src/pages/front/copy-height.ts';

const story = (given: Partial<Copy> = {}): Copy => ({
  headline: 'A school reopens with four pupils and a stove',
  standfirst: 'The village kept the building dry for nine years. On Monday the bell rings again.',
  hasPicture: true,
  ...given,
});
const lines = (count: number): string[] =>
  Array(count).fill('The bridge that two towns both refuse to paint');

const FULL: TopCopy = {
  lead: story(),
  hanging: lines(4),
  seconds: [story(), story(), story()],
  topStories: lines(5),
  latest: lines(4),
  partners: [['World news from another paper']],
};
const compose = (given: Partial<TopCopy>) => composeTop({ ...FULL, ...given });
const pictured = ({ seconds }: ReturnType<typeof composeTop>): boolean[] =>
  seconds.map(({ showsPicture }) => showsPicture);

describe('a front with enough to say', () => {
  test('stands in three columns, partner news in the third', () => {
    expect(compose({})).toMatchObject({ shape: 'three', partnersBelow: false });
  });

  test('shows as many of the seconds’ pictures as the lead is long, the first before the others', () => {
    expect(pictured(compose({}))).toEqual([true, true, false]);
    expect(pictured(compose({ hanging: [] }))).toEqual([true, false, false]);
    const plain = [story({ hasPicture: false }), story(), story()];
    expect(pictured(compose({ seconds: plain }))).toEqual([false, true, true]);
  });

  test('has partner news below where it is long', () => {
    expect(compose({ partners: Array(4).fill(lines(3)) })).toMatchObject({
      shape: 'three',
      partnersBelow: true,
    });
  });
});

describe('with less, no column ends far before the others', () => {
  test('few stories stand beside the lead in one column with the lists', () => {
    expect(compose({ seconds: [] }).shape).toBe('two');
    expect(compose({ seconds: [], latest: [], topStories: [], partners: [] }).shape).toBe('alone');
    const brief = story({ hasPicture: false, standfirst: null });
    expect(compose({ seconds: [brief], latest: [], topStories: [], partners: [] }).shape).toBe('alone');
  });

  test('a lead without a picture stands across, the seconds in a row below it', () => {
    const plan = compose({ lead: story({ hasPicture: false }) });
    expect(plan.shape).toBe('head');
    expect(pictured(plan)).toEqual([true, true, true]);
    const bare = story({ hasPicture: false, standfirst: null });
    expect(compose({ lead: bare, hanging: [], seconds: [] }).shape).toBe('alone');
  });
});

test('lines are counted by width: those of Chinese, Japanese and Korean hold half as many letters', () => {
  expect(linesOf('', 10)).toBe(1);
  expect(linesOf('0123456789', 10)).toBe(1);
  expect(linesOf('0123456789a', 10)).toBe(2);
  expect(linesOf('渡船九年後再次啟航', 10)).toBe(2);
});
