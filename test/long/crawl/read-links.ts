/** A link of a page within its site: a path with its query, and the part of the page that it names. */
export interface Link {
  readonly path: string;
  /** Decoded; null for none. */
  readonly fragment: string | null;
  /** Whether a reader follows it with a click; else a program does. */
  readonly isClick: boolean;
}

/** An HTML page as search engines read it. */
export interface HtmlFacts {
  readonly title: string | null;
  readonly description: string | null;
  readonly lang: string | null;
  readonly headings: number;
  /** A path of the site, or an absolute URL elsewhere; null for none. */
  readonly canonical: string | null;
  readonly isIndexed: boolean;
  readonly ids: ReadonlySet<string>;
}

const TAG = /<([a-z][a-z0-9]*)((?:\s+[^\s"=<>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'<>]+))?)*)\s*\/?>/gi;
const ATTRIBUTE = /([^\s"=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+)))?/g;
/** What no reader sees as text, and where tags are no tags. */
const RAW = /<(style|script|textarea)\b[^>]*>[\s\S]*?<\/\1>/gi;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  lt: '<',
  gt: '>',
  '#39': "'",
  apos: "'",
};

const decode = (text: string): string =>
  text.replace(/&(amp|quot|lt|gt|#39|apos);/g, (_, name: string) => ENTITIES[name] ?? '');

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
}

function tagsOf(html: string): Tag[] {
  const text = html.replace(RAW, (raw) => raw.slice(0, raw.indexOf('>') + 1));
  return [...text.matchAll(TAG)].map(([, name = '', written = '']) => ({
    name: name.toLowerCase(),
    attributes: new Map(
      [...written.matchAll(ATTRIBUTE)].map(([, key = '', one, two, three]) => [
        key.toLowerCase(),
        decode(one ?? two ?? three ?? ''),
      ]),
    ),
  }));
}

/** Reads what search engines look at. `base` is the page's own URL. */
export function readHtml(html: string, base: URL): HtmlFacts {
  const tags = tagsOf(html);
  const meta = (name: string): string | null =>
    tags
      .find((tag) => tag.name === 'meta' && tag.attributes.get('name') === name)
      ?.attributes.get('content') ?? null;
  const canonical = tags
    .find(({ name, attributes }) => name === 'link' && attributes.get('rel') === 'canonical')
    ?.attributes.get('href');
  const title = /<title>([^<]*)<\/title>/.exec(html)?.[1];
  return {
    title: title === undefined ? null : decode(title),
    description: meta('description'),
    lang: tags.find(({ name }) => name === 'html')?.attributes.get('lang') ?? null,
    headings: tags.filter(({ name }) => name === 'h1').length,
    canonical: canonical === undefined ? null : (linkTo(canonical, base, false)?.path ?? canonical),
    isIndexed: !(meta('robots') ?? '').includes('noindex'),
    ids: new Set(tags.flatMap(({ attributes }) => attributes.get('id') ?? [])),
  };
}

/** Every link of an HTML page within its site: `href`, `src`, `srcset`, `action` and the addresses of `meta`. */
export function htmlLinks(html: string, base: URL): Link[] {
  return tagsOf(html).flatMap(({ name, attributes }) => {
    const isClick = name === 'a' || name === 'area';
    const targets = ['href', 'src', 'action'].flatMap((key) => attributes.get(key) ?? []);
    const variants = (attributes.get('srcset') ?? '')
      .split(/,\s+/)
      .flatMap((one) => one.trim().split(/\s/)[0] || []);
    const content = name === 'meta' ? (attributes.get('content') ?? '') : '';
    const named = content.startsWith(base.origin) ? [content] : [];
    return [...targets, ...variants, ...named].flatMap((target) => linkTo(target, base, isClick) ?? []);
  });
}

/** Every absolute URL of the site in a feed, a sitemap, a manifest or another text. */
export function textLinks(text: string, base: URL): Link[] {
  const plain = decode(decode(text)).replaceAll('\\/', '/').replaceAll('{searchTerms}', 'news');
  const origin = base.origin.replaceAll('.', '\\.');
  const found = plain.matchAll(new RegExp(`${origin}(?:[/?#][^\\s"'<>()\\\\\\]{}|]*)?`, 'g'));
  return [...found].flatMap(([url]) => linkTo(url, base, false) ?? []);
}

function linkTo(target: string, base: URL, isClick: boolean): Link | null {
  if (!URL.canParse(target, base)) return null;
  const url = new URL(target, base);
  if (url.origin !== base.origin) return null;
  const fragment = url.hash === '' ? null : decodeURIComponent(url.hash.slice(1));
  return { path: url.pathname + url.search, fragment, isClick };
}
