import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { PageContext } from '../../src/pages/parts/page-context.ts';
import { buildNotFoundPage } from '../../src/pages/message-page.ts';
import { readPageSheets } from '../../src/render/page-sheets.ts';
import { createRenderer } from '../../src/render/renderer.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { strictModel } from '../support/strict-model.ts';

const folder = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const render = createRenderer({
  viewsDir: folder('views'),
  ...readPageSheets(folder('public')),
  assetUrl: (name) => `/assets/${name}`,
  guard: strictModel,
});

function htmlOf(banner: ReturnType<PageContext['catalog']['banner']>): string {
  const context = sampleContext({});
  return render(
    'message',
    buildNotFoundPage({ ...context, catalog: { ...context.catalog, banner: () => banner } }),
  );
}

describe('the banner', () => {
  const html = htmlOf({ text: 'Budget <adopted>', url: '/2016/07/15/vote?a=1&b=2', language: 'hy' });

  test('stands first in the masthead and interrupts nobody', () => {
    const [masthead = ''] = /<header class="masthead">[\s\S]*?<\/header>/.exec(html) ?? [];
    expect(masthead).toContain('<strong class="banner__label" id="page-banner">Breaking</strong>');
    expect(masthead).toContain(
      '<a href="/2016/07/15/vote?a=1&amp;b=2" lang="hy" dir="ltr">Budget &lt;adopted&gt;</a>',
    );
    expect(masthead.indexOf('class="banner"')).toBeLessThan(masthead.indexOf('class="masthead__name'));
    expect(masthead).not.toMatch(/aria-live|role="(?:alert|status)"/);
  });

  test('is no link where it leads nowhere', () => {
    expect(htmlOf({ text: 'News', url: null, language: null })).toContain('<span>News</span>');
  });

  test('brings its styles, which no other page carries', () => {
    expect(html).toContain('.banner__label{');
    const without = htmlOf(null);
    expect(without).not.toContain('.banner__label{');
    expect(without).not.toContain('<aside class="banner"');
  });
});

test('the menu has what the footer has, byte for byte, so that it costs next to nothing', () => {
  const html = htmlOf(null);
  const columns = html.match(/<div class="way">[\s\S]*?<\/div>/g) ?? [];
  const inMenu = columns.slice(0, columns.length / 2);
  expect(inMenu.length).toBe(3);
  expect(columns.slice(inMenu.length, -1)).toEqual(inMenu);
  expect(html.match(/popovertarget="page-menu"/g)).toHaveLength(3);
  expect(html).toMatch(/<nav class="menu" id="page-menu" popover /);
});
