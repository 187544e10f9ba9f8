import express, { type Express } from 'express';
import request from 'supertest';
import { describe, expect, test } from 'vitest';
import { createPageEntry } from '../../../src/cache/page-entry.ts';
import { HttpError } from '../../../src/http/http-error.ts';
import { type ErrorHandlerOptions, errorHandler } from '../../../src/http/middleware/error-page.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { expectSiteHeaders } from '../assert-headers.ts';
import { createSmallSite, errorPage } from '../small-site.ts';

const STATUSES = [400, 405, 408, 410, 413, 414, 416, 431, 500, 503];
const SECRET = 'password=hunter2 at /srv/site/src/secret.ts:1:1';

/** A site whose `/broken` throws what the test says. */
const siteThrowing = (error: unknown) =>
  createSmallSite({
    addRoutes: (app: Express) =>
      app.get('/broken', () => {
        throw error;
      }),
  });

describe.each(STATUSES)('the page of a %i', (status) => {
  const { app } = siteThrowing(new HttpError(status, 'test', SECRET));

  test.each(['br', 'gzip', 'identity'] as const)(
    'is whole HTML in %s and tells nothing',
    async (encoding) => {
      const response = await request(app).get('/broken').set('Accept-Encoding', encoding);
      expect(response.status).toBe(status);
      expect(response.headers['content-encoding']).toBe(encoding === 'identity' ? undefined : encoding);
      expect(response.headers['content-security-policy']).toBe(errorPage.contentSecurityPolicy);
      expect(response.text).toBe(errorPage.get(status).encoded('identity').bytes.toString());
      expect(response.text).not.toContain('hunter2');
      expectSiteHeaders(response);
    },
  );

  test('has no body for HEAD', async () => {
    const response = await request(app).head('/broken');
    expect(response.status).toBe(status);
    expect(response.text ?? '').toBe('');
    expectSiteHeaders(response);
  });
});

describe('status', () => {
  const exposed = Object.assign(new Error(SECRET), { status: 413, statusCode: 413, expose: true });
  const upstream = Object.assign(new Error(SECRET), { status: 404 });
  const odd = Object.assign(new Error(SECRET), { status: 200, expose: true });

  test.each<[string, unknown, number]>([
    ['a TypeError', new TypeError(SECRET), 500],
    ['a RangeError', new RangeError(SECRET), 500],
    ['a URIError of ours', new URIError(SECRET), 500],
    ['a failed fetch with a status', upstream, 500],
    ['an error of Express’s libraries', exposed, 413],
    ['an exposed error with a good status', odd, 500],
    ['a thrown string', SECRET, 500],
    ['a thrown object', { status: 404, secret: SECRET }, 500],
    ['an HttpError', new HttpError(410, 'gone', SECRET), 410],
  ])('of %s is %s', async (_name, error, status) => {
    const response = await request(siteThrowing(error).app).get('/broken');
    expect(response.status).toBe(status);
    expect(response.text).not.toContain('hunter2');
    expectSiteHeaders(response);
  });

  test('of a path that the router cannot decode is 400', async () => {
    const app = express();
    app.get('/:slug', (_request, response) => {
      response.end();
    });
    app.use(errorHandler({ errorPage, log: createLogger({ level: 'silent' }) }));
    const response = await request(app).get('/%zz');
    expect(response.status).toBe(400);
  });

  test('a rejected promise is an error like any other', async () => {
    const { app } = createSmallSite({
      addRoutes: (site) => site.get('/broken', () => Promise.reject(new Error(SECRET))),
    });
    expect((await request(app).get('/broken')).status).toBe(500);
  });
});

test('headers of an HttpError are sent; headers of the lost page are not', async () => {
  const { app } = createSmallSite({
    addRoutes: (site) =>
      site.get('/broken', (_request, response) => {
        response.set({
          'Content-Type': 'image/png',
          'Content-Encoding': 'br',
          'Content-Length': '3',
          'Content-Language': 'hy',
          'Cache-Control': 'public, max-age=9',
          ETag: '"lost"',
          'Last-Modified': 'Fri, 15 Jul 2016 00:00:00 GMT',
          Link: '</x>; rel=preload',
          Vary: 'Origin',
        });
        throw new HttpError(503, 'busy', SECRET, { headers: { 'Retry-After': '7' } });
      }),
  });
  const response = await request(app).get('/broken').set('Accept-Encoding', 'identity');
  expectSiteHeaders(response);
  expect(response.headers).toMatchObject({ 'retry-after': '7', vary: 'Origin, Accept-Encoding' });
  for (const name of ['content-language', 'content-encoding', 'link', 'last-modified']) {
    expect(response.headers).not.toHaveProperty(name);
  }
  expect(response.text).toContain('Back in a moment');
});

describe('log', () => {
  const failures = (lines: readonly Record<string, unknown>[]) =>
    lines.filter(({ msg }) => msg === 'request failed');

  test('a server fault is an error with the request’s id and the stack', async () => {
    const { app, logged } = siteThrowing(new TypeError(SECRET));
    await request(app).get('/broken').set('X-Request-Id', 'the-broken-one');
    const [line] = failures(logged());
    expect(line).toMatchObject({
      level: 'error',
      id: 'the-broken-one',
      status: 500,
      err: { message: SECRET },
    });
  });

  test('a client’s mistake is not', async () => {
    const { app, logged } = siteThrowing(new HttpError(400, 'bad', SECRET));
    await request(app).get('/broken');
    expect(failures(logged())).toMatchObject([{ level: 'debug', status: 400 }]);
  });
});

test('a response already under way is cut off, never ended as if whole', async () => {
  const { app } = createSmallSite({
    addRoutes: (site) =>
      site.get('/half', (_request, response) => {
        response.write('half a page');
        throw new Error(SECRET);
      }),
  });
  await expect(request(app).get('/half')).rejects.toThrow(/aborted|socket hang up|ECONNRESET/);
});

describe('the site’s own page for a status', () => {
  const policy = "default-src 'none'; style-src 'self'";
  const own = createPageEntry(
    {
      status: 404,
      body: '<h1>Our 404</h1>',
      contentType: 'text/html; charset=utf-8',
      cacheControl: 'no-store',
    },
    { headers: ['Content-Security-Policy', policy] },
  );

  function appWith(findPage: NonNullable<ErrorHandlerOptions['findPage']>) {
    const app = express();
    app.use((_request, response, next) => {
      response.setHeader('Content-Security-Policy', policy);
      next(new HttpError(404, 'not-found', SECRET));
    });
    app.use(errorHandler({ errorPage, log: createLogger({ level: 'silent' }), findPage }));
    return app;
  }

  test('is sent with the site’s own policy, and not stored', async () => {
    const response = await request(appWith(async () => own)).get('/');
    expect(response.status).toBe(404);
    expect(response.text).toBe('<h1>Our 404</h1>');
    expect(response.headers['content-security-policy']).toBe(policy);
    expect(response.headers['cache-control']).toBe('no-store');
  });

  test('gives way to the standalone one where it is missing or fails', async () => {
    const failing = appWith(() => {
      throw new Error(SECRET);
    });
    for (const app of [appWith(() => undefined), failing]) {
      const response = await request(app).get('/');
      expect(response.status).toBe(404);
      expect(response.text).toContain('Page not found');
      expect(response.headers['content-security-policy']).toBe(errorPage.contentSecurityPolicy);
    }
  });
});

test('an HttpError must have the status of an error', () => {
  expect(() => new HttpError(200, 'fine', 'x')).toThrow(RangeError);
});
