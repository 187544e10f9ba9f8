import type { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import type { FoundRelated } from '../../src/catalog/related/find-related.ts';
import { relatedLists } from '../../src/catalog/related/related-lists.ts';
import { relatedWriter } from '../../src/catalog/related/related-writer.ts';
import { buildRelatedStories } from '../../src/pages/related-stories.ts';
import { timesOf } from '../support/how-long.ts';
import { relateAll } from '../support/relate-all.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, sampleContext } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';
import { makeThemedNewsroom } from '../support/themed-newsroom.ts';

describe.each(['none', 'some'] as const)('in an archive with topics: %s', (topics) => {
  test('nine in ten of the stories shown are of the same theme, in each language', () => {
    const { articles, themeOf } = makeThemedNewsroom(topics);
    const desk = openSampleDesk();
    desk.publisher.publish({ reads: articles.map((article) => readSample(article)) }, SAMPLE_NOW);
    relateAll(desk.database, SAMPLE_NOW);
    const context = sampleContext({}, { catalog: desk.catalog });
    const idOf = new Map(articles.map(({ id, path }) => [path, id]));
    const tally = new Map<string | null, { shown: number; apt: number; few: number }>();
    for (const article of articles) {
      const shown = buildRelatedStories(context, article, desk.catalog.nextInSection(article, SAMPLE_NOW));
      const apt = shown.filter(({ url }) => themeOf.get(idOf.get(url) ?? '') === themeOf.get(article.id));
      const sum = tally.get(article.language) ?? { shown: 0, apt: 0, few: 0 };
      tally.set(article.language, {
        shown: sum.shown + shown.length,
        apt: sum.apt + apt.length,
        few: sum.few + (shown.length < 3 ? 1 : 0),
      });
    }
    expect([...tally.keys()].sort()).toEqual(['hy', null, 'ru'].sort());
    for (const { shown, apt, few } of tally.values()) {
      expect(apt / shown).toBeGreaterThanOrEqual(0.9);
      expect(few).toBeLessThan(shown / 40);
    }
  });
});

describe('what one story costs is bounded', () => {
  const COUNT = timesOf(300, 120);
  const alike = Array.from({ length: COUNT }, (_, index) =>
    sampleArticle({
      title: `The daily weather report ${index}`,
      published: `2016-0${1 + Math.floor(index / 50)}-${10 + (index % 20)}T09:${10 + (index % 50)}`,
      bodyHtml: '<p>Sunshine, rainfall, wind and temperatures of the valleys and mountains.</p>',
      topics: [{ name: 'Weather', slug: 'weather' }],
    }),
  );
  const open = () => {
    const desk = openSampleDesk();
    desk.publisher.publish({ reads: alike.map((article) => readSample(article)) }, SAMPLE_NOW);
    relateAll(desk.database, SAMPLE_NOW);
    return desk;
  };
  const inLists = (database: DatabaseSync): number[] =>
    database
      .prepare('SELECT count(*) AS count FROM article_related GROUP BY related_key')
      .all()
      .map(({ count }) => Number(count));

  test('no list is longer than 8, and none holds its own article', () => {
    const { database } = open();
    const lengths = database.prepare('SELECT count(*) AS n FROM article_related GROUP BY article_key').all();
    expect(lengths).toHaveLength(COUNT);
    expect(Math.max(...lengths.map(({ n }) => Number(n)))).toBe(8);
    const own = database.prepare('SELECT 1 FROM article_related WHERE article_key = related_key').all();
    expect(own).toEqual([]);
  });

  test('where all are alike, none is in more than 64 lists, so that a change of one touches no more', () => {
    const desk = open();
    const most = Math.max(...inLists(desk.database));
    expect(most).toBeGreaterThan(8);
    expect(most).toBeLessThanOrEqual(64);
    const [listed] = desk.database
      .prepare(
        `SELECT file, count(*) AS n FROM article_related JOIN article ON article.key = related_key
         GROUP BY related_key ORDER BY n DESC`,
      )
      .all();
    const file = String(listed?.['file']);
    desk.gone.add(file);
    desk.publisher.publish({ gone: [file] }, SAMPLE_NOW);
    const waiting = desk.database.prepare('SELECT count(*) AS n FROM article_unrelated').get();
    expect(waiting?.['n']).toBe(most);
    const told = relateAll(desk.database, SAMPLE_NOW);
    expect(told.size).toBeGreaterThan(0);
    expect(told.size).toBeLessThan(200);
    const left = desk.database.prepare('SELECT count(*) AS n FROM article_related').get();
    expect(left?.['n']).toBe((COUNT - 1) * 8);
  });

  test('an article that 64 lists hold is full', () => {
    const { database } = openSampleDesk();
    const lists = relatedLists(database);
    for (let key = 2; key <= 65; key += 1) {
      expect(lists.isFull(1)).toBe(false);
      lists.put(key, [{ key: 1, score: 5 }]);
    }
    expect(lists.isFull(1)).toBe(true);
    expect(lists.listing(1)).toHaveLength(64);
  });

  test('a new one looks at a few hundred, and changes a few lists', () => {
    const desk = open();
    const added = sampleArticle({
      title: 'The daily weather report of today',
      published: '2016-07-19T09:00',
    });
    desk.publisher.publish({ reads: [readSample({ ...added, topics: alike[0]?.topics ?? [] })] }, SAMPLE_NOW);
    expect(relateAll(desk.database, SAMPLE_NOW).size).toBeLessThanOrEqual(1 + 8);
  });
});

test('of a story under embargo no key is known; when it comes, the pages that it is related to are told', () => {
  const base = {
    section: null,
    bodyHtml: '<p>Sunshine, rainfall, wind and temperatures of the valleys and mountains.</p>',
    topics: [{ name: 'Weather', slug: 'weather' }],
  };
  const open = sampleArticle({ ...base, title: 'The weather of the valleys', published: '2016-07-18T10:00' });
  const secret = sampleArticle({ ...base, title: 'The weather secret', published: '2016-07-20T18:00' });
  const desk = openSampleDesk();
  desk.publisher.publish({ reads: [readSample(open), readSample(secret)] }, SAMPLE_NOW);
  expect([...relateAll(desk.database, SAMPLE_NOW)]).toEqual([`article:${open.id}`]);
  const shownAt = (now: number) => {
    const context = sampleContext({}, { catalog: desk.catalog, now, wholeDates: true });
    const shown = buildRelatedStories(context, open, desk.catalog.nextInSection(open, now));
    return { urls: shown.map(({ url }) => url), keys: [...context.usedKeys] };
  };
  expect(shownAt(SAMPLE_NOW)).toEqual({ urls: [], keys: [] });
  const later = secret.published.epochMs;
  expect([...desk.publisher.publishDue(SAMPLE_NOW, later).keys]).toContain(`article:${open.id}`);
  expect(shownAt(later)).toEqual({ urls: [secret.path], keys: [`article:${secret.id}`] });
});

test('what became a draft after it was found is in no list', () => {
  const { articles } = makeThemedNewsroom('some');
  const [first, ...rest] = articles.slice(0, 40);
  if (first === undefined) throw new Error('there are articles');
  const desk = openSampleDesk();
  const publish = (article: typeof first) =>
    desk.publisher.publish({ reads: [readSample(article)] }, SAMPLE_NOW);
  for (const article of [first, ...rest]) publish(article);
  const writer = relatedWriter(desk.database);
  const found: FoundRelated[] = [];
  for (let before = Number.MAX_SAFE_INTEGER; ; ) {
    const one = writer.find(before, SAMPLE_NOW);
    if (one === null) break;
    found.push(one);
    before = one.key;
  }
  const key = desk.publisher.articles.ofId(first.id)?.key ?? 0;
  expect(found.some(({ list }) => list.some((one) => one.key === key))).toBe(true);
  publish({ ...first, isDraft: true });
  writer.store(found, SAMPLE_NOW);
  const listed = desk.database.prepare(
    'SELECT count(*) AS n FROM article_related WHERE article_key = :key OR related_key = :key',
  );
  expect(listed.get({ key })?.['n']).toBe(0);
});

test('stories are related within their edition alone, and by the stems of their language', () => {
  const desk = openSampleDesk();
  const french = { edition: 'fr', language: 'fr', locale: 'fr', name: 'Le Courrier', description: null };
  const editions = [
    { ...french, publisherName: 'Le Courrier', sections: SAMPLE_SITE.sections, place: 'Lakeside' },
  ];
  desk.publisher.publish({ site: JSON.stringify({ ...SAMPLE_SITE, editions }) }, SAMPLE_NOW);
  const about = (slug: string, title: string, language: string | null) =>
    sampleArticle({
      slug,
      title,
      language,
      description: null,
      bodyHtml: `<p>${title}. Zvartnots, Gavar, Sevan.</p>`,
    });
  const articles = [
    about('en-1', 'The ferries of Sevan return', null),
    about('en-2', 'A ferry of Sevan is repaired', null),
    about('de-1', 'Die Fähre auf dem Sevan', 'de'),
    about('fr-1', 'Les élections nationales au Sevan', 'fr'),
    about('fr-2', 'Une élection nationale au Sevan', 'fr'),
  ];
  desk.publisher.publish({ reads: articles.map((article) => readSample(article)) }, SAMPLE_NOW);
  relateAll(desk.database, SAMPLE_NOW);
  const rows = desk.database
    .prepare(
      `SELECT own.slug AS own, other.slug AS other FROM article_related JOIN article AS own ON own.key = article_key
       JOIN article AS other ON other.key = related_key`,
    )
    .all();
  const edition = (slug: unknown): boolean => String(slug).startsWith('fr');
  expect(rows.length).toBeGreaterThan(3);
  for (const { own, other } of rows) expect(edition(own)).toBe(edition(other));
});
