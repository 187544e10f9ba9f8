import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { buildFrontPage } from '../../src/pages/front-page.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { sampleArticle } from '../support/sample-site.ts';

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

test('the service worker finds each time that is said by the day, and leaves the whole date of it', () => {
  const written = /const said\s*=\s*\/(.+)\/g;/.exec(
    readFileSync(at('public/js/service-worker.js'), 'utf8'),
  )?.[1];
  const said = new RegExp(written ?? '(?!)', 'g');
  const stories = [
    // The lead tells no time.
    '2016-07-20T11:30',
    '2016-07-20T09:30',
    '2016-07-20',
    '2016-07-18T09:30',
    '2016-05-01T09:30',
    '2012-05-01T09:30',
  ];
  const articles = stories.map((published, index) => sampleArticle({ title: `Story ${index}`, published }));
  const context = sampleContext({ articles });
  const render = createRenderer({
    viewsDir: at('views'),
    css: 'p{--color-paper:light-dark(#fff,#000)}',
    assetUrl: (name) => name,
  });
  const page = buildFrontPage(context);
  if (page === null) throw new Error('no front');
  const html = render('front', page);
  const texts = (of: string): string[] =>
    [...of.matchAll(/<time [^>]*>([^<]*)<\/time>/g)].map(([, text]) => text ?? '');
  expect(texts(html)).toEqual(expect.arrayContaining(['09:30', 'Today', 'Monday', '1 May', '1 May 2012']));
  const kept = html.replace(said, '$1$3$2');
  expect(kept).not.toMatch(/<time [^>]*title=/);
  expect(texts(kept)).toEqual(
    expect.arrayContaining([
      ...['20 July 2016, 09:30', '20 July 2016', '18 July 2016, 09:30', '1 May 2016, 09:30'],
      '1 May 2012, 09:30',
    ]),
  );
  expect(texts(kept)).toHaveLength(texts(html).length);
});
