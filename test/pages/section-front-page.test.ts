import { describe, expect, test } from 'vitest';
import { buildSectionFrontPage } from '../../src/pages/section-front-page.ts';
import { contextWithFront, sampleTeaser } from '../support/sample-front.ts';
import { sampleArticle } from '../support/sample-site.ts';

const lead = sampleTeaser('Lead', { isPictured: true });
const seconds = ['One', 'Two', 'Three'].map((title) => sampleTeaser(title, { isPictured: true }));

describe('the front of a section', () => {
  test('has its seconds beside a lead with a picture, and the rest as a list', () => {
    const latest = ['Older', 'Old', 'Oldest', 'First'].map((title) => sampleTeaser(title));
    const page = buildSectionFrontPage(contextWithFront({ lead, seconds, latest }), 'economy');
    expect(page).toMatchObject({
      heading: 'Economy',
      top: { isAcross: false, lead: { headline: 'Lead', section: null } },
      teasers: [{ headline: 'Older' }, { headline: 'Old' }, { headline: 'Oldest' }, { headline: 'First' }],
      rows: [],
      older: null,
      masthead: { isHeading: false },
    });
    expect(page?.top?.seconds.map(({ isSmall }) => isSmall)).toEqual([false, true, true]);
    expect(page?.masthead.sections.filter(({ isCurrent }) => isCurrent).map(({ text }) => text)).toEqual([
      'Economy',
    ]);
  });

  test('has them below one without a picture', () => {
    const bare = sampleTeaser('Bare');
    expect(buildSectionFrontPage(contextWithFront({ lead: bare, seconds }), 'world')?.top?.isAcross).toBe(
      true,
    );
    expect(buildSectionFrontPage(contextWithFront({ lead }), 'world')?.top?.isAcross).toBe(true);
  });

  test('has a row across the page of a few that are left, as a list would end far before the sidebar', () => {
    const latest = [sampleTeaser('Older'), sampleTeaser('Oldest')];
    const page = buildSectionFrontPage(contextWithFront({ lead, seconds, latest }), 'economy');
    expect(page).toMatchObject({
      teasers: [],
      rows: [
        {
          layout: 'list',
          blocks: [
            { id: 'more', heading: 'More stories', rows: [[{ headline: 'Older' }, { headline: 'Oldest' }]] },
          ],
        },
      ],
    });
  });

  test('leads on to its list where that is longer than a page', () => {
    const articles = Array.from({ length: 31 }, (_, index) => sampleArticle({ title: `Story ${index}` }));
    const page = buildSectionFrontPage(contextWithFront({ lead }, { articles }), 'world');
    expect(page?.older).toEqual({ text: 'Older stories', url: '/sections/world?page=2' });
  });

  test('is there while the section is empty, and for no other name', () => {
    expect(buildSectionFrontPage(contextWithFront({}), 'economy')).toMatchObject({ top: null, teasers: [] });
    expect(buildSectionFrontPage(contextWithFront({}), 'sport')).toBeNull();
  });
});
