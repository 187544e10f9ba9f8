import { pagedPath } from '../../domain/urls.ts';
import type { Words } from '../../words/words.ts';
import type { Link, PageContext } from './page-context.ts';

/** How many teasers a page of a list holds. */
export const PAGE_SIZE = 30;

/** Links between the pages of a list. Every page of the list is a click away for each digit of its number. */
export interface Pagination {
  readonly page: number;
  /** How many pages there are; 1 for an empty list. */
  readonly last: number;
  /** `Page 2 of 5`, or `Page 2` where there are no numbers. */
  readonly position: string;
  readonly newer: Link | null;
  readonly older: Link | null;
  /**
   * The first page, those of the same ten, the tens of the same hundred and so on, and the last; in order. None where
   * nothing was found there.
   */
  readonly numbers: readonly PageNumber[];
}

export interface PageNumber {
  readonly number: number;
  /** In the site's digits. */
  readonly text: string;
  readonly url: string;
  readonly isCurrent: boolean;
}

/** Where a page's slice starts, and how much it holds. */
export function sliceOf(page: number, size = PAGE_SIZE): { offset: number; limit: number } {
  return { offset: (page - 1) * size, limit: size };
}

/** Builds the links of a list's page; `total` is the length of the whole list, `lastServed` its last page. */
export function buildPagination(
  { words }: Pick<PageContext, 'words'>,
  path: string,
  page: number,
  total: number,
  { newer, older } = { newer: words.plain('stories-newer'), older: words.plain('stories-older') },
  lastServed = MAX_PAGE,
): Pagination {
  const last = Math.min(lastServed, Math.max(1, Math.ceil(total / PAGE_SIZE)));
  return {
    page,
    last,
    position: words.say('page-position-of', { page, last }),
    newer: page > 1 ? { text: newer, url: pagedPath(path, page - 1) } : null,
    older: page < last ? { text: older, url: pagedPath(path, page + 1) } : null,
    numbers: pageNumbers(words, page, last, (number) => pagedPath(path, number)),
  };
}

/** The links from one page of a list to itself and others, at the addresses that `urlOf` tells. */
export function pageNumbers(
  words: Pick<Words, 'number'>,
  page: number,
  last: number,
  urlOf: (page: number) => string,
): PageNumber[] {
  return shownNumbers(page, last).map((number) => ({
    number,
    text: words.number(number),
    url: urlOf(number),
    isCurrent: number === page,
  }));
}

/** So few pages are all linked to. */
const FEW = 20;

/** The pages that a page of a list links to, itself included: all of few, else at most ten for each digit of `last`. */
export function shownNumbers(page: number, last: number): number[] {
  if (last <= FEW) return Array.from({ length: last }, (_, index) => index + 1);
  const shown = new Set([1, page, last]);
  for (let step = 1; step <= last; step *= 10) {
    const begin = page - (page % (step * 10));
    for (let digit = 0; digit < 10; digit += 1) shown.add(begin + digit * step);
  }
  return [...shown].filter((number) => number >= 1 && number <= last).sort((a, b) => a - b);
}

/** Last page that a list serves; deeper reading goes by date, and no request can skip without bound. */
const MAX_PAGE = 10_000;

/**
 * Reads the `page` query value. Returns 1 where it is absent, null where it is no page number (zero,
 * signs, fractions, repeated, beyond MAX_PAGE): such a URL names no page.
 */
export function parsePage(value: unknown): number | null {
  if (value === undefined) return 1;
  if (typeof value !== 'string' || !/^[1-9]\d{0,4}$/.test(value)) return null;
  const page = Number(value);
  return page <= MAX_PAGE ? page : null;
}

/** The description of a list's nth page, which search engines want to differ from page to page; null for none. */
export function describePage<Text extends string | null>(
  { words }: Pick<PageContext, 'words'>,
  description: Text,
  page: number,
): Text | string {
  return description === null || page === 1
    ? description
    : words.say('page-description', { description, page });
}

/** The title of a list's nth page; the first has none of its own. */
export function titlePage({ words }: Pick<PageContext, 'words'>, title: string, page: number): string {
  return page === 1 ? title : words.say('page-title', { title, page });
}
