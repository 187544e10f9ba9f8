import type { LinkAnswer } from '../../fetch/ask-link.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { Problem } from '../../problems/problem.ts';
import { askLinks, type AskLinksOptions } from './ask-links.ts';
import type { WebLink } from './collect-web-links.ts';
import { readLinkCache, writeLinkCache } from './link-cache.ts';

export interface CheckWebLinksOptions extends AskLinksOptions {
  /** Where answers are kept for a day; null for nowhere. */
  readonly cacheFile: string | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What other sites say of the links to them. */
export interface CheckedWebLinks {
  readonly problems: readonly Problem[];
  /** One line for people, with its line break. */
  readonly summary: string;
}

/** Asks where links to other sites lead, but for what is known since less than a day. */
export async function checkWebLinks(
  links: readonly WebLink[],
  options: CheckWebLinksOptions,
): Promise<CheckedWebLinks> {
  const { cacheFile, now } = options;
  const kept = new Map(cacheFile === null ? [] : readLinkCache(cacheFile, now()));
  // What other parts of a page an address names, its server is not asked.
  const urls = new Set(links.map(({ to }) => pageOf(to)));
  const asked = await askLinks(
    [...urls].filter((url) => !kept.has(url)),
    options,
  );
  for (const [url, answer] of asked) kept.set(url, { at: now(), answer });
  if (cacheFile !== null && asked.size > 0) writeLinkCache(cacheFile, kept);
  const problems = links.flatMap((link) => {
    const problem = problemOf(link, kept.get(pageOf(link.to))?.answer);
    return problem === null ? [] : [problem];
  });
  const answers = [...urls].flatMap((url) => kept.get(url)?.answer ?? []);
  return { problems, summary: summarise(answers) };
}

const pageOf = (url: string): string => url.replace(/#.*$/, '');

function problemOf(link: WebLink, answer: LinkAnswer | undefined): Problem | null {
  const { file, line, column, written, isInPlace, to } = link;
  const place = { file, line, column, severity: 'warning' as const };
  if (answer?.kind === 'dead') {
    return {
      ...place,
      code: 'link-dead',
      message: `The link to ${quoteText(written)} leads nowhere: ${answer.why}.`,
      hint: 'Link to where it is now, or to a copy of it in an archive of the web; or remove the link.',
    };
  }
  if (answer?.kind !== 'moved') return null;
  const fragment = /#.*$/.exec(to)?.[0] ?? '';
  const repaired = answer.to + (answer.to.includes('#') ? '' : fragment);
  return {
    ...place,
    code: 'link-moved',
    message: `The link to ${quoteText(written)} leads to an old address, and its server on to ${quoteText(repaired)}.`,
    hint: `Write ${repaired} there.`,
    ...(isInPlace ? { fix: { old: written, repaired } } : {}),
  };
}

function summarise(answers: readonly LinkAnswer[]): string {
  const of = (kind: LinkAnswer['kind']): readonly LinkAnswer[] => answers.filter((one) => one.kind === kind);
  const reasons = Map.groupBy(of('unchecked'), (one) => ('why' in one ? one.why : ''));
  const told = [...reasons]
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, 5)
    .map(([why, all]) => `${why}: ${all.length}`);
  const unchecked = of('unchecked').length;
  const left = unchecked === 0 ? '' : `; ${unchecked} could not be checked (${told.join(', ')})`;
  const count = (number: number): string => `${number} address${number === 1 ? '' : 'es'}`;
  return `Links to other sites: ${count(answers.length)}, ${of('dead').length} dead, ${of('moved').length} moved${left}\n`;
}
