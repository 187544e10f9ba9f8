import type { Moment } from '../../domain/moment.ts';
import { isSourceMap, type LocatedData } from '../../problems/reading/located-data.ts';
import { type NameReading, readFolderDay } from './read-name-day.ts';

/** Keys by which systems give an article the address that it has. */
const KEYS = ['path', 'permalink', 'url', 'slug'];

/**
 * The day in the address that a file gives itself, for files that say no date anywhere else: Zola sites have
 * `path = "2014/09/15/slug"`. An address with a host is left alone, as it may be another site’s. Null for none.
 */
export function readAddressDay({ data }: LocatedData, reading: NameReading): Moment | null {
  if (!isSourceMap(data)) return null;
  for (const key of KEYS) {
    const address = data[key];
    if (typeof address !== 'string' || /^\s*(?:[a-z][a-z\d+.-]*:|\/\/)/i.test(address)) continue;
    const folders = address.split('/').filter((segment) => segment.trim() !== '');
    const name = folders.pop() ?? '';
    const moment = readFolderDay(folders, name, reading)?.moment ?? null;
    if (moment !== null) return moment;
  }
  return null;
}
