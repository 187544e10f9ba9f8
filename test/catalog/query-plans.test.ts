import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createCatalogReader } from '../../src/catalog/read/catalog.ts';
import { mostReadQueries } from '../../src/catalog/read/most-read-queries.ts';
import { makeIndexes, openMemoryCatalog } from '../../src/catalog/store/open-catalog.ts';
import { openMemoryPermalinks } from '../../src/catalog/permalinks/ledger.ts';
import { pictureStore } from '../../src/catalog/store/picture-store.ts';
import { createPublisher } from '../../src/catalog/publish/publisher.ts';
import { searchIndexWriter } from '../../src/catalog/publish/search-index.ts';
import { articleIndex } from '../../src/ingest/publish/article-index.ts';
import { catalogSearch } from '../../src/search/search-catalog.ts';

/** A catalog that notes every statement which is prepared over it. */
function noteStatements(): { database: DatabaseSync; statements: Set<string> } {
  const database = openMemoryCatalog();
  makeIndexes(database);
  const statements = new Set<string>();
  const prepare = database.prepare.bind(database);
  database.prepare = (sql: string) => {
    statements.add(sql);
    return prepare(sql);
  };
  return { database, statements };
}

/** Small tables, of the length of the sidebar and the footer; lists that were given or cut; and what is read once. */
const SMALL =
  /^SCAN (standing_page|top_story|most_read|partner_outlet|front_file|front_event|banner|search_language|json_each|name VIRTUAL TABLE|\(subquery-1\)|CONSTANT ROW)/;
const AT_START = [/FROM source WHERE problems IS NOT NULL/, /AS broken FROM picture/];

/** Rows that FTS5 gives for a MATCH, in the order of their ids if D is there. */
const IN_FTS5 = /^SCAN (?:found|article_search) VIRTUAL TABLE INDEX \d+:.*M/;

const { database, statements } = noteStatements();
createCatalogReader(database, {
  ownerOf: () => null,
  ownerOfFile: () => null,
  plainMarkdown: (body) => body,
  renderBody: () => ({ bodyHtml: '', wordCount: 0 }),
});
createPublisher({ database, ledger: openMemoryPermalinks(), isGone: () => false });
searchIndexWriter(database);
articleIndex(database);
mostReadQueries(database);
pictureStore(database);
catalogSearch(database);

const planOf = (sql: string): string[] =>
  database
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map(({ detail }) => String(detail));

test('every statement of readers and writer is seen', () => {
  expect(statements.size).toBeGreaterThan(50);
});

test.each(
  [...statements]
    .filter((sql) => !/^(BEGIN|COMMIT)/.test(sql) && !AT_START.some((pattern) => pattern.test(sql)))
    .map((sql) => [sql.replace(/\s+/g, ' '), sql]),
)('goes by an index, and sorts nothing: %s', (_, sql) => {
  const plan = planOf(sql);
  const scans = plan.filter(
    (step) =>
      /^SCAN /.test(step) &&
      !SMALL.test(step) &&
      !/ USING (COVERING )?INDEX | VIRTUAL TABLE INDEX 0:=/.test(step) &&
      !IN_FTS5.test(step),
  );
  expect(scans).toEqual([]);
  // Names of a few rows that were found may be sorted; articles come sorted from their index.
  const sorts = plan.filter((step) => /TEMP B-TREE/.test(step));
  expect(
    sorts.filter(() => !/standing_page|WHERE alias\.path = |GROUP BY (?:period|stem)/.test(sql)),
  ).toEqual([]);
});

test.each([...statements].filter((sql) => /^SELECT key FROM article WHERE .* OFFSET/.test(sql)))(
  'what an old page skips is not read: %s',
  (sql) => {
    expect(planOf(sql).filter((step) => !/ USING COVERING INDEX /.test(step))).toEqual([]);
  },
);
