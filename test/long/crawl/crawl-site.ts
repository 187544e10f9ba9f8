import { type HtmlFacts, htmlLinks, type Link, readHtml, textLinks } from './read-links.ts';

/** What a server answers. */
export interface Answer {
  readonly status: number;
  /** The media type, without parameters. */
  readonly type: string;
  readonly text: string;
}

/** An address that a crawl has asked for. */
export interface Crawled {
  readonly path: string;
  readonly status: number;
  readonly type: string;
  /** Clicks from the front; null where only programs find it. */
  readonly depth: number | null;
  /** The page on which it was found first; null for the front. */
  readonly from: string | null;
  /** Null for what is no HTML page. */
  readonly html: HtmlFacts | null;
  readonly links: readonly Link[];
}

export interface CrawlOptions {
  /** As the site's absolute addresses have it, such as `https://www.example.org`. */
  readonly origin: string;
  /** Asks for a path of the site, without following redirects. */
  readonly ask: (path: string) => Promise<Answer>;
  /** Where programs begin, besides the front. */
  readonly entries?: readonly string[];
  readonly connections?: number;
  /** More addresses than that are taken for a site without end. */
  readonly most?: number;
}

const TEXTS = /^(?:text\/(?!css|html|javascript)|application\/(?:[a-z.-]*\+)?(?:xml|json)$)/;

/**
 * Follows every link of a site: first those that a reader clicks, page by page at each distance from the front, so that
 * the distances are the shortest; then those that programs follow. Returns what was found, by path.
 * @throws Error where the site has more addresses than `most`.
 */
export async function crawlSite(options: CrawlOptions): Promise<ReadonlyMap<string, Crawled>> {
  const { origin, ask, entries = [], connections = 8, most = 200_000 } = options;
  const found = new Map<string, Crawled>();
  const seen = new Set<string>();

  const visit = async (path: string, depth: number | null, from: string | null): Promise<void> => {
    const { status, type, text } = await ask(path);
    const base = new URL(path, origin);
    const isHtml = status === 200 && type === 'text/html';
    const isText = status === 200 && TEXTS.test(type);
    const links = isHtml ? htmlLinks(text, base) : isText ? textLinks(text, base) : [];
    const html = isHtml ? readHtml(text, base) : null;
    found.set(path, { path, status, type, depth, from, html, links });
  };

  const visitAll = async (
    wanted: ReadonlyMap<string, string | null>,
    depth: number | null,
  ): Promise<string[]> => {
    const waiting = [...wanted].filter(([path]) => !seen.has(path));
    for (const [path] of waiting) seen.add(path);
    if (seen.size > most) throw new Error(`more than ${most} addresses, such as ${waiting.at(-1)?.[0]}`);
    const visited = waiting.map(([path]) => path);
    const work = async (): Promise<void> => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop())
        await visit(next[0], depth, next[1]);
    };
    await Promise.all(Array.from({ length: connections }, work));
    return visited;
  };

  /** The targets of links of some pages, each with the page that it was found on. */
  const targetsOf = (paths: readonly string[], isWanted: (link: Link) => boolean): Map<string, string> => {
    const targets = new Map<string, string>();
    for (const from of paths) {
      for (const link of found.get(from)?.links ?? []) {
        if (isWanted(link) && !targets.has(link.path)) targets.set(link.path, from);
      }
    }
    return targets;
  };

  let next: ReadonlyMap<string, string | null> = new Map([['/', null]]);
  for (let depth = 0; next.size > 0; depth += 1) {
    next = targetsOf(await visitAll(next, depth), ({ isClick }) => isClick);
  }
  next = new Map([
    ...entries.map((path) => [path, null] as const),
    ...targetsOf([...found.keys()], () => true),
  ]);
  while (next.size > 0) next = targetsOf(await visitAll(next, null), () => true);
  return found;
}
