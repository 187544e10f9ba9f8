import { describe, expect, test } from 'vitest';
import { type CountedStory, createCountedStory } from './counted-story.ts';
import { type Answer, findStale } from './find-stale.ts';
import { writeToken } from '../../storm/token.ts';

/** Complete at 0, at 5,000 and at 9,500 ms. */
function makeStory(index: number, changes: Partial<CountedStory> = {}): CountedStory {
  return { ...createCountedStory(index), path: `/story-${index}`, versions: [0, 5_000, 9_500], ...changes };
}

const page = (index: number, version: number): string =>
  `<h1>${writeToken(`k${index}`, version, 'title')}</h1>`;

function kindsOf(answer: Partial<Answer>, stories: readonly CountedStory[] = [makeStory(0)]): string[] {
  const whole = { path: '/story-0', status: 200, text: page(0, 1), beganAt: 10_000, ...answer };
  return findStale(whole, stories).map(({ kind }) => kind);
}

describe('a version', () => {
  test('is not stale while the next is younger than a second', () => {
    expect(kindsOf({})).toEqual([]);
    expect(kindsOf({ text: page(0, 2) })).toEqual([]);
  });

  test('is stale a second after the next was complete, on whatever page', () => {
    expect(kindsOf({ text: page(0, 0) })).toEqual(['older version']);
    expect(kindsOf({ beganAt: 10_500 })).toEqual(['older version']);
    expect(kindsOf({ path: '/topics/a', beganAt: 10_500 })).toEqual(['older version']);
  });

  test('must not share a page with another', () => {
    expect(kindsOf({ text: page(0, 1) + page(0, 2) })).toEqual(['torn page']);
  });
});

describe('a story that was removed', () => {
  const removed = [makeStory(0, { removedAt: 6_500 })];

  test('may be shown for the two seconds in which its file may come back, and one more', () => {
    expect(kindsOf({ beganAt: 9_499 }, removed)).toEqual([]);
    expect(kindsOf({ status: 410, text: '', beganAt: 7_000 }, removed)).toEqual([]);
  });

  test('must be gone then', () => {
    expect(kindsOf({ beganAt: 9_500 }, removed)).toEqual([
      'removed story shown',
      'status 200 where 410 is due',
    ]);
    expect(kindsOf({ status: 410, text: '', beganAt: 9_500 }, removed)).toEqual([]);
  });
});

describe('a path', () => {
  const moved = [makeStory(0, { movedAt: 9_200, formerPaths: new Map([['/before', 9_200]]) })];

  test('that a story left redirects a second later', () => {
    expect(kindsOf({ path: '/before', beganAt: 10_199 }, moved)).toEqual([]);
    expect(kindsOf({ path: '/before', beganAt: 10_200 }, moved)).toEqual(['status 200 where 301 is due']);
    expect(kindsOf({ path: '/before', status: 301, text: '', beganAt: 10_200 }, moved)).toEqual([]);
  });

  test('that it came to is served a second later', () => {
    expect(kindsOf({ status: 404, text: '', beganAt: 10_199 }, moved)).toEqual([]);
    expect(kindsOf({ status: 404, text: '', beganAt: 10_200 }, moved)).toEqual([
      'status 404 where 200 is due',
    ]);
  });
});

describe('the front, the feed and the section', () => {
  const [one, other] = [makeStory(0), makeStory(1, { versions: [9_000] })];

  test.each(['/', '/feed.xml', `/sections/${other.section.slug}`])(
    '%s has the newest story a second later',
    (path) => {
      expect(kindsOf({ path, beganAt: 9_999 }, [one, other])).toEqual([]);
      expect(kindsOf({ path, text: page(0, 1) }, [one, other])).toEqual(['newest story is missing']);
      expect(kindsOf({ path, text: page(0, 1) + page(1, 0) }, [one, other])).toEqual([]);
    },
  );

  test('other sections need not have it', () => {
    const path = `/sections/${one.section.slug}`;
    expect(kindsOf({ path }, [one, other])).toEqual([]);
  });
});
