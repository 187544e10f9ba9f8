/** An item: its title, address, and when it was published: hours and minutes are of 3 February 2025, UTC. */
export type Expected = readonly [title: string, url: string, published: string | null];

export interface ExpectedFeed {
  readonly dialect: 'rss' | 'atom' | 'rdf' | 'json';
  readonly title: string;
  readonly skipped?: number;
  readonly ttlMs?: number;
  readonly items: readonly Expected[];
}

/** What each file of test/fixtures/feeds yields: a feed, or the code that it is refused with. */
export const EXPECTED: Readonly<Record<string, ExpectedFeed | string>> = {
  'atom-03.xml': {
    dialect: 'atom',
    title: 'Valley Gazette',
    items: [['Orchards bloom early', 'https://valley.example/1', '2025-02-02T14:00Z']],
  },
  'atom-1.xml': {
    dialect: 'atom',
    title: 'Valley Gazette',
    items: [['Orchards bloom early', 'https://valley.example/1', '2025-02-02T14:00Z']],
  },
  'atom-links.xml': {
    dialect: 'atom',
    title: 'Valley Gazette',
    skipped: 1,
    items: [
      ['The page goes before the PDF', 'https://valley.example/news/a', '08:05'],
      ['A base within a base', 'https://valley.example/news/2025/b', '08:04'],
      ['The id is the address', 'https://valley.example/c', '08:03'],
      ['Content elsewhere', 'https://valley.example/news/d.html', '08:02'],
    ],
  },
  'atom-prefixed.xml': {
    dialect: 'atom',
    title: 'Valley Gazette',
    items: [['Orchards bloom early', 'https://valley.example/1', '08:00']],
  },
  'atom-titles.xml': {
    dialect: 'atom',
    title: 'Valley Gazette',
    items: [
      ['Tags such as <video> &c. explained', 'https://valley.example/1', null],
      ['Water not safe & cold', 'https://valley.example/2', null],
      ['Snow on the northern pass', 'https://valley.example/3', null],
      ['Fish – fresh', 'https://valley.example/4', null],
    ],
  },
  'author-in-brackets.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'bom.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'cdata-everywhere.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'comments-and-controls.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Quay closed', 'https://harbour.example/quay', null]],
  },
  'cut-off.xml': 'feed-broken',
  'cut-within-a-title.xml': 'feed-broken',
  'dates.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['Story 5', 'https://harbour.example/5', '12:00'],
      ['Story 2', 'https://harbour.example/2', '11:00'],
      ['Story 1', 'https://harbour.example/1', '09:00'],
      ['Story 0', 'https://harbour.example/0', '08:00'],
      ['Story 3', 'https://harbour.example/3', '07:00'],
      ['Story 4', 'https://harbour.example/4', '06:00'],
      ['Story 6', 'https://harbour.example/6', null],
      ['Story 7', 'https://harbour.example/7', null],
      ['Story 8', 'https://harbour.example/8', null],
      ['Story 9', 'https://harbour.example/9', null],
      ['Story 10', 'https://harbour.example/10', '05:00'],
    ],
  },
  'doubles.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00'],
      ['Harbour tax stays as it is', 'https://harbour.example/tax', '08:00'],
      ['Harbour tax stays as it is', 'https://harbour.example/tax-again', null],
    ],
  },
  'dublin-core.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'empty.xml': 'feed-empty',
  'entities.xml': 'feed-entities',
  'external-entity.xml': 'feed-entities',
  'guid-links.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    skipped: 1,
    items: [
      ['Address in the guid', 'https://harbour.example/1', null],
      ['False witness', 'https://harbour.example/3', null],
      ['Link goes first', 'https://harbour.example/4', null],
      ['Link of another module', 'https://harbour.example/5', null],
    ],
  },
  'hostile-links.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    skipped: 5,
    items: [['Sound', 'https://harbour.example/sound', null]],
  },
  'html-titles.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    skipped: 1,
    items: [
      ['Water very high', 'https://harbour.example/1', null],
      ['Quay closed & dry', 'https://harbour.example/2', null],
      ['Use of <b> in signs', 'https://harbour.example/3', null],
      ['One two', 'https://harbour.example/4', null],
      ['Sun & wind', 'https://harbour.example/5', null],
      ['Depth < 3 m, width > 8 m', 'https://harbour.example/6', null],
      ['Crane moves', 'https://harbour.example/7', null],
      ['Ice esrever and bell', 'https://harbour.example/9', null],
      ['Many spaces', 'https://harbour.example/10', null],
      ['\u200fמעבורת חדשה בנמל', 'https://harbour.example/11', null],
    ],
  },
  'iso-8859-1.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Fähre fährt öfter', 'https://harbour.example/ferry', '08:00']],
  },
  'items-beside-the-channel.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Lighthouse open on Sunday', 'https://harbour.example/lighthouse', null]],
  },
  'json-1.1.json': {
    dialect: 'json',
    title: 'Upland News',
    skipped: 1,
    items: [
      ['A note without a title.', 'https://upland.example/2', '07:00'],
      ['Found elsewhere — worth reading', 'https://other.example/story', '06:00'],
    ],
  },
  'json-1.json': {
    dialect: 'json',
    title: 'Upland News',
    items: [['Wool prices rise', 'https://upland.example/1', '07:00']],
  },
  'json-cut.json': 'feed-broken',
  'json-not-a-feed.json': 'feed-unknown',
  'koi8-r.xml': {
    dialect: 'rss',
    title: 'Портовый вестник',
    items: [['Открыт второй причал парома', 'https://harbour.example/ferry', '08:00']],
  },
  'latin-undeclared.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Fähre fährt öfter', 'https://harbour.example/ferry', '08:00']],
  },
  'leading-space.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'no-items.xml': { dialect: 'rss', title: 'Harbour Post', items: [] },
  'opml.xml': 'feed-unknown',
  'page-without-feed.html': 'feed-is-page',
  'page.html': 'feed-is-page',
  'plain.txt': 'feed-unknown',
  'prefixed-rss-1.xml': {
    dialect: 'rdf',
    title: 'Valley Gazette',
    items: [['Orchards bloom early', 'https://valley.example/1', null]],
  },
  'relative-links.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['From the feed’s address', 'https://harbour.example/news/1', null],
      ['With a base of its own', 'https://cdn.example/x/2', null],
      ['No scheme', 'https://harbour.example/3', null],
    ],
  },
  'relative-to-the-site.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['From the site’s address', 'https://www.harbour.example/en/news/1', null]],
  },
  'rss-091.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['Pilot boats get new engines', 'https://harbour.example/engines', null],
      ['Lighthouse open on Sunday', 'https://harbour.example/lighthouse', null],
    ],
  },
  'rss-092-no-titles.xml': {
    dialect: 'rss',
    title: 'Harbour Diary',
    skipped: 2,
    items: [
      [
        'The tide tables for the week are out. They list high and low water for every quay of the port,…',
        'https://harbour.example/tides',
        null,
      ],
    ],
  },
  'rss-1-rdf.xml': {
    dialect: 'rdf',
    title: 'Valley Gazette',
    ttlMs: 1800000,
    items: [
      ['Bridge closed until May', 'https://valley.example/2', '00:00'],
      ['Orchards bloom early', 'https://valley.example/1', '2025-02-02T14:00Z'],
    ],
  },
  'rss-2.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    ttlMs: 900000,
    items: [
      ['Harbour tax stays as it is', 'https://harbour.example/2025/tax', '09:30'],
      ['Ferry line opens a second pier', 'https://harbour.example/2025/ferry', '08:00'],
    ],
  },
  'server-warning.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'shift-jis.xml': {
    dialect: 'rss',
    title: '港新聞',
    items: [['港に二つ目の桟橋', 'https://harbour.example/ferry', '08:00']],
  },
  'subset-without-entities.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'tracking.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['A', 'https://harbour.example/a?id=1&page=2', null],
      ['B', 'https://harbour.example/b', null],
      ['C', 'https://harbour.example/c', null],
      ['D', 'https://harbour.example/d?ref=harbour-17&source=archive', null],
      ['E', 'https://harbour.example/#!/story/5?utm_source=x', null],
      ['F', 'https://harbour.example/f?q=a%20b&q=c+d', null],
    ],
  },
  'undated.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [
      ['First as listed', 'https://harbour.example/1', null],
      ['New and dated', 'https://harbour.example/4', '08:00'],
      ['Second as listed', 'https://harbour.example/3', null],
      ['Old and dated', 'https://harbour.example/2', '2025-02-02T08:00Z'],
    ],
  },
  'undeclared-prefixes.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'unescaped-ampersands.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Fish & Ships: R&D at the port & more', 'https://harbour.example/?id=7&page=2', '08:00']],
  },
  'upper-case.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry', '08:00']],
  },
  'utf-16-declared-falsely.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Fähre fährt öfter', 'https://harbour.example/ferry', '08:00']],
  },
  'utf-16-no-mark.xml': {
    dialect: 'rss',
    title: 'Նավահանգիստ',
    items: [['Նոր նավամատույց', 'https://harbour.example/ferry', '08:00']],
  },
  'utf-16.xml': {
    dialect: 'rss',
    title: 'Նավահանգիստ',
    items: [['Նոր նավամատույց', 'https://harbour.example/ferry', '08:00']],
  },
  'utf-8-damaged.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Fähre f�hrt öfter', 'https://harbour.example/ferry', '08:00']],
  },
  'windows-1251.xml': {
    dialect: 'rss',
    title: 'Портовый вестник',
    items: [['Открыт второй причал парома', 'https://harbour.example/ferry', '08:00']],
  },
  'wrong-namespace.xml': {
    dialect: 'rss',
    title: 'Harbour Post',
    items: [['Ferry line opens a second pier', 'https://harbour.example/ferry?a=1&b=2', '08:00']],
  },
};
