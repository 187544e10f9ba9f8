import type { RequestListener } from 'node:http';
import type { Site, SiteEdition } from '../../src/config/site.ts';
import type { Article } from '../../src/domain/article.ts';
import { editionFor, storyPrefix } from '../../src/domain/edition.ts';
import { articlePath } from '../../src/domain/urls.ts';
import { createReadiness } from '../../src/http/readiness.ts';
import { createStandalonePage } from '../../src/http/send/standalone-page.ts';
import { assembleSite } from '../../src/runtime/server/assemble-site.ts';
import { readErrorPage } from '../../src/runtime/server/read-error-page.ts';
import { catalogSearch } from '../../src/search/search-catalog.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { ask } from '../cache/cached-site.ts';
import { openSampleDesk, readSample, SAMPLE_NOW, type SampleDesk } from '../support/sample-catalog.ts';
import { SAMPLE_SITE, sampleArticle } from '../support/sample-site.ts';

const edition = (language: string, name: string, world: string): SiteEdition => ({
  edition: language,
  language,
  name,
  description: null,
  locale: language,
  place: SAMPLE_SITE.place,
  sections: [
    { name: world, slug: 'world', description: null },
    { name: `${world} 2`, slug: 'economy', description: null },
  ],
  publisherName: name,
});

/** A newsroom in English, Russian and Arabic. */
export const EDITIONS_SITE: Site = {
  ...SAMPLE_SITE,
  editions: [edition('ru', 'Образцовый курьер', 'Мир'), edition('ar', 'ساعي النموذج', 'العالم')],
};

/** What is given of a story in several languages. */
type Given = Parameters<typeof sampleArticle>[0];

/** A version of a story at the address that its language gives it. */
export function version(language: string | null, title: string, given: Given = {}): Article {
  const article = sampleArticle({ section: 'world', language, title, ...given });
  const own = editionFor(language, EDITIONS_SITE);
  const id = `${article.slug}${language === null ? '' : `.${language}`}`;
  return {
    ...article,
    id,
    file: `articles/${id}.md`,
    ...(own === '' ? {} : { edition: own }),
    path: articlePath(article.published.day, article.slug, storyPrefix(language, EDITIONS_SITE)),
  };
}

/** A running site without sockets. */
export interface EditionsDesk {
  readonly desk: SampleDesk;
  /** The clock; milliseconds since 1970. */
  now: number;
  publish(...articles: readonly Article[]): void;
  /** Takes the files of articles away. */
  withdraw(...articles: readonly Article[]): void;
  get(path: string): Promise<{ readonly status: number; readonly body: string }>;
}

/** Opens it with these stories. */
export function openEditionsDesk(...articles: readonly Article[]): EditionsDesk {
  const desk = openSampleDesk();
  desk.publisher.publish({ site: JSON.stringify(EDITIONS_SITE) }, SAMPLE_NOW);
  let now = SAMPLE_NOW;
  const search = catalogSearch(desk.database);
  const { pages, application } = assembleSite({
    reader: () => ({ read: (work) => work(desk.catalog), close() {} }),
    origin: 'https://courier.test',
    contentDir: '/nowhere',
    dataDir: '/nowhere',
    log: createLogger({ level: 'silent' }),
    now: () => now,
    readiness: createReadiness(),
    errorPage: createStandalonePage(readErrorPage()),
    sharedCaching: { maxAge: 0, tagHeader: null },
    search: { search: async (request) => search(request, () => false), close: async () => {} },
    cacheBytes: 64 * 1024 * 1024,
  });
  const opened: EditionsDesk = {
    desk,
    get now() {
      return now;
    },
    set now(moment) {
      const since = now;
      now = moment;
      pages.drop(desk.publisher.publishDue(since, now).keys);
    },
    publish(...some) {
      pages.drop(desk.publisher.publish({ reads: some.map((one) => readSample(one)) }, now).keys);
    },
    withdraw(...some) {
      const gone = some.map(({ file }) => file);
      for (const file of gone) desk.gone.add(file);
      pages.drop(desk.publisher.publish({ gone }, now).keys);
    },
    get: (path) => ask(application as RequestListener, path),
  };
  opened.publish(...articles);
  return opened;
}
