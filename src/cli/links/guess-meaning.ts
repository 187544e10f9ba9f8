import { nearAddress } from '../../domain/addresses/near-address.ts';

/** What was probably meant by addresses that lead nowhere. */
export interface Meanings {
  /** The article whose address ends as this one does; null where there is none, or more than one. */
  articleOf(address: string): string | null;
  /** The patterns by which most of such addresses would arrive, with how many each, the likeliest first. */
  patterns(): readonly { readonly pattern: string; readonly count: number }[];
}

interface Known {
  readonly path: string;
  readonly day: string;
}

/** Fewer addresses are no pattern. */
const FEWEST = 3;

/** Prepares guesses from the articles that are there. */
export function guessMeanings(articles: Iterable<Known>): Meanings {
  const bySlug = new Map<string, Known | null>();
  for (const article of articles) {
    const slug = article.path.split('/').at(-1) ?? '';
    bySlug.set(slug, bySlug.has(slug) ? null : article);
  }
  const counts = new Map<string, number>();
  return {
    articleOf(address) {
      const segments = (nearAddress(pathOf(address)) ?? '').split('/').slice(1);
      const last = segments.at(-1) ?? '';
      const plain = last.replace(/^\d{4}-\d{2}-\d{2}-/, '');
      const found = bySlug.get(last) ?? bySlug.get(plain) ?? null;
      if (found === null) return null;
      const pattern = patternOf(segments, found.day, last === plain ? ':slug' : ':filename');
      counts.set(pattern, (counts.get(pattern) ?? 0) + 1);
      return found.path;
    },
    patterns: () =>
      [...counts]
        .filter(([, count]) => count >= FEWEST)
        .sort(([, a], [, b]) => b - a)
        .slice(0, 5)
        .map(([pattern, count]) => ({ pattern, count })),
  };
}

const pathOf = (address: string): string => address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');

/** `/blog/2016/07/boat` of an article of July 2016 becomes `/blog/:year/:month/:slug`. */
function patternOf(segments: readonly string[], day: string, name: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const folders = segments.slice(0, -1).map((segment, index, all) => {
    if (segment === year) return ':year';
    if (segment === month && all[index - 1] === year) return ':month';
    if (segment === date && all[index - 1] === month) return ':day';
    return segment;
  });
  return `/${[...folders, name].join('/')}`;
}
