import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import { createPictureHandler } from '../../../src/http/handlers/picture-handler.ts';
import { PictureError } from '../../../src/media/picture-error.ts';
import { createVariantStore, type VariantLimits } from '../../../src/media/variants/variant-store.ts';
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
let makePicture: (signal: AbortSignal) => Promise<Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-faults-'));
});
afterAll(() => rm(folder, { recursive: true }));

function siteWith(storeFolder = folder, limits: VariantLimits = { maxWaiting: 0 }) {
  const log = { warn, info: () => {} };
  const store = { folder: storeFolder, maxBytes: 1e6, now: Date.now, log };
  const variants = createVariantStore({ ...store, limits: { maxConcurrent: 1, ...limits } });
  return createSmallSite({
    addRoutes: (app) =>
      void app.get(
        '/pictures/:name',
        createPictureHandler({
          reader,
          variants,
          log,
          makePicture: (_wanted, _source, signal) => makePicture(signal),
        }),
      ),
  });
}

test('a picture that cannot be made is not found, and the log says why, once', async () => {
  makePicture = () =>
    Promise.reject(new PictureError('picture-damaged', 'It is damaged.', 'Export it again.'));
  const { app } = siteWith();
  const response = await request(app).get(url(320));
  expect(response.status).toBe(404);
  expectSiteHeaders(response);
  expect((await request(app).get(url(320))).status).toBe(404);
  expect((await request(app).get(url(640))).status).toBe(404);
  const line = { file: 'media/a.jpg', code: 'picture-damaged', hint: 'Export it again.' };
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

describe('a picture that is not ready in time', () => {
  let own: string;
  beforeEach(async () => {
    own = await mkdtemp(join(tmpdir(), 'dateline-late-'));
    makePicture = () => new Promise(() => {});
  });
  afterEach(() => rm(own, { recursive: true }));
  const late = (patienceMs = 20) => siteWith(own, { patienceMs, maxWaiting: 10 });
  const store = (...widths: number[]) =>
    Promise.all(
      widths.map(async (width) => {
        const name = url(width).replace('/pictures/', '');
        await mkdir(join(own, name.slice(0, 2)), { recursive: true });
        await writeFile(join(own, name.slice(0, 2), name), `${width} px`);
      }),
    );

  test('is a 503 with the time to come back, before anything cuts it off', async () => {
    const response = await request(late().app).get(url(640));
    expect(response.status).toBe(503);
    expect(response.headers).toMatchObject({ 'retry-after': '5', 'cache-control': 'no-store' });
    expectSiteHeaders(response);
  });

  test.each([
    ['the next smaller one', [320, 480, 800], '480 px'],
    ['else the next larger one', [800, 1080], '800 px'],
  ])('has a stand-in where one is stored: %s', async (_, widths, shown) => {
    await store(...widths);
    const response = await request(late().app).get(url(640)).buffer(true).responseType('blob');
    expect(response.status).toBe(200);
    expect(String(response.body)).toBe(shown);
    expect(response.headers).toMatchObject({ 'content-type': 'image/webp', 'cache-control': 'no-store' });
    expectSiteHeaders(response);
    makePicture = () => Promise.resolve(Buffer.from('made'));
    const whole = await request(late(60_000).app)
      .get(url(640))
      .set('If-None-Match', response.headers['etag'] ?? '');
    expect(whole.status).toBe(200);
    expect(whole.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    makePicture = () => new Promise(() => {});
    await rm(join(own, SAMPLE_FACTS.hash.slice(0, 2), url(640).replace('/pictures/', '')));
    const head = await request(late().app).head(url(640));
    expect(head.headers).toMatchObject({
      'content-length': String(shown.length),
      'cache-control': 'no-store',
    });
  });

  test('has none in another format, and a crop has none at all', async () => {
    await store(320, 480);
    const { app } = late();
    expect((await request(app).get(url(640).replace('.webp', '.avif'))).status).toBe(503);
    expect((await request(app).get(`/pictures/${SAMPLE_FACTS.hash}-card.jpg`)).status).toBe(503);
  });
});

test('who has gone is not made a picture for, and is logged as such', async () => {
  const begun = Promise.withResolvers<AbortSignal>();
  const made = Promise.withResolvers<Buffer>();
  makePicture = (signal) => {
    begun.resolve(signal);
    return made.promise;
  };
  const site = siteWith();
  const asked = request(site.app).get(url(800));
  const ended = asked.then(
    () => 'answered',
    () => 'aborted',
  );
  const signal = await begun.promise;
  asked.abort();
  await ended;
  await expect.poll(() => signal.aborted).toBe(true);
  const line = () => site.logged().find(({ msg }) => msg === 'request');
  await expect.poll(line).toMatchObject({ status: 499, aborted: true });
  made.resolve(Buffer.from('made'));
  expect((await request(site.app).get(url(800))).status).toBe(200);
});

test('clients are told apart as for the rate of searches, and none takes all places', async () => {
  const gate = Promise.withResolvers<Buffer>();
  const begun = Promise.withResolvers<void>();
  makePicture = () => {
    begun.resolve();
    return gate.promise;
  };
  const { app } = siteWith(folder, { maxWaiting: 10, maxWaitingOfClient: 1 });
  app.set('trust proxy', 'loopback');
  const ask = (client: string, shape: string) =>
    request(app)
      .get(`/pictures/${SAMPLE_FACTS.hash}-${shape}.jpg`)
      .set('X-Forwarded-For', client)
      .then(({ status }) => status);
  const first = ask('192.0.2.1', 'card');
  await begun.promise;
  const crowd = [ask('192.0.2.1', 'square'), ask('192.0.2.1', 'wide')];
  expect(await Promise.race(crowd)).toBe(503);
  const other = ask('192.0.2.2', 'four-three');
  gate.resolve(Buffer.from('made'));
  expect([await first, ...(await Promise.all(crowd)).sort(), await other]).toEqual([200, 200, 503, 200]);
});
