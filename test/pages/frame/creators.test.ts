import { describe, expect, test } from 'vitest';
import type { AuthorProfile } from '../../../src/domain/article.ts';
import { buildCreators } from '../../../src/pages/frame/creators.ts';
import { sampleContext } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../../support/sample-site.ts';

const named = (name: string) => ({ name, slug: name.toLowerCase() });
const profile = (name: string, fediverse?: string): AuthorProfile => ({
  ...named(name),
  file: `authors/${name}.md`,
  ids: [],
  role: null,
  picture: null,
  email: null,
  links: [],
  bodyHtml: '',
  ...(fediverse === undefined ? {} : { fediverse }),
});
const site = {
  ...SAMPLE_SITE,
  publisher: {
    ...SAMPLE_SITE.publisher,
    sameAs: ['https://x.com/courier', 'https://example.social/@courier'],
  },
};
const authors = [profile('Ann', '@ann@example.social'), profile('Ben', '@ben@other.example'), profile('Cai')];
const context = sampleContext({ authors }, { site });

describe('the accounts to which a link to a story leads', () => {
  test.each([
    [['Ann'], ['@ann@example.social']],
    [
      ['Ann', 'Ben'],
      ['@ann@example.social', '@ben@other.example'],
    ],
    [['Cai', 'Ben'], ['@ben@other.example']],
    [['Cai'], []],
    [['Dora'], []],
    [[], ['@courier@example.social']],
    [[SAMPLE_SITE.name], ['@courier@example.social']],
    [
      ['Ann', SAMPLE_SITE.name],
      ['@ann@example.social', '@courier@example.social'],
    ],
  ])('of %j are %j', (names, accounts) => {
    expect(buildCreators(context, sampleArticle({ authors: names.map(named) }))).toEqual(accounts);
  });

  test('change when the file of an author does', () => {
    const fresh = sampleContext({ authors }, { site });
    buildCreators(fresh, sampleArticle({ authors: [named('Ann'), named('Dora')] }));
    expect([...fresh.usedKeys]).toEqual(['author-profile:ann', 'author-profile:dora']);
  });

  test('are none where the newsroom has none', () => {
    expect(buildCreators(sampleContext({}), sampleArticle({ authors: [] }))).toEqual([]);
  });
});
