import type { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { createCatalogReader } from '../../src/catalog/catalog.ts';
import { makeIndexes, openMemoryCatalog } from '../../src/catalog/open-catalog.ts';
import { openMemoryPermalinks } from '../../src/catalog/permalinks/memory-ledger.ts';
import { pictureStore } from '../../src/catalog/picture-store.ts';
import { createPublisher } from '../../src/catalog/publisher.ts';
import { searchIndexWriter } from '../../src/catalog/search-index.ts';
import { articleIndex } from '../../src/ingest/article-index.ts';

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

/** Small tables, of the length of the sidebar and the footer; and what is read once, at the start. */
const SMALL = /^SCAN (standing_page|top_story|partner_outlet|CONSTANT ROW)/;
const AT_START = [/FROM source WHERE problems IS NOT NULL/, /AS broken FROM picture/];

const { database, statements } = noteStatements();
createCatalogReader(database, { ownerOf: () => null, renderBody: () => ({ bodyHtml: '', wordCount: 0 }) });
createPublisher({ database, ledger: openMemoryPermalinks(), isGone: () => false });
searchIndexWriter(database);
articleIndex(database);
pictureStore(database);

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
      !/ USING (COVERING )?INDEX | VIRTUAL TABLE INDEX 0:=/.test(step),
  );
  expect(scans).toEqual([]);
  // Names of a few rows that were found may be sorted; articles come sorted from their index.
  const sorts = plan.filter((step) => /TEMP B-TREE/.test(step));
  expect(sorts.filter(() => !/standing_page|WHERE alias\.path = |GROUP BY period/.test(sql))).toEqual([]);
});
