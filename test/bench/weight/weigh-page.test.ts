import { brotliCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { weighPage } from '../../../bench/weight/weigh-page.ts';

const page = (styles: string, body: string): string =>
  `<html><head>${styles}</head><body>${body}</body></html>`;

test('a part weighs what the page is lighter by without it', () => {
  const html = page('<style>p{margin:0 auto;color:#9a1b1e}</style>', '<p>Words</p>');
  const weight = weighPage(html);
  expect(weight.page).toBe(brotliCompressSync(html).length);
  expect(weight.styles).toBe(weight.page - brotliCompressSync(page('', '<p>Words</p>')).length);
  expect(weight).toMatchObject({ pictures: 0, data: 0 });
});

test('pictures and structured data are seen wherever they stand', () => {
  const weight = weighPage(
    page(
      '<script type="application/ld+json">{"@type":"NewsArticle","headline":"The ferry"}</script>',
      '<p>A</p><picture><img src="/pictures/1.jpg" alt="Boat"></picture>',
    ),
  );
  expect(weight.data).toBeGreaterThan(20);
  expect(weight.pictures).toBeGreaterThan(20);
});
