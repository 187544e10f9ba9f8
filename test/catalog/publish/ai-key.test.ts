import { beforeEach, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article.ts';
import { AI_KEY } from '../../../src/domain/surrogate-keys.ts';
import {
  openSampleDesk,
  readSample,
  SAMPLE_NOW as NOW,
  type SampleDesk,
} from '../../support/sample-catalog.ts';
import { sampleArticle } from '../../support/sample-site.ts';

const plain = sampleArticle({ title: 'Plain' });
const own: Article = { ...plain, ai: { train: false } };

let desk: SampleDesk;
beforeEach(() => {
  desk = openSampleDesk();
});

const isTold = (article: Article, now = NOW): boolean =>
  [...desk.publisher.publish({ reads: [readSample(article)] }, now).keys].includes(AI_KEY);

test('robots.txt and the licence are made anew where a story’s own word comes, changes or goes, and only then', () => {
  expect(isTold(plain)).toBe(false);
  expect(isTold({ ...plain, title: 'Plainer' })).toBe(false);
  expect(isTold(own)).toBe(true);
  expect(isTold({ ...own, title: 'Another', bodyHtml: '<p>Other.</p>' })).toBe(false);
  expect(isTold({ ...own, ai: { train: true } })).toBe(true);
  expect(isTold(plain)).toBe(true);
});

test('and where such a story moves, or is hidden', () => {
  expect(isTold(own)).toBe(true);
  expect(isTold({ ...own, slug: 'moved', path: own.path.replace(/[^/]+$/, 'moved') })).toBe(true);
  expect(isTold({ ...own, isDraft: true })).toBe(true);
  expect(isTold({ ...own, isDraft: true, ai: { search: false } })).toBe(false);
});

test('they are named newest first, as many as are asked for, and none that readers do not see', () => {
  const stories = ['2016-07-13T09:00', '2016-07-15T09:00', '2016-07-14T09:00', '2016-07-21T09:00'].map(
    (published) => sampleArticle({ title: `Of ${published}`, published, ai: { input: false } }),
  );
  const held = sampleArticle({ title: 'Held', isDraft: true, ai: { input: false } });
  desk.publisher.publish({ reads: [plain, ...stories, held].map((one) => readSample(one)) }, NOW);
  const paths = (limit: number): string[] =>
    desk.catalog.aiExceptions(limit, NOW).map(({ path }) => path.slice(0, 11));
  expect(paths(9)).toEqual(['/2016/07/15', '/2016/07/14', '/2016/07/13']);
  expect(paths(2)).toEqual(['/2016/07/15', '/2016/07/14']);
  expect(desk.catalog.aiExceptions(1, NOW)[0]?.ai).toEqual({ input: false });
});
