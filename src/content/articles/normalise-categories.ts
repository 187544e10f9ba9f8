import type { SiteSection } from '../../config/site.ts';
import { isSourceMap, type LocatedData, type SourceData } from '../../problems/reading/located-data.ts';
import { findSection } from './article-fields.ts';

/**
 * Spreads other systems' `categories` over our fields: the first one that names a section becomes
 * `section`, unless there is one, and the others join `topics`.
 */
export function normaliseCategories(located: LocatedData, sections: readonly SiteSection[]): LocatedData {
  const data = located.data;
  if (!isSourceMap(data) || data['categories'] === undefined) return located;
  const { categories, ...rest } = data;
  const names = toNames(categories);
  const section =
    rest['section'] === undefined
      ? names.find((name) => typeof name === 'string' && findSection(sections, name) !== undefined)
      : undefined;
  const others = names.filter((name) => name !== section);
  const fields: Record<string, SourceData> = { ...rest };
  if (section !== undefined) fields['section'] = section;
  if (others.length > 0) fields['topics'] = [...toNames(rest['topics']), ...others];
  const isOurs = (key: string | number | undefined): boolean =>
    (key === 'section' && section !== undefined) || (key === 'topics' && rest['topics'] === undefined);
  return {
    data: fields,
    at: (path) => located.at(isOurs(path[0]) ? ['categories'] : path),
    has: (path) => located.has(isOurs(path[0]) ? ['categories'] : path),
  };
}

function toNames(data: SourceData | undefined): readonly SourceData[] {
  if (data === undefined) return [];
  if (typeof data === 'string') return data.split(',').map((name) => name.trim());
  return Array.isArray(data) ? data : [data];
}
