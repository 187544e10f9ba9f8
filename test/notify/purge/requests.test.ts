import { describe, expect, test } from 'vitest';
import { cloudflarePurge } from '../../../src/notify/purge/cloudflare-purge.ts';
import { fastlyPurge } from '../../../src/notify/purge/fastly-purge.ts';
import { httpPurge } from '../../../src/notify/purge/http-purge.ts';
import { varnishPurge } from '../../../src/notify/purge/varnish-purge.ts';

const TAGS = ['site', 'article:2016/kerry'];

test('Varnish is sent tags in a header, by a method of its own', () => {
  const channel = varnishPurge('http://10.0.0.2:6081', null);
  expect(channel.cache).toBe('varnish://10.0.0.2:6081');
  expect(channel.build(TAGS)).toEqual({
    method: 'PURGE',
    url: 'http://10.0.0.2:6081/',
    headers: { 'xkey-purge': 'site article:2016/kerry' },
    body: null,
  });
  expect(varnishPurge('http://10.0.0.2', 'token').build('everything')).toEqual({
    method: 'PURGE',
    url: 'http://10.0.0.2/',
    headers: { 'xkey-purge': '*', authorization: 'Bearer token' },
    body: null,
  });
  // What Varnish takes of one header line by default.
  expect(channel.mostBytes).toBeLessThan(8_192 / 2);
});

test('Fastly is sent at most 256 keys as JSON, its token in a header of its own', () => {
  const channel = fastlyPurge({ service: 'SU1Z0isxPaozGVKXdv0eY', token: 'token' });
  expect(channel.mostTags).toBe(256);
  expect(channel.build(TAGS)).toEqual({
    url: 'https://api.fastly.com/service/SU1Z0isxPaozGVKXdv0eY/purge',
    headers: { 'fastly-key': 'token', accept: 'application/json', 'content-type': 'application/json' },
    body: '{"surrogate_keys":["site","article:2016/kerry"]}',
  });
  expect(channel.build('everything')).toEqual({
    url: 'https://api.fastly.com/service/SU1Z0isxPaozGVKXdv0eY/purge_all',
    headers: { 'fastly-key': 'token', accept: 'application/json' },
    body: null,
  });
});

test('Cloudflare is sent at most 100 tags as JSON', () => {
  const channel = cloudflarePurge({ zone: '023e105f4ecef8ad9ca31a8372d0c353', token: 'token' });
  expect(channel.mostTags).toBe(100);
  const url = 'https://api.cloudflare.com/client/v4/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache';
  const headers = { authorization: 'Bearer token', 'content-type': 'application/json' };
  expect(channel.build(TAGS)).toEqual({ url, headers, body: '{"tags":["site","article:2016/kerry"]}' });
  expect(channel.build('everything')).toEqual({ url, headers, body: '{"purge_everything":true}' });
});

test('an address of one’s own is sent JSON, and what may be secret of it is told nobody', () => {
  const channel = httpPurge('https://purge.example.org/hook/secret?key=secret', 'token');
  const { url, headers, body } = channel.build(TAGS);
  expect({ url, body }).toEqual({
    url: 'https://purge.example.org/hook/secret?key=secret',
    body: '{"keys":["site","article:2016/kerry"]}',
  });
  expect(headers).toEqual({ 'content-type': 'application/json', authorization: 'Bearer token' });
  expect(channel.build('everything').body).toBe('{"everything":true}');
  expect(httpPurge('http://127.0.0.1:9/', null).build(TAGS).headers).not.toHaveProperty('authorization');
  expect(`${channel.cache} ${channel.id}`).not.toContain('secret');
});

describe('a cache that refuses', () => {
  const channels = [
    varnishPurge('http://10.0.0.2', 'token-of-it'),
    fastlyPurge({ service: 's', token: 'token-of-it' }),
    cloudflarePurge({ zone: 'z', token: 'token-of-it' }),
    httpPurge('https://purge.example.org/', 'token-of-it'),
  ];
  const variables = /"purgers"|FASTLY_API_TOKEN|CLOUDFLARE_API_TOKEN|PURGE_TOKEN/;

  test.each(channels)('$cache is told with the variable to look at, and without its token', (channel) => {
    expect(channel.explain(403)).toMatch(variables);
    for (const status of [301, 400, 401, 403, 404, 405, 422, 429, 500, 503]) {
      expect(channel.explain(status)).toContain(String(status));
      expect(channel.explain(status)).not.toContain('token-of-it');
    }
  });
});
