import request from 'supertest';
import { expect, test } from 'vitest';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite } from '../small-site.ts';

async function expectStatus(site: ReturnType<typeof createSmallSite>, path: string, status: number) {
  for (const method of ['get', 'head'] as const) {
    const response = await request(site.app)[method](path);
    expect(response.status).toBe(status);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(response.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
    expectSiteHeaders(response);
  }
}

test('/readyz is 503 until ready, 200 then, 503 for good once draining', async () => {
  const site = createSmallSite();
  await expectStatus(site, '/readyz', 503);
  site.readiness.markReady();
  await expectStatus(site, '/readyz', 200);
  site.readiness.startDraining();
  await expectStatus(site, '/readyz', 503);
  site.readiness.markReady();
  await expectStatus(site, '/readyz', 503);
});

test('/healthz is 200 all along', async () => {
  const site = createSmallSite();
  await expectStatus(site, '/healthz', 200);
  site.readiness.startDraining();
  await expectStatus(site, '/healthz', 200);
  expect((await request(site.app).get('/healthz')).body).toEqual({ status: 'ok' });
});
