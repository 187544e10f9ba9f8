import { expect, test } from 'vitest';
import { feedQueries } from '../../src/catalog/read/feed-queries.ts';
import { sitemapQueries } from '../../src/catalog/read/sitemap-queries.ts';
import { openFeedDesk } from '../feeds/feed-desk.ts';

const { database } = openFeedDesk({});
const statements: string[] = [];
const prepare = database.prepare.bind(database);
database.prepare = (sql: string) => {
  statements.push(sql);
  return prepare(sql);
};
feedQueries(database, {
  plainMarkdown: (body) => body,
  renderBody: () => ({ bodyHtml: '', wordCount: 0 }),
  links: { linkedFile: () => ({ kind: 'unknown' }), nearFile: () => null },
});
sitemapQueries(database);

const planOf = (sql: string): string[] =>
  prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail));

test('every statement is seen', () => {
  expect(statements).toHaveLength(13);
});

test.each(statements.map((sql) => [sql.replace(/\s+/g, ' '), sql]))(
  'goes by an index, and sorts nothing: %s',
  (_, sql) => {
    const plan = planOf(sql);
    expect(plan.filter((step) => /^SCAN /.test(step) && !/ USING (COVERING )?INDEX /.test(step))).toEqual([]);
    expect(plan.filter((step) => /TEMP B-TREE/.test(step))).toEqual([]);
  },
);

test.each([
  ['substr(published_day, 1, 7) <', 'article_modified'],
  ['corrected_ms DESC', 'article_corrected'],
  ['count(*)', 'COVERING INDEX article_day'],
  ['ORDER BY published_day, published_ms, id', 'article_day'],
  ['published_ms > :since', 'article_newest'],
  ['section = :slug', 'article_section'],
  ['kind = :kind AND slug >', 'PRIMARY KEY (edition=? AND kind=? AND slug>?)'],
])('the query with %s uses %s', (fragment, index) => {
  const found = statements.filter((sql) => sql.includes(fragment));
  expect(found).toHaveLength(1);
  expect(planOf(found[0] ?? '').join('\n')).toContain(index);
});
