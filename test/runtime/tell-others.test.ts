import { beforeEach, expect, test } from 'vitest';
import type { PageChange } from '../../src/ingest/publish-context.ts';
import type { Notify } from '../../src/notify/start-notify.ts';
import { type OthersTold, tellOthers } from '../../src/runtime/tell-others.ts';

let told: (number | string)[];
let others: OthersTold;
const notify: Notify = {
  tell: ({ version }) => void told.push(version),
  async close() {
    told.push('closed');
  },
};
const publish = (version: number): PageChange => ({ version, keys: new Set(['site']), changes: [] });
const aMoment = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  told = [];
  others = tellOthers(() => notify);
});

test('a publish is not told on its own way', async () => {
  others.begin({ version: 1, isNew: false });
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
  others.begin({ version: 1, isNew: true });
  await aMoment();
  expect(told).toEqual([2]);
});

test('what is left is told before it ends', async () => {
  others.begin({ version: 1, isNew: false });
  others.published(publish(2));
  await others.close();
  others.published(publish(3));
  await aMoment();
  expect(told).toEqual([2, 'closed']);
});

test('nothing is kept where nobody is told, and an ingest that never began can be closed', async () => {
  others = tellOthers(() => null);
  others.published(publish(1));
  others.begin({ version: 0, isNew: false });
  others.published(publish(2));
  await aMoment();
  await others.close();
  await tellOthers(() => notify).close();
  expect(told).toEqual([]);
});
