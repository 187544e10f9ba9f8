import { siteEditions } from '../../domain/edition.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { writeUrl } from '../desk-urls.ts';
import { fileTabs, type ListContext, type ListPage } from './list-page.ts';

const PATH = '/corrections';
const MOST = 200;

/** The newest corrections of all editions. */
export function buildCorrectionsList({ catalog, now, dates, siteUrl }: ListContext): ListPage {
  const found = siteEditions(catalog.site())
    .flatMap((edition) => catalog.of(edition).newestCorrections(MOST, now))
    .sort((one, other) => other.correction.date.epochMs - one.correction.date.epochMs)
    .slice(0, MOST);
  return {
    title: sayDesk('list-corrections'),
    intro: sayDesk('list-corrections-intro', { most: MOST }),
    tabs: fileTabs(PATH),
    search: null,
    sections: [
      {
        name: 'corrections',
        title: sayDesk('list-corrections-newest'),
        note: sayDesk('list-count', { count: found.length }),
        columns: [
          sayDesk('list-when'),
          sayDesk('list-story'),
          sayDesk('list-correction'),
          sayDesk('list-file'),
        ],
        rows: found.map(({ article, correction: { date, text } }) => [
          { text: date.precision === 'day' ? date.day : dates.moment(date.epochMs) },
          { text: article.title, url: siteUrl + article.path },
          { text },
          { text: article.file, url: writeUrl(article.file), isSource: true },
        ]),
        none: sayDesk('list-corrections-none'),
        next: null,
      },
    ],
  };
}
