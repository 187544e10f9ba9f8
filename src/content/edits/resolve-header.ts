import type { SiteSection } from '../../config/site.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type Places,
  type SourceData,
  valueAt,
} from '../../problems/reading/located-data.ts';
import { ARTICLE_EXTRA_KEYS, createArticleSchema } from '../articles/schema.ts';
import { normaliseLabels } from '../articles/normalise-labels.ts';
import { gatherDates } from '../front-matter/date-keys.ts';
import { dropEmptyValues } from '../front-matter/drop-empty-values.ts';
import type { Fences } from '../front-matter/fences.ts';
import { findFences } from '../front-matter/find-fences.ts';
import { liftKeys } from '../front-matter/lift-keys.ts';
import { normaliseParts } from '../front-matter/normalise-parts.ts';
import { plainForms } from '../front-matter/plain-forms.ts';
import { type FrontMatter, readFrontMatter } from '../front-matter/read-front-matter.ts';
import { renameKeys } from '../front-matter/rename-keys.ts';
import { resolveLimits } from '../front-matter/resolve-limits.ts';

export interface HeaderOptions {
  /** IANA name of the site's zone, in which times are written; UTC where it is not given. */
  readonly timeZone?: string;
  /** Those of sectionNames, by which a category is told to be the section. */
  readonly sections?: readonly SiteSection[];
  /** The keys that a file of another kind has; those of an article where it is not given. */
  readonly known?: readonly string[];
}

/** A header as it is written and as the site reads it. */
export interface ResolvedHeader {
  readonly fences: Fences;
  readonly front: FrontMatter;
  /** By our names, with parts of pictures, sources and series in their places, labels as they were written. */
  readonly named: LocatedData;
  /** The same with what names a section as the section. */
  readonly labelled: LocatedData;
  /** Whether it had faults for which a file is refused. */
  readonly hasErrors: boolean;
  /** Where what is read at a path of `data` is written; null for nowhere. */
  readonly written: (data: LocatedData, path: DataPath) => DataPath | null;
}

export const ARTICLE_KEYS: readonly string[] = [
  ...Object.keys(createArticleSchema({ timeZone: 'UTC', sections: [], editions: [] }).shape),
  ...ARTICLE_EXTRA_KEYS,
];

/** Reads the header of a text with LF line ends by the steps by which every article is read; null where it is refused. */
export function resolveHeader(text: string, options: HeaderOptions): ResolvedHeader | null {
  const log = createProblemLog('');
  const fences = findFences(text, createProblemLog(''));
  const front = readFrontMatter(text, log);
  if (front === null) return null;
  const { timeZone = 'UTC', sections = [], known = ARTICLE_KEYS } = options;
  const { hasErrors } = log;
  const resolved = resolveLimits(front.located, known, timeZone, log);
  const dated = gatherDates(liftKeys(resolved.located, known, log), known, timeZone);
  const named = plainForms(dropEmptyValues(renameKeys(dated, known, log)), log);
  const labelled = normaliseParts(normaliseLabels(named, sections, log), log);
  const paths = placesOf(front.located);
  return {
    fences,
    front,
    named,
    labelled,
    hasErrors,
    written: (data, path) =>
      valueAt(data.data, path) === undefined ? null : (paths.get(placeKey(data.at(path))) ?? null),
  };
}

const placeKey = ({ key, value }: Places): string =>
  `${key.line}:${key.column} ${value.line}:${value.column}`;

/** The path of every value by its place. */
function placesOf(located: LocatedData): Map<string, DataPath> {
  const paths = new Map<string, DataPath>();
  const visit = (data: SourceData, path: DataPath): void => {
    const place = placeKey(located.at(path));
    // A table of TOML in a row stands where the row does.
    if (path.length > 0 && !paths.has(place)) paths.set(place, path);
    if (typeof data === 'string') return;
    const isMap = isSourceMap(data);
    for (const [key, value] of Object.entries(data)) visit(value, [...path, isMap ? key : Number(key)]);
  };
  if (located.data !== undefined) visit(located.data, []);
  return paths;
}
