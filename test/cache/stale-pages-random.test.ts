import { expect, test } from 'vitest';
import type { FileRead } from '../../src/catalog/publish/file-read.ts';
import { partnerNewsPublisher } from '../../src/catalog/publish/publish-partner-news.ts';
import type { PublishBatch, PublishResult } from '../../src/catalog/publish/outcome/publish-batch.ts';
import type { Article } from '../../src/domain/article.ts';
import {
  BLOCK_LAYOUTS,
  type BlockSource,
  type FrontBlock,
  type FrontFile,
  type FrontPick,
} from '../../src/domain/front.ts';
import { articlePath } from '../../src/domain/urls.ts';
import { createRandom } from '../content/random.ts';
import { readSample } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, SAMPLE_SITE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import { addressesOf, openCachedDesk } from './cached-site.ts';
import { timesOf } from '../support/how-long.ts';

const SEQUENCES = timesOf(150, 30);
/** Sequences of one test. */
const GROUP = 5;
const STEPS = 5;
const HOUR = 3_600_000;

const SECTIONS = ['world', 'economy', null];
const TOPICS = ['Syria', 'SYRIA', 'Trade'];
const AUTHORS = ['Ann', 'ANN', 'Ben'];
const SERIES = ['Rivers', 'RIVERS', 'Lakes'];
const PUBLISHED = ['07-01T09:00', '07-01T09:00', '07-02T09:00', '07-19T23:30', '07-20T08:00', '06-30T10:00'];
/** Noon is when a sequence begins. */
const TO_COME = ['2016-07-20T13:00', '2016-07-20T15:00', '2016-07-21T01:00'];
const NAMES = [
  '/topics/syria',
  '/topics/trade',
  '/authors/ann',
  '/authors/ben',
  '/about',
  '/2016',
  '/series/rivers',
  '/series/lakes',
];

const site = openCachedDesk();

test.each(Array.from({ length: SEQUENCES / GROUP }, (_, group) => group * GROUP))(
  'no finished page is out of date after changes at random, seeds from %i',
  async (first) => {
    for (let seed = first; seed < first + GROUP; seed += 1) await runSequence(seed);
  },
);

async function runSequence(seed: number): Promise<void> {
  site.reset();
  const desk = openDesk(seed);
  const done: string[] = [];
  // Where nothing ever reaches the top stories, no page is dropped for them alone.
  if (seed % 2 === 0) desk.fillTopStories();
  for (let step = 0; step < 5; step += 1) desk.add();
  for (let step = 0; step < STEPS; step += 1) {
    await site.warm(addressesOf(site.desk.catalog, site.now, NAMES));
    done.push(desk.change());
    expect(await site.stale(), `seed ${seed}: ${done.join(', ')}`).toEqual([]);
    // Behind some publishes only, as it is where one follows close upon another.
    if ((seed + step) % 3 !== 0) continue;
    site.relate();
    expect(await site.stale(), `seed ${seed}: ${done.join(', ')}, related`).toEqual([]);
  }
}

/** A file that may name its own id. */
function readEdited(article: Article): FileRead {
  const read = readSample(article);
  const hasOwnId = article.id.startsWith('id-');
  return { ...read, article: read.article && { ...read.article, hasOwnId } };
}

/** An editor who does something at random; the same for the same seed. */
function openDesk(seed: number) {
  const random = createRandom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const articles = new Map<string, Article>();
  let made = 0;

  const publish = (batch: PublishBatch): void => {
    for (const { file } of batch.reads ?? []) site.desk.gone.delete(file);
    for (const file of batch.gone ?? []) {
      site.desk.gone.add(file);
      articles.delete(file);
    }
    tellExactly(() => site.desk.publisher.publish(batch, site.now));
  };
  /** A front and the banner are told where they show something else, and nowhere else. */
  const tellExactly = (work: () => PublishResult, since = site.now): void => {
    const shown = (now: number) => {
      const { catalog } = site.desk;
      const { sections } = catalog.site();
      const look = (value: unknown) =>
        JSON.stringify(value, (key, inner) => (key === 'excerpt' || key === 'pictures' ? null : inner));
      return new Map([
        ['banner', look(catalog.banner(now))],
        ['front', look(catalog.front('', now))],
        ...sections.map(({ slug }) => [`section-front:${slug}`, look(catalog.front(slug, now))] as const),
      ]);
    };
    const before = shown(since);
    const result = work();
    for (const [key, text] of shown(site.now)) {
      const isKnown = before.has(key);
      if (isKnown) expect([key, result.keys.has(key)]).toEqual([key, before.get(key) !== text]);
    }
    site.drop(result);
  };
  const named = (name: string) => ({ name, slug: name.toLowerCase() });
  const series = () =>
    random(3) === 0 ? null : { ...named(oneOf(SERIES)), part: random(2) === 0 ? null : 1 + random(4) };
  const moment = () => sampleMoment(random(5) === 0 ? oneOf(TO_COME) : `2016-${oneOf(PUBLISHED)}`);
  const corrections = () =>
    Array.from({ length: random(3) }, (_, index) => ({
      date: sampleMoment(oneOf([...TO_COME, '2016-07-19', '2016-07-20T09:00'])),
      text: `Correction ${index} ${random(9)}`,
    }));
  const fields: readonly (() => Partial<Article>)[] = [
    () => ({ title: `Headline ${random(99)}` }),
    () => ({ description: `Standfirst ${random(99)}`, excerpt: null }),
    () => ({ description: null, excerpt: `Beginning ${random(99)}` }),
    () => ({ bodyHtml: `<p>Body ${random(99)}</p>` }),
    () => ({ section: oneOf(SECTIONS) }),
    () => ({ type: oneOf(['news', 'opinion']) }),
    () => ({ topics: random(2) === 0 ? [] : [named(oneOf(TOPICS))] }),
    () => ({ authors: [named(oneOf(AUTHORS))] }),
    () => ({ series: series() }),
    () => ({ published: moment() }),
    () => ({ expires: random(2) === 0 ? null : sampleMoment(oneOf([...TO_COME, '2016-07-19'])) }),
    () => ({ updated: random(2) === 0 ? null : sampleMoment(oneOf([...TO_COME, '2016-07-19'])) }),
    () => ({ corrections: corrections() }),
    () => ({ canonical: oneOf([null, 'https://elsewhere.test/']) }),
    () => ({ isDraft: random(3) === 0 }),
    () => ({ language: oneOf([null, 'hy']) }),
    () => ({ slug: `slug-${random(8)}` }),
    () => ({ aliases: [oneOf(['/about', '/2016/07/02', '/old'])] }),
    () => ({ id: `id-${random(9)}` }),
    () => ({ ai: oneOf([{}, { train: false }, { train: true, search: true, input: false }]) }),
  ];
  const settle = (article: Article): Article => ({
    ...article,
    path: articlePath(article.published.day, article.slug),
  });
  const edited = (article: Article): Article => settle({ ...article, ...oneOf(fields)() });
  const created = (): Article => {
    made += 1;
    const article = sampleArticle({ title: `Story ${made}`, published: `2016-${oneOf(PUBLISHED)}` });
    return [0, 1, 2].reduce(edited, article);
  };
  const put = (...changed: readonly Article[]): void => {
    for (const article of changed) articles.set(article.file, article);
    publish({ reads: changed.map(readEdited) });
  };
  const any = (): Article => (articles.size === 0 ? created() : oneOf([...articles.values()]));
  const pass = (): void => {
    const since = site.now;
    site.now += (1 + random(5)) * HOUR;
    tellExactly(() => site.desk.publisher.publishDue(since, site.now), since);
  };
  const pin = () => ({
    text: null,
    article: any().file,
    url: null,
    untilMs: random(2) === 0 ? null : sampleMoment(oneOf(TO_COME)).epochMs,
  });
  const ending = () => (random(2) === 0 ? null : sampleMoment(oneOf(TO_COME)).epochMs);
  const pick = (): FrontPick => ({ article: random(2) === 0 ? any().file : any().path, untilMs: ending() });
  const picks = () => Array.from({ length: random(3) }, pick);
  const sources: readonly (() => BlockSource)[] = [
    () => ({ kind: 'section', slug: oneOf(['world', 'economy']) }),
    () => ({ kind: 'topic', slug: oneOf(['syria', 'trade']) }),
    () => ({ kind: 'author', slug: oneOf(['ann', 'ben']) }),
    () => ({ kind: 'series', slug: oneOf(['rivers', 'lakes']) }),
    () => ({ kind: 'type', slug: oneOf(['news', 'opinion']) }),
    () => ({ kind: 'newest' }),
    () => ({ kind: 'picked' }),
  ];
  const block = (): FrontBlock => ({
    source: oneOf(sources)(),
    picks: picks(),
    title: random(3) === 0 ? `Title ${random(3)}` : null,
    show: random(2) === 0 ? null : 1 + random(3),
    layout: random(2) === 0 ? null : oneOf(BLOCK_LAYOUTS),
    untilMs: ending(),
  });
  const front = (): FrontFile => ({
    lead: picks().map((one) => ({ ...one, hanging: random(2) === 0 ? null : picks() })),
    seconds: random(2) === 0 ? null : picks(),
    latest: random(2) === 0 ? null : random(4),
    blocks: random(2) === 0 ? null : Array.from({ length: random(4) }, block),
  });
  const rename = (): void => {
    const old = any();
    const slug = `renamed-${random(9)}`;
    const article = settle({ ...old, slug, file: `articles/${slug}.md`, id: slug });
    if (old.file === article.file) return;
    site.desk.gone.add(old.file);
    put(article);
    publish({ gone: [old.file] });
  };

  const changes: Readonly<Record<string, () => void>> = {
    edit: () => put(edited(any())),
    editAgain: () => put(edited(any())),
    editTwice: () => put(edited(edited(any()))),
    editTwo: () => put(...new Map([any(), any()].map((one) => [one.file, edited(one)])).values()),
    swap() {
      const [one, other] = [any(), any()];
      put({ ...other, file: one.file }, { ...one, file: other.file });
    },
    add: () => put(created()),
    remove: () => publish({ gone: [any().file] }),
    removeTwo: () => publish({ gone: [...new Set([any().file, any().file])] }),
    rename,
    pass,
    passAgain: pass,
    pins: () => publish({ topStories: [0, 1].map(() => pin()) }),
    mostRead: () => publish({ mostRead: [...new Set([0, 1, 2, 3].map(() => any().id))] }),
    partners: () =>
      publish({
        partners: [0, 1].slice(random(3)).map((nth) => ({
          name: `Outlet ${random(9)}`,
          homePage: 'https://o.test/',
          feed: `https://o.test/${nth}.xml`,
          show: 1 + random(3),
          items: [],
        })),
      }),
    news() {
      const items = Array.from({ length: 1 + random(30) }, (_, nth) => ({
        title: `Title ${random(2)}`,
        url: `https://o.test/${nth}`,
        publishedMs: random(2) === 0 ? null : site.now - nth,
      }));
      const asOfMs = random(3) === 0 ? site.now - 90_000_000 : null;
      const news = [0, 1]
        .slice(random(3))
        .map((nth) => ({ feed: `https://o.test/${nth}.xml`, items, asOfMs }));
      site.drop(partnerNewsPublisher(site.desk.database)(news, site.now));
    },
    fronts: () =>
      publish({ fronts: Object.fromEntries(['', 'world'].slice(random(3)).map((name) => [name, front()])) }),
    frontsAgain: () => publish({ fronts: { '': front() } }),
    banner: () =>
      publish({
        banners:
          random(3) === 0
            ? {}
            : {
                '': {
                  text: `Storm ${random(3)}`,
                  url: null,
                  article: oneOf([null, any().file]),
                  untilMs: ending(),
                },
              },
      }),
    pages: () =>
      publish({ standingPages: random(3) === 0 ? [] : [{ ...SAMPLE_PAGE, title: `About ${random(9)}` }] }),
    site: () =>
      publish({
        site: JSON.stringify({ ...SAMPLE_SITE, sections: SAMPLE_SITE.sections.slice(random(2)) }),
      }),
  };
  return {
    fillTopStories: () =>
      publish({
        reads: [0, 1, 2, 3, 4].map((minute) =>
          readSample(sampleArticle({ title: `Top ${minute}`, published: `2016-07-20T11:5${minute}` })),
        ),
      }),
    add: changes['add'] ?? (() => {}),
    change(): string {
      const name = oneOf(Object.keys(changes));
      changes[name]?.();
      return name;
    },
  };
}
