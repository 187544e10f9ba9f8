import { beforeEach, expect, test } from 'vitest';
import { describeRemoval } from '../../../src/catalog/publish/article-change.ts';
import { toArticleRow } from '../../../src/catalog/store/article-row.ts';
import type { CausedChange } from '../../../src/ingest/publish/writer.ts';
import type { Notify } from '../../../src/notify/start-notify.ts';
import { type OthersTold, tellOthers } from '../../../src/runtime/ingest/tell-others.ts';
import { SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { sampleArticle } from '../../support/sample-site.ts';

let told: (number | string)[];
let others: OthersTold;
const notify: Notify = {
  tell: ({ version }) => void told.push(version),
  tellCommit: ({ commit }) => void told.push(commit),
  news: null,
  async close() {
    told.push('closed');
  },
};
const ofKeys = (version: number, ...keys: string[]): CausedChange => ({
  version,
  keys: new Set(keys),
  changes: [],
  cause: { way: 'file', at: SAMPLE_NOW },
});
const publish = (version: number): CausedChange => ({
  ...ofKeys(version, 'article:a'),
  changes: [describeRemoval(toArticleRow(sampleArticle({})), SAMPLE_NOW)],
});
const aMoment = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  told = [];
  others = tellOthers(() => notify);
});

test('a publish is not told on its own way', async () => {
  others.begin({ version: 1, isNew: false, isKnown: true });
  others.published(publish(2));
  expect(told).toEqual([]);
  await aMoment();
  others.published(publish(3));
  await aMoment();
  expect(told).toEqual([2, 3]);
});

test('what was published before telling began is told, but not what a first build did', async () => {
  others.published(publish(1));
  others.published(publish(2));
  await aMoment();
  expect(told).toEqual([]);
  others.begin({ version: 1, isNew: true, isKnown: false });
  await aMoment();
  expect(told).toEqual([2]);
});

test('publishes of keys alone are told together, in their place among the others', async () => {
  const news: [number, string[]][] = [];
  const tell: Notify['tell'] = ({ version, keys }) => void news.push([version, [...keys]]);
  others = tellOthers(() => ({ ...notify, tell }), 60_000);
  others.begin({ version: 1, isNew: false, isKnown: true });
  others.published(ofKeys(2, 'a'));
  await aMoment();
  expect(news).toEqual([[2, ['a']]]);
  others.published(ofKeys(3, 'a', 'b'));
  await aMoment();
  others.published(ofKeys(4, 'b', 'c'));
  await aMoment();
  expect(news).toHaveLength(1);
  others.published(publish(5));
  others.published(ofKeys(6, 'd'));
  await aMoment();
  expect(news.slice(1)).toEqual([
    [4, ['a', 'b', 'c']],
    [5, ['article:a']],
    [6, ['d']],
  ]);
  others.published(ofKeys(7, 'e'));
  await others.close();
  expect(news.at(-1)).toEqual([7, ['e']]);
});

test('after a rest, what waits is told', async () => {
  others = tellOthers(() => notify, 1);
  others.begin({ version: 1, isNew: false, isKnown: true });
  others.published(ofKeys(2, 'a'));
  await aMoment();
  others.published(ofKeys(3, 'a'));
  await expect.poll(() => told).toEqual([2, 3]);
});

test('what is left is told before it ends', async () => {
  others.begin({ version: 1, isNew: false, isKnown: true });
  others.published(publish(2));
  await others.close();
  others.published(publish(3));
  await aMoment();
  expect(told).toEqual([2, 'closed']);
});

test('nothing is kept where nobody is told, and an ingest that never began can be closed', async () => {
  others = tellOthers(() => null);
  others.published(publish(1));
  others.begin({ version: 0, isNew: false, isKnown: true });
  others.published(publish(2));
  await aMoment();
  await others.close();
  await tellOthers(() => notify).close();
  expect(told).toEqual([]);
});
