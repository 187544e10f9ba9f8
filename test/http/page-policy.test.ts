import { expect, test } from 'vitest';
import { partsIn } from '../../src/render/story-parts.ts';
import { pagePolicy } from '../../src/http/page-policy.ts';

const hash = (letter: string): string => `sha256-${letter.repeat(43)}=`;
const parts = [
  { marks: ['<pre'], cssHtml: 'pre{}', styleHash: hash('c'), script: null },
  { marks: ['<figure class="embed"'], cssHtml: '', styleHash: null, script: 'js/embed.js' },
];
const looks = {
  origin: 'https://example.am',
  styleHash: hash('a'),
  partsIn: (html: string) => partsIn(html, parts),
};

const policyOf = (html: string): string[] => pagePolicy(html, looks).slice(1).join().split(';');

test('a page without rare parts has no policy of its own', () => {
  expect(pagePolicy('<p>Words of &lt;pre, and <b>data-player="https://a.example/"</b></p>', looks)).toEqual(
    [],
  );
});

test('a page with a rare part allows its styles beside those of all pages', () => {
  expect(policyOf('<pre tabindex="0">x</pre>')).toContain(`style-src 'self' '${hash('a')}' '${hash('c')}'`);
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
