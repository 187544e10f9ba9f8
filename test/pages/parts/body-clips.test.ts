import { describe, expect, test } from 'vitest';
import type { KnownFile } from '../../../src/catalog/store/picture-queries.ts';
import { pagePolicy } from '../../../src/http/page-policy.ts';
import { showClips } from '../../../src/pages/parts/body-clips.ts';
import { contextWithPictures, SAMPLE_FACTS } from '../../support/sample-pictures.ts';

const known = (src: string, type: string): KnownFile => ({ src, type, bytes: 5000, isNamed: true });
const FILES: Readonly<Record<string, KnownFile>> = {
  '/media/crossing.mp4': known('/media/crossing.mp4', 'video/mp4'),
  '/media/old.mov': known('/media/old.mov', 'video/quicktime'),
  '/media/crossing.hy.vtt': known('/media/crossing.hy.vtt', 'text/vtt'),
  '/media/crossing.en.vtt': known('/media/crossing.en.vtt', 'text/vtt'),
  '/articles/bell.mp3': known('/media/bell.mp3', 'audio/mpeg'),
};
const POSTER = '/media/crossing.jpg';

function show(html: string, { language = 'en', posters = {} } = {}) {
  const context = contextWithPictures(posters);
  const catalog = { ...context.catalog, file: (src: string) => FILES[src] ?? null };
  return { html: showClips({ ...context, catalog }, html, language), keys: context.usedKeys };
}

const clip = (mark: string, title: string, caption = ''): string =>
  `<figure class="clip" data-clip="${mark}"><p>${title}</p>${caption === '' ? '' : `<figcaption>${caption}</figcaption>`}</figure>`;
const CROSSING = clip(
  'video /media/crossing.mp4',
  'The &quot;last&quot; crossing',
  'From the <em>bridge</em>.',
);

describe('a film', () => {
  test('has a player that loads nothing before it is asked, with poster, captions and a way to the file', () => {
    const { html, keys } = show(CROSSING, { posters: { [POSTER]: SAMPLE_FACTS } });
    expect(html).toBe(
      `<figure class="clip clip--video"><video controls playsinline preload="none" aria-label="The &quot;last&quot; crossing" poster="/pictures/${SAMPLE_FACTS.hash}-1280.jpg" width="1280" height="800">` +
        '<source src="/media/crossing.mp4" type="video/mp4">' +
        '<track kind="captions" src="/media/crossing.en.vtt" srclang="en" label="English" default>' +
        '<track kind="captions" src="/media/crossing.hy.vtt" srclang="hy" label="հայերեն">' +
        '</video>' +
        '<figcaption><a class="clip__title" href="/media/crossing.mp4">The &quot;last&quot; crossing</a> From the <em>bridge</em>.</figcaption></figure>',
    );
    expect([...keys]).toEqual(
      expect.arrayContaining(['file:/media/crossing.mp4', 'file:/media/crossing.vtt', `picture:${POSTER}`]),
    );
  });

  test('begins with the captions of its text’s language, and has a shape without a poster', () => {
    const { html } = show(CROSSING, { language: 'hy' });
    expect(html.match(/srclang="(\w+)"/g)).toEqual(['srclang="hy"', 'srclang="en"']);
    expect(html).toContain('width="1280" height="720"');
    expect(html).not.toContain('poster');
  });

  test('of a type that browsers refuse by name names none', () => {
    expect(show(clip('video /media/old.mov', 'Old')).html).toContain('<source src="/media/old.mov">');
  });
});

test('a recording is played where its file is, below its title', () => {
  expect(show(clip('audio /articles/bell.mp3', 'The bell')).html).toBe(
    '<figure class="clip clip--audio"><figcaption><a class="clip__title" href="/media/bell.mp3">The bell</a></figcaption>' +
      '<audio controls preload="none" aria-label="The bell"><source src="/media/bell.mp3" type="audio/mpeg"></audio></figure>',
  );
});

test('what is not there is left to its words', () => {
  expect(show(clip('audio /media/gone.mp3', 'The bell', 'At noon.')).html).toBe(
    '<figure class="clip clip--audio"><figcaption><span class="clip__title">The bell</span> At noon.</figcaption></figure>',
  );
});

test('the name of a file is no title where there is a caption', () => {
  const { html } = show(clip('video /media/crossing.mp4', 'crossing.mp4', 'From the bridge.'));
  expect(html).toContain('<figcaption>From the bridge.</figcaption>');
});

test('pages with a clip, and no others, may play media of this site', () => {
  const origin = 'https://a.example';
  expect(pagePolicy(show(CROSSING).html, origin).join('')).toContain("media-src 'self'");
  expect(pagePolicy('<p>&lt;video src=x&gt;</p>', origin)).toEqual([]);
});

test('a body without clips is the same, and text is no clip', () => {
  const html = '<p>&lt;figure class="clip" data-clip="video /media/crossing.mp4"&gt;</p>';
  expect(show(html).html).toBe(html);
});
