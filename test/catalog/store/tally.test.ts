import { expect, test } from 'vitest';
import type { Catalog } from '../../../src/catalog/read/catalog.ts';
import type { PublishBatch } from '../../../src/catalog/publish/outcome/publish-batch.ts';
import { catalogSettings } from '../../../src/catalog/sqlite/settings.ts';
import { fillTally } from '../../../src/catalog/store/tally.ts';
import type { NamedKind } from '../../../src/catalog/store/tally-entries.ts';
import type { Article } from '../../../src/domain/article.ts';
import { visibilityAt } from '../../../src/domain/visibility.ts';
import { createRandom } from '../../content/random.ts';
import { openSampleDesk, readSample, SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { sampleArticle, sampleMoment } from '../../support/sample-site.ts';

const HOUR = 3_600_000;
const NAMES = ['Syria', 'SYRIA', 'Trade', 'Lakes'];
const SECTIONS = ['world', 'economy', null];
/** About the noon of 20 July 2016 at which a sequence begins. */
const DAYS = ['2016-07-19T23:30', '2016-07-20T09:00', '2016-07-20T14:00', '2016-07-21T00:00', '2016-06-30'];
const KINDS: readonly NamedKind[] = ['topic', 'author', 'series'];

const addTo = (counts: Record<string, number>, key: string, count = 1): void => {
  counts[key] = (counts[key] ?? 0) + count;
};

/** What the counts are, by looking at every article. */
function recount(articles: Iterable<Article>, now: number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const article of articles) {
    if (visibilityAt(article, now) !== 'live') continue;
    addTo(counts, 'all');
    if (article.section !== null) addTo(counts, `section ${article.section}`);
    for (const { slug } of article.topics) addTo(counts, `topic ${slug}`);
    for (const { slug } of article.authors) addTo(counts, `author ${slug}`);
    if (article.series !== null) addTo(counts, `series ${article.series.slug}`);
    addTo(counts, article.published.day);
    addTo(counts, article.published.day.slice(0, 7));
    const corrections = article.corrections.filter(({ date }) => date.epochMs <= now).length;
    if (corrections > 0) addTo(counts, 'corrections', corrections);
  }
  return counts;
}

function counted(catalog: Catalog, now: number): Record<string, number> {
  const counts: Record<string, number> = {};
  const add = (key: string, count: number): void => {
    if (count !== 0) counts[key] = count;
  };
  add('all', catalog.countOf({ kind: 'all' }, now));
  add('corrections', catalog.countOf({ kind: 'corrections' }, now));
  for (const slug of ['world', 'economy']) {
    add(`section ${slug}`, catalog.countOf({ kind: 'section', slug }, now));
  }
  for (const kind of KINDS) {
    for (const { slug, count } of catalog.labelCounts(kind, now)) {
      add(`${kind} ${slug}`, count);
      expect(catalog.countOf({ kind, slug }, now)).toBe(count);
    }
  }
  for (const { period: month, count } of catalog.periodsWithin('', now)) {
    add(month, count);
    for (const { period, count: ofDay } of catalog.periodsWithin(month, now)) add(period, ofDay);
  }
  return counts;
}

/** An editor, and a clock, who do something at random; the same for the same seed. */
function openDesk(seed: number) {
  const random = createRandom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const named = () => {
    const name = oneOf(NAMES);
    return { name, slug: name.toLowerCase() };
  };
  const desk = openSampleDesk();
  const articles = new Map<string, Article>();
  let now = SAMPLE_NOW;
  let clock = SAMPLE_NOW;

  const publish = (batch: PublishBatch) => desk.publisher.publish(batch, now);
  const anyArticle = (index: number): Article =>
    sampleArticle({
      title: `Story ${index}`,
      published: oneOf(DAYS),
      section: oneOf(SECTIONS),
      topics: random(3) === 0 ? [] : [named()],
      authors: [named()],
      series: random(3) === 0 ? { ...named(), part: random(2) === 0 ? null : 1 + random(3) } : null,
      isDraft: random(6) === 0,
      expires: random(3) === 0 ? sampleMoment(oneOf(DAYS.slice(1, 4))) : null,
      corrections: random(3) === 0 ? [{ date: sampleMoment(oneOf(DAYS)), text: 'No.' }] : [],
    });
  const put = (): void => {
    const article = { ...anyArticle(random(12)) };
    const file = `articles/${article.slug}.md`;
    const whole = { ...article, file, id: article.slug };
    desk.gone.delete(file);
    publish({ reads: [readSample(whole)] });
    articles.set(file, whole);
  };
  const remove = (): void => {
    const file = oneOf([...articles.keys()]);
    if (file === undefined) return;
    desk.gone.add(file);
    articles.delete(file);
    publish({ gone: [file] });
  };
  const passTime = (): void => {
    now += HOUR * (1 + random(5));
  };
  const tellTime = (): void => {
    desk.publisher.publishDue(clock, now);
    clock = now;
    catalogSettings(desk.database).put('clock', String(now));
  };
  return {
    desk,
    articles,
    now: () => now,
    act: () => oneOf([put, put, put, remove, passTime, tellTime])(),
  };
}

test.each(Array.from({ length: 40 }, (_, seed) => seed))(
  'counts are those of a plain recount after changes at random, seed %i',
  (seed) => {
    const { desk, articles, act, now } = openDesk(seed);
    for (let step = 0; step < 25; step += 1) {
      act();
      expect(counted(desk.catalog, now())).toEqual(recount(articles.values(), now()));
    }
    // The names too are those that a new catalog would have.
    const names = () => desk.database.prepare('SELECT * FROM tally ORDER BY kind, slug').all();
    desk.publisher.publishDue(SAMPLE_NOW, now());
    const kept = names();
    fillTally(desk.database, now());
    expect(names()).toEqual(kept);
  },
);

test('what failed to be published is not counted', () => {
  const { publisher, catalog, database } = openSampleDesk();
  publisher.publish({ reads: [readSample(sampleArticle({ title: 'A' }))] }, SAMPLE_NOW);
  const broken = readSample(sampleArticle({ title: 'B' }));
  database.exec("CREATE TRIGGER refuse BEFORE INSERT ON article_text BEGIN SELECT raise(ABORT, 'full'); END");
  expect(() => publisher.publish({ reads: [broken] }, SAMPLE_NOW)).toThrow('full');
  database.exec('DROP TRIGGER refuse');
  expect(catalog.countOf({ kind: 'all' }, SAMPLE_NOW)).toBe(1);
  publisher.publish({ reads: [broken] }, SAMPLE_NOW);
  expect(catalog.countOf({ kind: 'all' }, SAMPLE_NOW)).toBe(2);
});
