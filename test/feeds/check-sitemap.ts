import { XMLParser } from 'fast-xml-parser';

type Node = Readonly<Record<string, unknown>>;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => ['url', 'sitemap', 'image:image', 'news:news'].includes(name),
  parseTagValue: false,
});
const DATE = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d[+-]\d\d:\d\d)?$/;

/**
 * What a sitemap or an index does not keep of the rules of sitemaps.org 0.9 and of Google's image and news
 * extensions; [] for a good one. `origin` is the only one whose pages it may list.
 */
export function sitemapFaults(xml: string, origin: string): string[] {
  const faults: string[] = [];
  const check = (isSo: boolean, fault: string): void => {
    if (!isSo) faults.push(fault);
  };
  const document = parser.parse(xml) as Record<string, Node>;
  const root = document['urlset'] ?? document['sitemapindex'];
  if (root === undefined) return ['neither urlset nor sitemapindex'];
  check(root['@xmlns'] === 'http://www.sitemaps.org/schemas/sitemap/0.9', 'namespace');
  check(Buffer.byteLength(xml) <= 50 * 1024 * 1024, 'more than 50 MB');
  const entries = (root['url'] ?? root['sitemap'] ?? []) as Node[];
  check(entries.length > 0 && entries.length <= 50_000, `${entries.length} entries`);
  const seen = new Set<unknown>();
  for (const entry of entries) {
    const loc = String(entry['loc']);
    const keys = Object.keys(entry);
    const known = 'sitemap' in root ? ['loc', 'lastmod'] : ['loc', 'lastmod', 'news:news', 'image:image'];
    check(
      keys.every((key) => known.includes(key)),
      `${loc}: ${keys}`,
    );
    check(
      keys[0] === 'loc' && loc.startsWith(`${origin}/`) && loc.length <= 2048 && URL.canParse(loc),
      `loc ${loc}`,
    );
    check(new URL(loc).href === loc, `${loc} is not in the form of a URL`);
    check(!seen.has(loc), `${loc} twice`);
    seen.add(loc);
    const { lastmod } = entry;
    check(
      lastmod === undefined || (DATE.test(String(lastmod)) && !Number.isNaN(Date.parse(String(lastmod)))),
      `lastmod ${lastmod}`,
    );
    for (const image of (entry['image:image'] ?? []) as Node[]) {
      check(root['@xmlns:image'] === 'http://www.google.com/schemas/sitemap-image/1.1', 'image namespace');
      check(
        Object.keys(image).join() === 'image:loc' && URL.canParse(String(image['image:loc'])),
        `image of ${loc}`,
      );
    }
    const news = (entry['news:news'] ?? []) as Node[];
    if (news.length > 0) check(entries.length <= 1000, 'more than 1,000 news');
    for (const fault of news.flatMap((item) => newsFaults(item))) check(false, `${loc}: ${fault}`);
    if (news.length > 0)
      check(
        news.length === 1 && root['@xmlns:news'] === 'http://www.google.com/schemas/sitemap-news/0.9',
        'news',
      );
  }
  return faults;
}

function newsFaults(news: Node): string[] {
  const publication = news['news:publication'] as Node | undefined;
  const rules: readonly (readonly [boolean, string])[] = [
    [
      Object.keys(news).join() === 'news:publication,news:publication_date,news:title',
      'elements of news:news',
    ],
    [
      publication !== undefined && Object.keys(publication).join() === 'news:name,news:language',
      'publication',
    ],
    [/^(zh-cn|zh-tw|[a-z]{2,3})$/.test(String(publication?.['news:language'])), 'language'],
    [
      /T/.test(String(news['news:publication_date'])) && DATE.test(String(news['news:publication_date'])),
      'date',
    ],
    [String(news['news:title']).trim() !== '', 'title'],
  ];
  return rules.filter(([isSo]) => !isSo).map(([, fault]) => fault);
}
