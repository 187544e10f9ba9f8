import { expect, test } from 'vitest';
import { renderBody } from '../../../../src/content/markdown/render-body.ts';

const render = (text: string): string =>
  renderBody({ text, file: 'articles/x.md', title: 'T', language: 'en' }).html;

test.each([
  ['![Alt](/a.psd "The *caption*")', '<p>Alt The <em>caption</em></p>'],
  [
    '[![Alt](https://www.youtube.com/watch?v=dQw4w9WgXcQ "The caption")](/z)',
    '<a href="/z">Alt The caption</a>',
  ],
  ['![](/a.psd "The caption")', '<p>The caption</p>'],
  ['![Same](/a.psd "Same") and', '<p>Same and</p>'],
])('the caption of a picture that is not shown stays: %s', (text, html) => {
  expect(render(text)).toContain(html);
});
