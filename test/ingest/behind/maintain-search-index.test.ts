import { expect, test } from 'vitest';
import { labelToken } from '../../../src/catalog/search/label-token.ts';
import { catalogSettings } from '../../../src/catalog/sqlite/settings.ts';
import type { Site } from '../../../src/config/site.ts';
import { maintainSearchIndex } from '../../../src/ingest/behind/maintain-search-index.ts';
import type { ParsePool } from '../../../src/ingest/read/parse-pool.ts';
import { localPool } from '../../../src/ingest/read/parse-pool.ts';
import { parsedFor } from '../../../src/ingest/read/parsed-for.ts';
import { publishLog } from '../../../src/ingest/publish/publish-log.ts';
import { openWriter } from '../../../src/ingest/publish/writer.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openSampleDesk, readSample, SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../../support/sample-site.ts';

const OTHER_SITE: Site = {
  ...SAMPLE_SITE,
  sections: [...SAMPLE_SITE.sections, { name: 'Chess', slug: 'chess', description: null }],
};

test('articles that are read again for another site.yaml meanwhile are indexed as that has them', async () => {
  const { database, publisher } = openSampleDesk();
  const settings = catalogSettings(database);
  const logged: Record<string, unknown>[] = [];
  const log = createLogger({
    level: 'info',
    destination: { write: (line) => void logged.push(JSON.parse(line)) },
  });
  /** Publishes the archive as a site.yaml has it, and leaves its text for later. */
  const readAll = (site: Site, section: string | null): void => {
    const read = readSample(sampleArticle({ title: 'Mate', section }));
    if (read.article === null) throw new Error('the sample is an article');
    const text = '---\ntitle: Mate\ndate: 2016-07-15\nsection: Chess\n---\nIn two moves.\n';
    const unread = { ...read.article.text, text, search: null };
    const reads = [{ ...read, digest: 'same', article: { ...read.article, text: unread } }];
    publisher.publish({ site: JSON.stringify(site), reads }, SAMPLE_NOW);
    settings.put('parsed-for', parsedFor(site));
  };
  readAll(SAMPLE_SITE, null);

  const opened: Site[] = [];
  let changes = 0;
  const openPool = (_: number, site: Site): ParsePool => {
    opened.push(site);
    const pool = localPool({ contentDir: '/nowhere', site });
    const run: ParsePool['run'] = async (job) => {
      const answer = await pool.run(job);
      changes += 1;
      if (changes === 1) await writer.inTurn(() => readAll(OTHER_SITE, 'chess'));
      return answer;
    };
    return { ...pool, run };
  };
  const publishing = publishLog(log);
  const writer = openWriter({ database, log, now: () => SAMPLE_NOW, damaged() {} });
  const follower = maintainSearchIndex(writer, {
    site: SAMPLE_SITE,
    openPool,
    publishing,
    checkLinks: () => [],
  });
  await follower.fill();
  expect(opened).toEqual([SAMPLE_SITE, OTHER_SITE]);
  const found = database
    .prepare('SELECT rowid FROM article_search WHERE article_search MATCH ?')
    .all(`labels : "${labelToken('section', 'chess')}"`);
  expect(found).toHaveLength(1);
  expect(logged).toMatchObject([{ articles: 1, msg: 'search index complete' }]);
});
