import { expect, test } from 'vitest';
import type { EmbedFacts } from '../../../src/domain/embeds/embed-facts.ts';
import { fetchedSrc } from '../../../src/domain/fetched-src.ts';
import { embedKey } from '../../../src/domain/surrogate-keys.ts';
import { renderBody } from '../../../src/content/markdown/render-body.ts';
import { showEmbeds } from '../../../src/pages/parts/embed-cards.ts';
import { contextWithPictures, SAMPLE_FACTS } from '../../support/sample-pictures.ts';

const WATCH = 'https://www.youtube.com/watch?v=dQw4w9WgXcQ';
const PICTURE = 'https://i.example/a.jpg';
const NOTHING: EmbedFacts = { title: null, author: null, text: null, pictureUrl: null, seconds: null };

function show(text: string, facts: Partial<EmbedFacts> | null, pictures = {}) {
  const context = contextWithPictures(pictures);
  const used: string[] = [];
  const html = showEmbeds(
    {
      ...context,
      uses: (key) => used.push(key),
      catalog: { ...context.catalog, embedFacts: () => (facts === null ? null : { ...NOTHING, ...facts }) },
    },
    renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' }).html,
  );
  return { html, used };
}

test('of what nothing is known, a card names the provider and the address', () => {
  const { html, used } = show('https://youtu.be/dQw4w9WgXcQ', null);
  expect(html).toBe(
    `<figure class="embed embed--video embed--signed"><a class="embed__link" href="${WATCH}" rel="external noopener" ` +
      'data-player="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1" data-title="Video on YouTube">' +
      '<span class="embed__sign"></span><span class="embed__title"><bdi>Video on YouTube</bdi></span></a>' +
      '<figcaption class="embed__by"><bdi>youtube.com/watch?v=dQw4w9WgXcQ</bdi></figcaption></figure>',
  );
  expect(used).toEqual([embedKey(WATCH)]);
});

test('of what its provider told, it has title, author and length, and the site’s own copy of the picture', () => {
  const known = { title: 'The launch', author: 'Harbour TV', seconds: 3723, pictureUrl: PICTURE };
  const without = show('https://youtu.be/dQw4w9WgXcQ', known);
  expect(without.html).toContain('<span class="visually-hidden">Watch: </span><bdi>The launch</bdi>');
  expect(without.html).toContain('<bdi>Harbour TV</bdi> · Video on YouTube · <bdi>1:02:03</bdi>');
  expect(without.html).not.toContain('<img');
  const { html } = show('https://youtu.be/dQw4w9WgXcQ', known, { [fetchedSrc(PICTURE) ?? '']: SAMPLE_FACTS });
  expect(html).toContain('class="embed embed--video embed--pictured"');
  expect(html).toContain('alt=""');
  expect(html).not.toContain('i.example');
});

test('the editor’s title comes before the provider’s', () => {
  const { html } = show(`![Ours](${WATCH} "Caption")`, { title: 'Theirs' });
  expect(html).toContain('<bdi>Ours</bdi>');
  expect(html).toContain('<figcaption>Caption</figcaption>');
});

test('a post shows its words, and has no player', () => {
  const { html } = show('https://x.com/jack/status/20', { text: 'just <b>setting</b> up', author: 'jack' });
  expect(html).toBe(
    '<figure class="embed embed--post"><blockquote><p><bdi>just &lt;b&gt;setting&lt;/b&gt; up</bdi></p></blockquote>' +
      '<figcaption class="embed__by"><bdi>jack</bdi> · <a href="https://x.com/jack/status/20" rel="external noopener">Post on X</a></figcaption></figure>',
  );
});

test('whatever a provider tells is text', () => {
  const hostile = '"><script>alert(1)</script>';
  const { html } = show('https://youtu.be/dQw4w9WgXcQ', { title: hostile, author: hostile });
  expect(html).not.toContain('<script');
  expect(html).not.toMatch(/data-title="[^"]*"[^ >]/);
});

test('a body without embeds is given back, and asks nothing', () => {
  const { html, used } = show('A text with a [link](https://youtu.be/dQw4w9WgXcQ).', null);
  expect(html).toContain('<a href="https://youtu.be/dQw4w9WgXcQ" rel="external noopener">link</a>');
  expect(used).toEqual([]);
});
