import type { DatabaseSync } from 'node:sqlite';
import { listQueries } from '../catalog/read/list-queries.ts';
import { labelToken } from '../catalog/search/label-token.ts';
import { catalogSettings, siteReader } from '../catalog/sqlite/settings.ts';
import type { Site } from '../config/site.ts';
import { plainDigits } from '../domain/plain-digits.ts';
import { OWN_EDITION } from '../domain/edition.ts';
import { toSlug } from '../domain/slug.ts';
import type { ParsedQuery } from './parse-query.ts';
import type { SearchFilter } from './search-answer.ts';

/** What filters leave of the archive. */
export interface ResolvedFilters {
  readonly filters: readonly SearchFilter[];
  /** Label tokens that an article must have. */
  readonly labels: readonly string[];
  /** First and last moment of publication, in milliseconds since 1970. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Whether a filter is of nothing that there is, so that nothing can be found. */
  readonly isEmpty: boolean;
}

type Given = ParsedQuery['filters'][number];

/** What one filter says; a label or a moment, neither where nothing is known by its value. */
interface Reading {
  readonly filter: SearchFilter;
  readonly label?: string;
  readonly fromMs?: number;
  readonly toMs?: number;
}

/** Prepares reading filters as of `now`, milliseconds since 1970. */
export function filterResolver(
  database: DatabaseSync,
): (given: ParsedQuery['filters'], now: number) => ResolvedFilters {
  const storedSite = siteReader(catalogSettings(database));
  const { labelName } = listQueries(database)(OWN_EDITION);

  const read = (given: Given, site: Site, now: number): Reading => {
    const { name, value } = given;
    if (name === 'after' || name === 'before') return readDay(name, plainDigits(value), site.timeZone);
    const slug = toSlug(value);
    const section = site.sections.find((one) => one.slug === slug || toSlug(one.name) === slug);
    const known = name === 'section' ? section?.name : labelName(name, slug, now);
    if (known == null) return { filter: { name, value, isKnown: false } };
    const label = labelToken(name, section !== undefined && name === 'section' ? section.slug : slug);
    return { filter: { name, value: known, isKnown: true }, label };
  };

  return (given, now) => {
    const site = storedSite();
    const wanted = site === null ? [] : given.map((one) => read(one, site, now));
    return {
      filters: wanted.map(({ filter }) => filter),
      labels: wanted.flatMap(({ label }) => label ?? []),
      fromMs: Math.max(Number.MIN_SAFE_INTEGER, ...wanted.flatMap(({ fromMs }) => fromMs ?? [])),
      toMs: Math.min(now, ...wanted.flatMap(({ toMs }) => toMs ?? [])),
      isEmpty: wanted.some(({ filter }) => !filter.isKnown),
    };
  };
}

/** `after` begins with the first moment of a year, month or day in the site's zone; `before` ends ahead of it. */
function readDay(name: 'after' | 'before', value: string, timeZone: string): Reading {
  const start = startOf(value, timeZone);
  if (start === null) return { filter: { name, value, isKnown: false } };
  const filter = { name, value, isKnown: true };
  return name === 'after' ? { filter, fromMs: start } : { filter, toMs: start - 1 };
}

function startOf(value: string, timeZone: string): number | null {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(value) ?? [];
  if (year === undefined) return null;
  try {
    const date = Temporal.PlainDate.from(`${year}-${month}-${day}`);
    return date.toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return null;
  }
}
