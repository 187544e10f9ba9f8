import { describe, expect, test } from 'vitest';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { visibilityAt } from '../../../src/domain/visibility.ts';
import { TEST_SITE } from '../test-site.ts';

const NOW = Date.parse('2026-11-22T12:00Z');
const FIELDS = 'title: T\ndate: 2019-03-04';

/** What readers may know of an article with this text: `held` where it is refused and its last good version is taken down. */
function visibilityOf(text: string, file = 'articles/2019-03-04-x.md'): string {
  const body = 'The ferry sailed at noon.\n';
  const { article, limits } = parseArticle(
    { file, text: `${text}\n${body}` },
    { ...TEST_SITE, timeZone: 'UTC' },
  );
  if (article === null) return limits.isHeld ? 'held' : 'refused';
  return limits.isHeld ? 'draft' : visibilityAt(article, NOW);
}

describe('a limit in front matter, at any place of it', () => {
  test.each([
    ['<<: {draft: true}', 'draft'],
    ['base: &b {draft: true}\n<<: *b', 'draft'],
    ['base: &b\n  published: false\n<<: [*b]', 'draft'],
    ['params: {<<: {status: private}}', 'draft'],
    ['x: &d draft\n*d : true', 'draft'],
    ['draft: *nothing', 'held'],
    ['extra: [{draft: true}]', 'draft'],
    ['publishing:\n  - draft: true', 'draft'],
    ['cascade: [{params: {private: true}}]', 'draft'],
    ['page: {published: false}', 'draft'],
    ['taxonomies: {visibility: private}', 'draft'],
    ['pubDatetime: 2030-01-01', 'embargoed'],
    ['Date: 2030-01-01', 'embargoed'],
    ['params: {embargo: 2019-01-01}\nparams: {embargo: 2030-01-01}', 'held'],
    ['expirydate: 2030-01-01\nexpirydate: 2019-04-01', 'held'],
    ['embargo: 2030-01-01\nembargo: 2019-04-01', 'held'],
    ['date: 2019-03-05', 'refused'],
    ['base: &b {draft: false}\n<<: *b', 'live'],
    ['extra: [{draft: false}]', 'live'],
    ['DATE: 2019-01-01', 'live'],
  ])('%j', (lines, visibility) => {
    expect(visibilityOf(`---\n${FIELDS}\n${lines}\n---`)).toBe(visibility);
  });

  test.each([
    ['bad: "x\ndraft：true', 'draft'],
    ['draft true', 'draft'],
    ['draft; true', 'draft'],
    ['%draft: true', 'draft'],
    ['draft: true;', 'draft'],
    ['drafts of the bill', 'live'],
  ])('on a line that is none: %j', (lines, visibility) => {
    expect(visibilityOf(`---\n${FIELDS}\n${lines}\n---`)).toMatch(new RegExp(`^(?:${visibility}|held)$`));
  });
});

describe('a limit beside front matter', () => {
  test.each([
    [`<!-- draft: true -->\n---\n${FIELDS}\n---`, 'draft'],
    [`{# status: draft #}\n---\n${FIELDS}\n---`, 'draft'],
    [`---\n${FIELDS}\n---\n---\ndraft: true\n---`, 'draft'],
    [`---\n${FIELDS}\n---\n\ndraft: true\n\n`, 'draft'],
    ['<!-- status: draft -->\n# T', 'draft'],
    ['# T\n\ndraft: true\n\n', 'draft'],
    ['***\ntitle: T\ndraft: true\n***', 'draft'],
    ['–––\ntitle: T\ndraft: true\n–––', 'draft'],
    ['Title: T\nDate: 2019-03-04\nStatus: published\nStatus: draft\n', 'draft'],
    ['Title: T\nDate: 2019-03-04\nDate: 2030-03-04\n', 'refused'],
    ['<!--\n.. title: T\n.. date: 2019-03-04\n.. tags: private, x\n-->', 'draft'],
    [`---\n${FIELDS}\n---\nNote: draft laws are public.\n`, 'live'],
    [`---\n${FIELDS}\n---\nStatus: pending\nsince May, and no end in sight.\n`, 'live'],
    [`<!-- licence: none -->\n---\n${FIELDS}\n---`, 'live'],
    ['<!--\n.. title: T\n.. date: 2019-03-04\n.. tags: drafting, x\n-->', 'live'],
  ])('%j', (text, visibility) => {
    expect(visibilityOf(text)).toBe(visibility);
  });

  test.each([
    ['export const draft = true\n\n# T', 'draft'],
    ["export const metadata = {\n  title: 'T',\n  draft: true,\n}\n", 'draft'],
    ['{/* draft: true */}\n# T', 'draft'],
    [`---\n${FIELDS}\n---\nexport const meta = { published: false }\n`, 'draft'],
    ['export const draft = false\n\n# T', 'live'],
  ])('in MDX: %j', (text, visibility) => {
    expect(visibilityOf(text, 'articles/2019-03-04-x.mdx')).toBe(visibility);
  });
});
