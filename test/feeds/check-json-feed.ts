/** What of JSON Feed 1.1 (jsonfeed.org/version/1.1) a document does not keep to; [] for a good one. */
export function jsonFeedFaults(text: string): string[] {
  const faults: string[] = [];
  const expectThat = (isSo: boolean, fault: string): void => {
    if (!isSo) faults.push(fault);
  };
  const isObject = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const optional = (
    node: Record<string, unknown>,
    where: string,
    rules: Readonly<Record<string, (value: unknown) => boolean>>,
  ) => {
    for (const [name, isGood] of Object.entries(rules)) {
      if (name in node) expectThat(isGood(node[name]), `${where}.${name}`);
    }
  };
  const unknownKeys = (node: Record<string, unknown>, where: string, known: string): void => {
    for (const key of Object.keys(node))
      expectThat(known.split(' ').includes(key), `${where}.${key} is unknown`);
  };
  const isText = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();
  const isUrl = (value: unknown): boolean =>
    typeof value === 'string' && /^https?:/.test(value) && URL.canParse(value);
  const isDate = (value: unknown): boolean =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$/.test(value) &&
    !Number.isNaN(Date.parse(value));
  const isLanguage = (value: unknown): boolean =>
    typeof value === 'string' && Intl.getCanonicalLocales(value).length === 1;
  const isAuthors = (value: unknown): boolean =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((author) => isObject(author) && isText(author['name']) && isUrl(author['url']));

  const feed: unknown = JSON.parse(text);
  if (!isObject(feed)) return ['the feed is no object'];
  unknownKeys(feed, 'feed', 'version title home_page_url feed_url description language authors hubs items');
  expectThat(feed['version'] === 'https://jsonfeed.org/version/1.1', 'version');
  expectThat(isText(feed['title']), 'title');
  optional(feed, 'feed', {
    home_page_url: isUrl,
    feed_url: isUrl,
    description: isText,
    language: isLanguage,
    authors: isAuthors,
    hubs: (hubs) =>
      Array.isArray(hubs) && hubs.every((hub) => isObject(hub) && isText(hub['type']) && isUrl(hub['url'])),
  });
  const { items } = feed;
  if (!Array.isArray(items)) return [...faults, 'items'];
  const ids = new Set<unknown>();
  items.forEach((item: unknown, index) => {
    const where = `items[${index}]`;
    if (!isObject(item)) {
      faults.push(where);
      return;
    }
    unknownKeys(
      item,
      where,
      'id url title content_html summary image date_published date_modified tags authors language',
    );
    expectThat(isText(item['id']) && item['id'] !== '' && !ids.has(item['id']), `${where}.id`);
    ids.add(item['id']);
    expectThat(isText(item['content_html']), `${where}.content_html`);
    optional(item, where, {
      url: isUrl,
      title: isText,
      summary: isText,
      image: isUrl,
      date_published: isDate,
      date_modified: isDate,
      tags: (tags) => Array.isArray(tags) && tags.length > 0 && tags.every(isText),
      authors: isAuthors,
      language: isLanguage,
    });
  });
  return faults;
}
