import { describe, expect, test } from 'vitest';
import type { ResolvedBlock } from '../../src/catalog/fronts/resolved-front.ts';
import { buildFrontPage } from '../../src/pages/front-page.ts';
import { buildNewestPage } from '../../src/pages/newest-page.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { contextWithFront, sampleTeaser } from '../support/sample-front.ts';
import { samplePicture } from '../support/sample-pictures.ts';
import { sampleArticle } from '../support/sample-site.ts';

const block = (given: Partial<ResolvedBlock>): ResolvedBlock => ({
  source: { kind: 'section', slug: 'world' },
  title: 'World',
  layout: 'columns',
  teasers: [sampleTeaser('First', { isPictured: true }), sampleTeaser('Second', { isPictured: true })],
  ...given,
});
const rowsOf = (...blocks: ResolvedBlock[]) => buildFrontPage(contextWithFront({ blocks })).rows;

describe('the top of the front', () => {
  const lead = sampleTeaser('Lead', { isPictured: true });
  const seconds = ['One', 'Two', 'Three'].map((title) => sampleTeaser(title, { isPictured: true }));
  const hanging = [sampleTeaser('Below', { type: 'analysis' })];

  test('is one picture that is wanted at once, and others that say nothing and wait', () => {
    const { top } = buildFrontPage(contextWithFront({ lead, seconds, hanging }));
    expect(top?.lead).toMatchObject({ headline: 'Lead', section: { text: 'World' } });
    expect(top?.lead.picture?.pictureHtml).toMatch(/ alt="A view" .*fetchpriority="high"/);
    expect(top?.seconds[0]?.picture?.pictureHtml).toMatch(/ alt="" .*loading="lazy"/);
    expect(top?.hanging).toMatchObject([
      { headline: 'Below', kind: 'analysis', picture: null, standfirst: null },
    ]);
  });

  test('leaves out of the top stories what it shows itself', () => {
    const articles = [sampleArticle({ title: 'Lead' }), sampleArticle({ title: 'Another' })];
    const page = buildFrontPage(contextWithFront({ lead }, { articles }));
    expect(page.sidebar.topStories.map(({ text }) => text)).toEqual(['Another']);
  });

  test('is made anew when a picture comes that it waits for', () => {
    const context = contextWithFront({ lead, pictures: ['/media/awaited.jpg'] });
    const used: string[] = [];
    buildFrontPage({ ...context, uses: (key) => used.push(key) });
    expect(used).toContain('picture:/media/awaited.jpg');
  });

  test('is nothing on a site without stories, which has its sidebar all the same', () => {
    const page = buildFrontPage(
      contextWithFront({}, { topStories: [{ text: 'Pinned', article: null, url: null, untilMs: null }] }),
    );
    expect(page).toMatchObject({ top: null, rows: [], sidebar: { topStories: [{ text: 'Pinned' }] } });
    expect(page.masthead.date).toBeNull();
  });
});

describe('blocks', () => {
  test('in columns stand beside those before them, in rows without a hole', () => {
    const columns = Array.from({ length: 4 }, () => block({}));
    const teasers = ['One', 'Two', 'Three'].map((title) => sampleTeaser(title));
    const rows = rowsOf(...columns, block({ layout: 'wide', teasers }), block({}));
    expect(rows.map(({ layout, blocks }) => [layout, blocks.length])).toEqual([
      ['columns', 2],
      ['columns', 2],
      ['wide', 1],
      ['columns', 1],
    ]);
    const ids = rows.flatMap(({ blocks }) => blocks.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('lead with a picture and a standfirst, and lead on to their source', () => {
    const [row] = rowsOf(block({}));
    expect(row?.blocks[0]).toMatchObject({
      heading: 'World',
      more: { text: 'More from World', url: '/sections/world' },
      level: 3,
      rows: [
        [
          { headline: 'First', standfirst: 'What the story is about.', picture: { alt: '' } },
          { headline: 'Second', standfirst: null, picture: null },
        ],
      ],
    });
  });

  test('of one story stand in a column, whatever they were to be', () => {
    const teasers = [sampleTeaser('Only')];
    expect(rowsOf(block({ layout: 'wide', teasers }), block({ layout: 'band', teasers }))).toMatchObject([
      { layout: 'columns', blocks: [{}, {}] },
    ]);
  });

  test('of two stories stand beside each other with their standfirsts, as one beside a wide lead leaves a hole', () => {
    const [row] = rowsOf(block({ layout: 'wide' }));
    expect(row).toMatchObject({
      layout: 'band',
      blocks: [{ rows: [[{ standfirst: 'What the story is about.' }, { headline: 'Second' }]] }],
    });
  });

  test('in a band stand in rows, last what has no picture, with its standfirst', () => {
    const teasers = Array.from({ length: 5 }, (_, index) =>
      sampleTeaser(`${index}`, { isPictured: index > 0 }),
    );
    const [row] = rowsOf(block({ layout: 'band', teasers }));
    const rows = row?.blocks[0]?.rows ?? [];
    expect(rows.map(({ length }) => length)).toEqual([3, 2]);
    expect(rows[1]?.map(({ standfirst }) => standfirst)).toEqual([null, 'What the story is about.']);
    const picked = rowsOf(block({ layout: 'band', teasers, source: { kind: 'picked' } }));
    expect(picked[0]?.blocks[0]?.rows[0]?.map(({ headline }) => headline)).toEqual(['0', '1', '2']);
  });

  test('of opinion say who holds it, with a portrait where the author’s file has one', () => {
    const authors = [
      { name: 'Water desk', slug: 'water-desk' },
      { name: 'Harbour desk', slug: 'harbour-desk' },
    ];
    const context = contextWithFront({
      blocks: [
        block({
          source: { kind: 'type', slug: 'opinion' },
          title: null,
          layout: 'opinion',
          teasers: [
            sampleTeaser('A view', { type: 'opinion', authors }),
            sampleTeaser('Unsigned', { authors: [], type: 'opinion' }),
          ],
        }),
      ],
    });
    const used: string[] = [];
    const page = buildFrontPage({
      ...context,
      uses: (key) => used.push(key),
      catalog: {
        ...context.catalog,
        authorProfile: (slug) =>
          slug === 'harbour-desk' ? ({ picture: samplePicture({ src: '/media/view.jpg' }) } as never) : null,
      },
    });
    expect(page.rows[0]?.blocks[0]).toMatchObject({ heading: 'Opinion', more: null });
    expect(page.rows[0]?.blocks[0]?.rows[0]).toMatchObject([
      { author: 'Water desk, Harbour desk', label: 'Opinion', portrait: { alt: '' } },
      { author: null, portrait: null },
    ]);
    expect(used).toEqual(
      expect.arrayContaining(['author-profile:water-desk', 'author-profile:harbour-desk']),
    );
  });

  test('without a name have no heading, and their stories stand higher', () => {
    expect(rowsOf(block({ source: { kind: 'picked' }, title: null }))[0]?.blocks[0]).toMatchObject({
      heading: null,
      more: null,
      level: 2,
    });
    expect(rowsOf(block({ source: { kind: 'newest' }, title: null }))[0]?.blocks[0]).toMatchObject({
      heading: 'Newest stories',
      more: { url: '/archive' },
    });
    expect(
      rowsOf(block({ source: { kind: 'series', slug: 'talks' }, title: 'The talks' }))[0]?.blocks[0],
    ).toMatchObject({
      more: { text: 'More from The talks', url: '/series/talks' },
    });
  });
});

describe('the pages after the front', () => {
  const articles = Array.from({ length: 40 }, (_, index) =>
    sampleArticle({
      title: `Story ${index}`,
      published: `2016-06-01T${String(Math.floor(index / 4)).padStart(2, '0')}:${(index % 4) * 15 || '00'}`,
    }),
  );
  const context = sampleContext({ articles });

  test('list all stories, newest first, and end', () => {
    const second = buildNewestPage(context, 2);
    const oldest = articles.slice(0, 10).map(({ title }) => title);
    expect(second?.teasers.map(({ headline }) => headline)).toEqual(oldest.reverse());
    expect(second).toMatchObject({
      heading: 'Newest stories, page 2',
      index: { url: '/' },
      pagination: { newer: { url: '/' }, older: null },
      masthead: { isHeading: false, isCurrent: false },
      head: { canonical: 'https://courier.test/?page=2' },
    });
    expect(buildNewestPage(context, 3)).toBeNull();
  });
});
