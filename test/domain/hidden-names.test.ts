import { expect, test } from 'vitest';
import { hiddenBy } from '../../src/domain/hidden-names.ts';

test.each([
  ['articles/_drafts/x.md', 'articles/_drafts', true],
  ['articles/2026/Drafts/05/x.md', 'articles/2026/Drafts', true],
  ['articles/_internal/a/_b/x.md', 'articles/_internal', true],
  ['articles/private/x.md', 'articles/private', true],
  ['articles/_partials/x.md', 'articles/_partials', true],
  ['articles/2026/_x.md', 'articles/2026', false],
  ['articles/_index.md', 'articles', false],
  ['pages/about.draft.md', 'pages', false],
  ['authors/_ann.markdown', 'authors', false],
])('%s', (path, folder, isWhole) => {
  expect(hiddenBy(path)).toEqual({ folder, isWhole });
});

test.each([
  'articles/_posts/2026-01-01-x.md',
  'articles/2026/x.md',
  'articles/draft-day/nba-draft.md',
  'articles/x_y.md',
  'articles/2020-01-08_underscore.md',
  'articles/internal-affairs/x.md',
  'pages/drafts.md',
])('%s is published', (path) => {
  expect(hiddenBy(path)).toBeNull();
});
