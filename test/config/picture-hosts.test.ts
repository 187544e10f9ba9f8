import { expect, test } from 'vitest';
import { readSite } from '../../src/config/read-site.ts';
import { pictureHosts } from '../../src/domain/hosts/picture-hosts.ts';

const read = (lines: string) => readSite(`name: N\nlanguage: en\ntimeZone: Asia/Yerevan\n${lines}\n`);

test.each([
  ['pictures: {hosts: cdn.example.org}', ['cdn.example.org']],
  [
    'pictures: {hosts: [https://CDN.example.org/, cdn.example.org, bücher.example]}',
    ['cdn.example.org', 'xn--bcher-kva.example'],
  ],
  [
    'pictures: {hosts: ["*.example.org", "img.example.org:8443", "localhost:8080"]}',
    ['*.example.org', 'img.example.org:8443', 'localhost:8080'],
  ],
  ['pictures: {}', undefined],
  ['', undefined],
])('%s is read', (lines, hosts) => {
  const { site, problems } = read(lines);
  expect(problems).toEqual([]);
  expect(site?.pictureHosts).toEqual(hosts);
});

test.each([
  ['pictures: {hosts: ["*.org"]}', 'host-invalid', 'error', 4],
  ['pictures: {hosts: [cdn.example.org, "*"]}', 'host-invalid', 'error', 4],
  ['pictures: {hosts: ["a b"]}', 'host-invalid', 'error', 4],
  ['pictures: {host: cdn.example.org}', 'key-unknown', 'warning', 4],
])('%s is told', (lines, code, severity, line) => {
  expect(read(lines).problems).toEqual([
    expect.objectContaining({ code, severity, line, column: expect.any(Number) }),
  ]);
});

test('a star means every host below, and none beside', () => {
  const isOwn = pictureHosts({ pictureHosts: ['cdn.example.org', '*.photos.example.org', 'a.example:8080'] });
  expect(
    [
      'cdn.example.org',
      'CDN.example.org.',
      'x.photos.example.org',
      'a.b.photos.example.org',
      'a.example:8080',
    ].map(isOwn),
  ).not.toContain(false);
  expect(
    ['', 'photos.example.org', 'xphotos.example.org', 'example.org', 'a.example', 'x.cdn.example.org'].map(
      isOwn,
    ),
  ).not.toContain(true);
  expect(pictureHosts({})('cdn.example.org')).toBe(false);
});
