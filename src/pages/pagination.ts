import { pagedPath } from '../domain/urls.ts';
import type { Link } from './page-context.ts';

/** How many teasers a page of a list holds. */
export const PAGE_SIZE = 30;

/** Links between the pages of a list. Lists do not count their whole length: that would walk the archive. */
export interface Pagination {
  readonly page: number;
  readonly newer: Link | null;
  readonly older: Link | null;
}

/** Where a page's slice starts, and one more than it holds, which tells whether an older page exists. */
export function sliceOf(page: number, size = PAGE_SIZE): { offset: number; limit: number } {
  return { offset: (page - 1) * size, limit: size + 1 };
}

/** Builds the links of a list's page from the slice that `sliceOf` asked for. */
export function buildPagination(
  path: string,
  page: number,
  sliceLength: number,
  { newer, older } = { newer: 'Newer stories', older: 'Older stories' },
): Pagination {
  return {
    page,
    newer: page > 1 ? { text: newer, url: pagedPath(path, page - 1) } : null,
    older: sliceLength > PAGE_SIZE ? { text: older, url: pagedPath(path, page + 1) } : null,
  };
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
