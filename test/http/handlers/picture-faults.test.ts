import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { createPictureHandler } from '../../../src/http/handlers/picture.ts';
import { PictureError } from '../../../src/media/picture-error.ts';
import { createVariantStore } from '../../../src/media/variant-store.ts';
import { sampleCatalog } from '../../support/sample-catalog.ts';
import { SAMPLE_FACTS } from '../../support/sample-pictures.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

const source = { file: 'media/a.jpg', facts: SAMPLE_FACTS };
const catalog: Catalog = { ...sampleCatalog({}), pictureOfHash: () => source };
const reader = () => ({ read: <Result>(work: (found: Catalog) => Result) => work(catalog), close() {} });
const url = (width: number) => `/pictures/${SAMPLE_FACTS.hash}-${width}.webp`;
const warn = vi.fn();
let folder: string;
let makePicture: () => Promise<Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-faults-'));
});
afterAll(() => rm(folder, { recursive: true }));

function siteWith(storeFolder = folder) {
  const log = { warn };
  const store = { folder: storeFolder, maxBytes: 1e6, now: Date.now, log };
  const variants = createVariantStore({ ...store, maxConcurrent: 1, maxWaiting: 0 });
  return createSmallSite({
    addRoutes: (app) =>
      void app.get(
        '/pictures/:name',
        createPictureHandler({ reader, variants, log, makePicture: () => makePicture() }),
      ),
  });
}

test('a picture that cannot be made is not found, and the log says why', async () => {
  makePicture = () =>
    Promise.reject(new PictureError('picture-damaged', 'It is damaged.', 'Export it again.'));
  const response = await request(siteWith().app).get(url(320));
  expect(response.status).toBe(404);
  expectSiteHeaders(response);
  const line = { file: 'media/a.jpg', code: 'picture-damaged', cure: 'Export it again.' };
  expect(warn).toHaveBeenCalledExactlyOnceWith(line, expect.stringContaining('It is damaged.'));
});

test('too many at once are asked to come back', async () => {
  const { promise, resolve } = Promise.withResolvers<Buffer>();
  const started = Promise.withResolvers<void>();
  makePicture = () => {
    started.resolve();
    return promise;
  };
  const { app } = siteWith();
  const first = request(app)
    .get(url(320))
    .then((response) => response);
  await started.promise;
  const busy = await request(app).get(url(480));
  expect(busy.status).toBe(503);
  expect(busy.headers['retry-after']).toBe('5');
  expectSiteHeaders(busy);
  resolve(Buffer.from('made'));
  expect((await first).status).toBe(200);
});

test('a fault of our own is one', async () => {
  makePicture = () => Promise.reject(new Error('a bug'));
  const response = await request(siteWith().app).get(url(640));
  expect(response.status).toBe(500);
  expect(response.headers).not.toHaveProperty('etag');
  expectSiteHeaders(response);
});

test('a disk that cannot be written to costs no answer', async () => {
  makePicture = () => Promise.resolve(Buffer.from('made'));
  const file = join(folder, 'a-file');
  await writeFile(file, '');
  const { app } = siteWith(file);
  const response = await request(app).get(url(320));
  expect(response.status).toBe(200);
  expect(response.body).toEqual(Buffer.from('made'));
  expectSiteHeaders(response);
  expect((await request(app).head(url(320))).headers['content-length']).toBe('4');
});

test('who has it already is not kept waiting for its making', async () => {
  makePicture = () => Promise.reject(new Error('never asked'));
  const response = await request(siteWith().app)
    .get(url(1080))
    .set('If-None-Match', `"${SAMPLE_FACTS.hash}-1080.webp"`);
  expect(response.status).toBe(304);
});
