import type { Position } from '../../problems/line-index.ts';
import { isSourceMap, type LocatedData } from '../../problems/reading/located-data.ts';
import { toAlias } from './article-fields.ts';

/** Tells where each alias of a front matter is written; one that is written twice, the first time. */
export function placeAliases(located: LocatedData): ReadonlyMap<string, Position> {
  const written = isSourceMap(located.data) ? located.data['aliases'] : undefined;
  const places = new Map<string, Position>();
  const place = (text: unknown, at: Position): void => {
    const alias = typeof text === 'string' ? toAlias(text) : null;
    if (alias !== null && !places.has(alias)) places.set(alias, at);
  };
  if (Array.isArray(written)) {
    written.forEach((text, index) => {
      place(text, located.at(['aliases', index]).value);
    });
  } else place(written, located.at(['aliases']).value);
  return places;
}
