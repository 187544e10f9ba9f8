import { pictureStore } from '../../../src/catalog/store/picture-store.ts';
import { shownFronts } from '../../../src/catalog/fronts/shown-fronts.ts';
import type { ResolvedFront } from '../../../src/catalog/fronts/resolved-front.ts';
import type { Article } from '../../../src/domain/article.ts';
import type { FrontFile, FrontPick } from '../../../src/domain/front.ts';
import { openSampleDesk, readSample, SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../../support/sample-site.ts';

/** A story without a standfirst and a picture, `age` minutes old; one with `pic` has both. */
export function story(title: string, age: number, given: Partial<Omit<Article, 'published'>> = {}): Article {
  const published = new Date(SAMPLE_NOW - age * 60_000 + 4 * 3_600_000).toISOString().slice(0, 16);
  return sampleArticle({ title, published, description: null, ...given });
}

/** What makes a story fill a large place. */
export const FULL = {
  description: 'A standfirst.',
  image: { src: '/media/there.jpg', alt: '', caption: null, credit: null, focus: null },
} as unknown as Partial<Article>;

export const pick = (article: Article, untilMs: number | null = null): FrontPick => ({
  article: article.file,
  untilMs,
});

/** A file that leaves everything to the front but what is given. */
export const file = (given: Partial<FrontFile>): FrontFile => ({
  lead: [],
  seconds: null,
  latest: null,
  blocks: null,
  ...given,
});

/** A front by the headlines of its places. */
export function titles({ lead, hanging, seconds, latest, blocks }: ResolvedFront) {
  const of = (teasers: ResolvedFront['latest']) => teasers.map(({ title }) => title).join(' ');
  return {
    lead: lead?.title ?? null,
    hanging: of(hanging),
    seconds: of(seconds),
    latest: of(latest),
    blocks: blocks.map(({ title, layout, teasers }) => `${title} ${layout}: ${of(teasers)}`),
  };
}

/** A catalog whose fronts can be looked at; `/media/there.jpg` is there. */
export function openFrontDesk() {
  const desk = openSampleDesk();
  const { publisher, catalog, database } = desk;
  const shown = shownFronts(database, () => catalog.site());
  const there = (src: string, isThere = true) => {
    const facts = { width: 1200, height: 800, hash: 'a', format: 'jpeg' } as never;
    const state = { src, tail: 1, isAnywhere: false, alternative: null, problem: null, isNamed: true };
    const stamp = { mtimeMs: 1, sizeBytes: 1 };
    const states = [isThere ? { ...state, stamp, facts } : { ...state, stamp: null, facts: null }];
    return shown.pictured(() => pictureStore(database).put(states, SAMPLE_NOW), SAMPLE_NOW).keys;
  };
  there('/media/there.jpg');
  const ofFronts = (keys: ReadonlySet<string>) =>
    [...keys].filter((key) => /^(front|section-front:.*|banner|stories|newest|llms)$/.test(key)).sort();
  return {
    ...desk,
    there,
    put: (...articles: readonly Article[]) =>
      ofFronts(publisher.publish({ reads: articles.map((one) => readSample(one)) }, SAMPLE_NOW).keys),
    edit: (fronts: Readonly<Record<string, FrontFile>>) =>
      ofFronts(publisher.publish({ fronts }, SAMPLE_NOW).keys),
    due: (since: number, now: number) => ofFronts(publisher.publishDue(since, now).keys),
    ofFronts,
    front: (name = '', now = SAMPLE_NOW) => titles(catalog.front(name, now)),
    sections: (...names: readonly string[]) => {
      const sections = names.map((name) => ({ name, slug: name.toLowerCase(), description: null }));
      publisher.publish({ site: JSON.stringify({ ...SAMPLE_SITE, sections }) }, SAMPLE_NOW);
    },
  };
}
