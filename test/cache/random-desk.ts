import { expect } from 'vitest';
import type { Site } from '../../src/config/site.ts';
import type { FileRead } from '../../src/catalog/publish/file-read.ts';
import { partnerNewsPublisher } from '../../src/catalog/publish/publish-partner-news.ts';
import type { PublishBatch, PublishResult } from '../../src/catalog/publish/outcome/publish-batch.ts';
import type { Article } from '../../src/domain/article.ts';
import {
  editionFor,
  editionKey,
  editionPath,
  OWN_EDITION,
  siteEditions,
  storyPrefix,
} from '../../src/domain/edition.ts';
import {
  BLOCK_LAYOUTS,
  type BlockSource,
  type FrontBlock,
  type FrontFile,
  type FrontPick,
  frontIn,
} from '../../src/domain/front.ts';
import { articlePath } from '../../src/domain/urls.ts';
import { createRandom } from '../content/random.ts';
import { readSample } from '../support/sample-catalog.ts';
import { SAMPLE_PAGE, sampleArticle, sampleMoment } from '../support/sample-site.ts';
import type { CachedDesk } from './cached-site.ts';

const HOUR = 3_600_000;

const SECTIONS = ['world', 'economy', null];
const TOPICS = ['Syria', 'SYRIA', 'Trade'];
const AUTHORS = ['Ann', 'ANN', 'Ben'];
const SERIES = ['Rivers', 'RIVERS', 'Lakes'];
const PUBLISHED = ['07-01T09:00', '07-01T09:00', '07-02T09:00', '07-19T23:30', '07-20T08:00', '06-30T10:00'];
/** Noon is when a sequence begins. */
const TO_COME = ['2016-07-20T13:00', '2016-07-20T15:00', '2016-07-21T01:00'];

/** A file that may name its own id. */
function readEdited(article: Article): FileRead {
  const read = readSample(article);
  const hasOwnId = article.id.startsWith('id-');
  return { ...read, article: read.article && { ...read.article, hasOwnId } };
}

/** Of none, nothing is said. */
const withTranslation = (translation: string | undefined): Partial<Article> =>
  translation === undefined ? {} : { translation };

/** In which languages an editor writes. */
export interface DeskRoom {
  readonly site: Site;
  /** Tags of articles, null for the site's own. */
  readonly languages: readonly (string | null)[];
  /** What stories in several languages have in common. */
  readonly translations: readonly (string | undefined)[];
}

/** An editor who does something at random; the same for the same seed. */
export function openRandomDesk(site: CachedDesk, seed: number, room: DeskRoom) {
  const random = createRandom(seed);
  const oneOf = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item;
  const editions = siteEditions(room.site);
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
      const { sections } = site.desk.catalog.site();
      const look = (value: unknown) =>
        JSON.stringify(value, (key, inner) => (key === 'excerpt' || key === 'pictures' ? null : inner));
      return new Map(
        editions.flatMap((edition) => {
          const catalog = site.desk.catalog.of(edition);
          const key = (name: string): string => editionKey(edition, name);
          return [
            [key('banner'), look(catalog.banner(now))] as const,
            [key('front'), look(catalog.front('', now))] as const,
            ...sections.map(
              ({ slug }) => [key(`section-front:${slug}`), look(catalog.front(slug, now))] as const,
            ),
          ];
        }),
      );
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
    () => ({ language: oneOf(room.languages) }),
    () => withTranslation(oneOf(room.translations)),
    () => ({ slug: `slug-${random(8)}` }),
    () => ({ aliases: [oneOf(['/about', '/2016/07/02', '/old'])] }),
    () => ({ id: `id-${random(9)}` }),
    () => ({ ai: oneOf([{}, { train: false }, { train: true, search: true, input: false }]) }),
  ];
  const settle = ({ edition: _, ...article }: Article): Article => {
    const edition = editionFor(article.language, room.site);
    return {
      ...article,
      ...(edition === OWN_EDITION ? {} : { edition }),
      path: articlePath(article.published.day, article.slug, storyPrefix(article.language, room.site)),
    };
  };
  const edited = (article: Article): Article => settle({ ...article, ...oneOf(fields)() });
  const created = (): Article => {
    made += 1;
    const article = sampleArticle({ title: `Story ${made}`, published: `2016-${oneOf(PUBLISHED)}` });
    return [0, 1, 2].reduce(edited, settle({ ...article, language: oneOf(room.languages) }));
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
  const inEdition = (): { readonly edition?: string } => {
    const edition = oneOf(editions);
    return edition === OWN_EDITION ? {} : { edition };
  };
  const pin = () => ({
    ...inEdition(),
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
          ...inEdition(),
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
      publish({
        fronts: Object.fromEntries(
          ['', 'world'].slice(random(3)).map((name) => [frontIn(oneOf(editions), name), front()]),
        ),
      }),
    frontsAgain: () => publish({ fronts: { [frontIn(oneOf(editions), '')]: front() } }),
    banner: () =>
      publish({
        banners:
          random(3) === 0
            ? {}
            : {
                [oneOf(editions)]: {
                  text: `Storm ${random(3)}`,
                  url: null,
                  article: oneOf([null, any().file]),
                  untilMs: ending(),
                },
              },
      }),
    pages: () =>
      publish({
        standingPages: editions
          .filter(() => random(3) > 0)
          .map((edition) => ({
            ...SAMPLE_PAGE,
            ...(edition === OWN_EDITION ? {} : { edition }),
            file: `pages/about${edition === OWN_EDITION ? '' : `.${edition}`}.md`,
            path: editionPath(edition, '/about'),
            title: `About ${random(9)}`,
          })),
      }),
    site() {
      // A section that the site has not is in none of its editions either.
      const from = random(2);
      const { editions: others, sections } = room.site;
      const fewer = others?.map((one) => ({ ...one, sections: one.sections.slice(from) }));
      const site = { ...room.site, sections: sections.slice(from) };
      publish({ site: JSON.stringify(fewer === undefined ? site : { ...site, editions: fewer }) });
    },
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
