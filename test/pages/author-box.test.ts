import { expect, test } from 'vitest';
import type { AuthorProfile } from '../../src/domain/article.ts';
import { toSlug } from '../../src/domain/slug.ts';
import { authorProfileKey } from '../../src/domain/surrogate-keys.ts';
import { buildAuthorBoxes } from '../../src/pages/author-box.ts';
import { sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';

const named = (name: string) => ({ name, slug: toSlug(name) });
const profile = (name: string, given: Partial<AuthorProfile> = {}): AuthorProfile => ({
  file: `authors/${toSlug(name)}.md`,
  ...named(name),
  ids: [],
  role: null,
  picture: null,
  email: null,
  links: [],
  bodyHtml: '',
  ...given,
});
const boxesOf = (names: readonly string[], authors: readonly AuthorProfile[] = []) => {
  const context = sampleContext({ authors: [...authors] });
  return { boxes: buildAuthorBoxes(context, { authors: names.map(named) }), keys: context.usedKeys };
};

test('a story presents its authors in the order of the byline, each with what a file tells', () => {
  const desk = profile('Harbour Desk', { role: 'Reporters', opening: 'It has a window on the quay.' });
  const { boxes, keys } = boxesOf(['Culture Desk', 'Harbour Desk'], [desk]);
  expect(boxes).toEqual([
    {
      text: 'Culture Desk',
      url: '/authors/culture-desk',
      role: null,
      line: null,
      portrait: null,
      feed: { text: 'RSS feed of Culture Desk', url: '/authors/culture-desk/feed.xml' },
    },
    {
      text: 'Harbour Desk',
      url: '/authors/harbour-desk',
      role: 'Reporters',
      line: 'It has a window on the quay.',
      portrait: null,
      feed: { text: 'RSS feed of Harbour Desk', url: '/authors/harbour-desk/feed.xml' },
    },
  ]);
  expect([...keys]).toEqual(expect.arrayContaining(['culture-desk', 'harbour-desk'].map(authorProfileKey)));
});

test('the newsroom presents itself only where its file says something', () => {
  const { name } = SAMPLE_SITE;
  expect(boxesOf([name]).boxes).toEqual([]);
  expect(boxesOf([name], [profile(name)]).boxes).toEqual([]);
  expect(boxesOf([name], [profile(name, { role: 'Editorials' })]).boxes).toMatchObject([
    { role: 'Editorials' },
  ]);
});

test('a byline of a hundred names has six boxes', () => {
  const names = Array.from({ length: 100 }, (_, index) => `Desk ${index}`);
  expect(boxesOf(names).boxes).toHaveLength(6);
  expect(sampleArticle({ authors: names.map(named) }).authors).toHaveLength(100);
});
