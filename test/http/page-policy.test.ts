import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pagePolicy } from '../../src/http/page-policy.ts';

const ORIGIN = 'https://example.am';
const policyOf = (html: string): string[] => pagePolicy(html, ORIGIN).slice(1).join().split(';');
const document = (css: string, body: string): string =>
  `<html><head><style>${css}</style></head><body>${body}</body></html>`;

test('HTML without styles and parts has no policy of its own', () => {
  expect(pagePolicy('<p>Words of &lt;pre, and <b>data-player="https://a.example/"</b></p>', ORIGIN)).toEqual(
    [],
  );
});

test('a page allows the styles of its head, by one hash', () => {
  const css = 'p{content:"“"}';
  const hash = createHash('sha256').update(css).digest('base64');
  expect(policyOf(document(css, '<p>Words</p>'))).toContain(`style-src 'self' 'sha256-${hash}'`);
});

test('styles in a body are never allowed', () => {
  const plain = policyOf(document('p{}', ''));
  expect(policyOf(document('p{}', '<style>b{}</style>'))).toEqual(plain);
  expect(pagePolicy('<html><head></head><body><style>b{}</style></body></html>', ORIGIN)).toEqual([]);
});

test('frames are those of the page’s players alone, each origin once', () => {
  const player = (url: string): string => `<figure class="embed" data-player="${url}">`;
  const html =
    player('https://b.example/embed/1') + player('https://b.example/2') + player('https://a.example/');
  expect(policyOf(html)).toContain('frame-src https://a.example https://b.example');
  expect(policyOf(html).join()).not.toContain('media-src');
});

test('video and sound are those of this site', () => {
  expect(policyOf('<video controls src="/media/a.mp4"></video>')).toContain("media-src 'self'");
});
