import { expect, test } from 'vitest';
import { createSearchService } from '../../src/search/search-service.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { SAMPLE_NOW } from '../support/sample-catalog.ts';
import { hostileQueries } from './hostile-queries.ts';
import { story, writeCatalogFile } from './search-desk.ts';
import { timesOf } from '../support/how-long.ts';

const QUERIES = timesOf(10_000, 2_000);

test('whatever is asked, there is an answer and no error', async () => {
  const failures: string[] = [];
  const log = createLogger({ level: 'error', destination: { write: (line) => failures.push(line) } });
  const { file, remove } = writeCatalogFile([
    story('a', 'Ferry', 'The ferry on the lake, AND NOT the bus. OR title NEAR it.'),
    story('b', 'Паром', 'Паром на озере.'),
    story('c', 'Դպրոց', 'Դպրոցը բացվեց։'),
  ]);
  // A busy machine may be slow, which is no fault of a query.
  const service = createSearchService({ file, log, cutOffMs: 60_000, giveUpMs: 60_000 });
  const wrong: string[] = [];
  let index = 0;
  for (const text of hostileQueries(QUERIES, 5)) {
    index += 1;
    const request = { text, page: 1 + (index % 3), edition: '', pageSize: 10, now: SAMPLE_NOW };
    const answer = await service.search(request);
    if (answer.kind !== 'found' && answer.kind !== 'nothing-asked') wrong.push(`${answer.kind}: ${text}`);
  }
  await service.close();
  remove();
  expect(wrong).toEqual([]);
  expect(failures).toEqual([]);
});
