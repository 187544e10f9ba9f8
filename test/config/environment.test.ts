import { availableParallelism } from 'node:os';
import { describe, expect, test } from 'vitest';
import { EnvironmentError } from '../../src/config/environment-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';

describe('readEnvironment', () => {
  test('has a default for everything', () => {
    expect(readEnvironment({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      origin: 'http://localhost:3000',
      contentDir: 'content',
      dataDir: '.dateline',
      logLevel: 'info',
      logFormat: 'auto',
      workers: availableParallelism(),
      cacheBytes: 64 * 1024 * 1024,
      sharedCaching: { maxAge: 0, tagHeader: null },
      indexNowKey: null,
      hubs: [],
      trustedProxies: ['loopback'],
      opsPort: null,
      allowPrivateFeeds: false,
      contentGit: null,
      isTeller: true,
      caches: [],
      desk: null,
    });
  });

  test('takes the folders as they are given', () => {
    expect(readEnvironment({ CONTENT_DIR: '/srv/news', DATA_DIR: '../data' })).toMatchObject({
      contentDir: '/srv/news',
      dataDir: '../data',
    });
  });

  test('takes empty for unset, and the origin follows the port', () => {
    expect(readEnvironment({ PORT: '8080', SITE_URL: '', LOG_LEVEL: ' ' })).toMatchObject({
      port: 8080,
      origin: 'http://localhost:8080',
      logLevel: 'info',
    });
  });

  test.each([
    ['https://www.example.org', 'https://www.example.org'],
    ['https://www.example.org/', 'https://www.example.org'],
    ['HTTP://Example.org:80', 'http://example.org'],
  ])('SITE_URL %s is the origin %s', (given, origin) => {
    expect(readEnvironment({ SITE_URL: given }).origin).toBe(origin);
  });

  test.each([
    ['', 'auto', null],
    ['varnish://127.0.0.1:6081', '', 'Surrogate-Key'],
    ['https://purge.example.org/, varnish://10.0.0.1:80', 'auto', 'Surrogate-Key'],
    ['cloudflare', 'auto', 'Cache-Tag'],
    ['cloudflare, varnish://127.0.0.1:6081', 'auto', 'both'],
    ['cloudflare', 'Surrogate-Key', 'Surrogate-Key'],
    ['fastly', 'off', null],
    ['', 'Cache-Tag', 'Cache-Tag'],
  ])('with PURGE %j and CACHE_TAG_HEADER %j keys are named in %s', (caches, header, expected) => {
    const tokens = { FASTLY_SERVICE_ID: 's', FASTLY_API_TOKEN: 't', CLOUDFLARE_ZONE_ID: 'z' };
    const env = { ...tokens, CLOUDFLARE_API_TOKEN: 't', PURGE: caches, CACHE_TAG_HEADER: header };
    expect(readEnvironment(env).sharedCaching.tagHeader).toBe(expected);
  });

  test.each([
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['PORT', 'http'],
    ['HOST', 'a b'],
    ['SITE_URL', 'example.org'],
    ['SITE_URL', 'ftp://example.org'],
    ['SITE_URL', 'https://example.org/news'],
    ['SITE_URL', 'https://user:secret@example.org'],
    ['SITE_URL', 'https://example.org?x'],
    ['LOG_LEVEL', 'loud'],
    ['LOG_FORMAT', 'pretty'],
    ['CONTENT_DIR', 'a\0b'],
    ['DATA_DIR', 'a\0b'],
    ['WORKERS', '-1'],
    ['WORKERS', '300'],
    ['WORKERS', 'all'],
    ['WORKERS', '1.5'],
    ['CACHE_MB', '64MB'],
    ['CACHE_MB', '99999'],
    ['SHARED_MAX_AGE', '1m'],
    ['OPS_PORT', '0'],
    ['OPS_PORT', '70000'],
    ['OPS_PORT', 'on'],
    ['CACHE_TAG_HEADER', 'X-Tags'],
    ['INDEXNOW_KEY', 'short'],
    ['INDEXNOW_KEY', 'not/a/path/at/all'],
    ['WEBSUB_HUBS', 'hub.example'],
    ['WEBSUB_HUBS', 'https://hub.example, http://hub.example'],
  ])('refuses %s=%s and quotes it', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(EnvironmentError);
    expect(() => readEnvironment({ [name]: value })).toThrow(`${name}: "${value}" is not`);
  });

  test.each([
    ['true', true],
    ['false', false],
    ['', false],
  ])('PARTNER_FEEDS_ALLOW_PRIVATE=%s is %s', (given, allowPrivateFeeds) => {
    expect(readEnvironment({ PARTNER_FEEDS_ALLOW_PRIVATE: given })).toMatchObject({ allowPrivateFeeds });
  });

  test.each(['0', 'no', 'False', 'yes'])('PARTNER_FEEDS_ALLOW_PRIVATE=%s is refused', (given) => {
    expect(() => readEnvironment({ PARTNER_FEEDS_ALLOW_PRIVATE: given })).toThrow(EnvironmentError);
  });

  test('takes a port for those who watch over the site', () => {
    expect(readEnvironment({ OPS_PORT: '9464' }).opsPort).toBe(9464);
  });

  test('tells every mistake at once, each once', () => {
    const wrong = () => readEnvironment({ PORT: 'x', LOG_LEVEL: 'loud', SITE_URL: 'nowhere' });
    expect(wrong).toThrow(/^PORT: .*\nSITE_URL: .*\nLOG_LEVEL: .*$/);
  });

  test('a wrong port is not also blamed on the origin made from it', () => {
    expect(() => readEnvironment({ PORT: 'x' })).toThrow(/^PORT: [^\n]*$/);
  });
});
