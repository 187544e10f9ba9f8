import type { Crawled } from './crawl-site.ts';

/** Something about a site that readers or search engines would stumble over. */
export interface Finding {
  readonly kind:
    | 'broken-link'
    | 'broken-fragment'
    | 'orphan'
    | 'too-deep'
    | 'duplicate-title'
    | 'duplicate-description'
    | 'no-title'
    | 'no-heading'
    | 'several-headings'
    | 'no-language'
    | 'no-canonical'
    | 'broken-canonical';
  readonly path: string;
  readonly detail: string;
}

export interface Expected {
  /** Paths that readers must reach by clicks, besides those of the sitemaps. */
  readonly paths: readonly string[];
  /** Clicks from the front within which every page must be. */
  readonly maxDepth: number;
}

/** Returns everything that is wrong with a crawled site, sorted by kind and path. */
export function judgeCrawl(found: ReadonlyMap<string, Crawled>, expected: Expected): Finding[] {
  const all = [...found.values()];
  const pages = all.filter(({ html }) => html !== null);
  // The answers to a search have many addresses, and no search engine lists them.
  const indexed = pages.filter(({ html }) => html?.isIndexed);
  return [
    ...all.flatMap(classifyLink),
    ...pages.flatMap((page) => [...judgePage(page, found), ...judgeFragments(page, found)]),
    ...judgeReach(found, expected),
    ...duplicates(indexed, 'duplicate-title', ({ html }) => html?.title ?? null),
    ...duplicates(indexed, 'duplicate-description', ({ html }) => html?.description ?? null),
  ].sort((one, other) => compare(one.kind, other.kind) || compare(one.path, other.path));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function classifyLink({ path, status, from }: Crawled): Finding[] {
  return status === 200 ? [] : [{ kind: 'broken-link', path, detail: `${status}, linked from ${from}` }];
}

function judgePage({ path, html }: Crawled, found: ReadonlyMap<string, Crawled>): Finding[] {
  if (html === null) return [];
  const { title, lang, headings, canonical, isIndexed } = html;
  const findings: Finding[] = [];
  const tell = (kind: Finding['kind'], detail = ''): void => void findings.push({ kind, path, detail });
  if (title === null || title.trim() === '') tell('no-title');
  if (lang === null || lang === '') tell('no-language');
  if (headings === 0) tell('no-heading');
  if (headings > 1) tell('several-headings', String(headings));
  if (canonical === null) {
    if (isIndexed) tell('no-canonical');
  } else if (canonical.startsWith('/') && found.get(canonical)?.status !== 200) {
    tell('broken-canonical', `${canonical} is ${found.get(canonical)?.status ?? 'not linked'}`);
  }
  return findings;
}

function judgeFragments({ path, links }: Crawled, found: ReadonlyMap<string, Crawled>): Finding[] {
  return links.flatMap(({ path: target, fragment }): Finding[] => {
    const html = found.get(target)?.html ?? null;
    if (fragment === null || fragment === '' || html === null || html.ids.has(fragment)) return [];
    return [{ kind: 'broken-fragment', path, detail: `${target}#${fragment}` }];
  });
}

function judgeReach(found: ReadonlyMap<string, Crawled>, { paths, maxDepth }: Expected): Finding[] {
  const listed = [...found.values()]
    .filter(({ path }) => /^\/sitemap.*\.xml$/.test(path))
    .flatMap(({ links }) => links.map(({ path }) => path))
    .filter((path) => found.get(path)?.html !== null);
  const orphans = [...new Set([...paths, ...listed])]
    .filter((path) => (found.get(path)?.depth ?? null) === null)
    .map((path): Finding => ({ kind: 'orphan', path, detail: 'no click leads to it' }));
  const deep = [...found.values()]
    .filter(({ html, depth }) => html !== null && depth !== null && depth > maxDepth)
    .map(({ path, depth }): Finding => ({ kind: 'too-deep', path, detail: `${depth} clicks` }));
  return [...orphans, ...deep];
}

function duplicates(
  pages: readonly Crawled[],
  kind: 'duplicate-title' | 'duplicate-description',
  textOf: (page: Crawled) => string | null,
): Finding[] {
  const groups = Map.groupBy(
    pages.filter((page) => textOf(page) !== null),
    textOf,
  );
  return [...groups].flatMap(([text, [first, ...others]]) =>
    others.map(({ path }): Finding => ({ kind, path, detail: `as ${first?.path}: ${text}` })),
  );
}
