import type { FeedReport, FeedsReport } from '../../telemetry/feed-report.ts';
import { siteEditions } from '../../domain/edition.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import type { DeskDates } from '../desk-dates.ts';
import { writeUrl } from '../desk-urls.ts';
import type { ListCell, ListContext, ListPage } from './list-page.ts';

/** How the feeds of partners are, those that want a hand first, and the outlets that have none. `report` is null before any. */
export function buildPartnersList({ catalog, dates }: ListContext, report: FeedsReport | null): ListPage {
  const feeds = (report?.feeds ?? []).toSorted((one, other) => Number(isGood(one)) - Number(isGood(other)));
  const outlets = siteEditions(catalog.site()).flatMap((edition) => catalog.of(edition).partnerOutlets());
  const still = outlets.filter(({ feed }) => feed === null);
  return {
    title: sayDesk('desk-partners'),
    intro: sayDesk('list-partners-intro'),
    tabs: [{ text: sayDesk('list-partners-edit'), url: writeUrl('partners.yaml'), isCurrent: false }],
    search: null,
    sections: [
      {
        name: 'feeds',
        title: sayDesk('list-feeds'),
        note: sayDesk('list-feeds-note', {
          good: feeds.filter(isGood).length,
          other: feeds.filter((one) => !isGood(one)).length,
        }),
        columns: [
          sayDesk('list-outlet'),
          sayDesk('list-state'),
          sayDesk('list-items'),
          sayDesk('list-good-at'),
          sayDesk('list-tried-at'),
          sayDesk('list-next-at'),
        ],
        rows: feeds.map((feed) => feedRow(feed, dates)),
        none: sayDesk('list-feeds-none'),
        next: null,
      },
      {
        name: 'outlets',
        title: sayDesk('list-outlets'),
        note: '',
        columns: [sayDesk('list-outlet'), sayDesk('list-items')],
        rows: still.map(({ name, homePage, items }) => [
          { text: name, url: homePage },
          { text: String(items.length) },
        ]),
        none: sayDesk('list-outlets-none'),
        next: null,
      },
    ],
  };
}

const isGood = ({ state }: FeedReport): boolean => state === 'ok' || state === 'waiting';

function feedRow(report: FeedReport, dates: DeskDates): ListCell[] {
  const { outlet, feed, state, items, goodAt, triedAt, nextAt } = report;
  const when = (ms: number | null): string => (ms === null ? sayDesk('list-never') : dates.moment(ms));
  return [
    { text: outlet, url: feed },
    { text: sayDesk(`list-feed-${state}`), tone: isGood(report) ? 'good' : 'hint' },
    { text: String(items) },
    { text: when(goodAt) },
    { text: when(triedAt) },
    { text: state === 'gone' ? sayDesk('list-never') : dates.moment(nextAt) },
  ];
}
