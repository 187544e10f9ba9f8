import type { Moment } from '../../domain/moment.ts';
import { isSourceMap, type LocatedData } from '../../problems/reading/located-data.ts';
import { type FileName, readFileName } from './read-file-name.ts';
import { type NameReading, readFolderDay } from './read-name-day.ts';

/** Keys by which systems give an article the address that it has. */
const KEYS = ['path', 'permalink', 'url', 'slug'];

/**
 * The day in the address that a file gives itself, for files that say no date anywhere else: Zola sites have
 * `path = "2014/09/15/slug"`. An address with a host is left alone, as it may be another site’s. Null for none.
 */
function readAddressDay({ data }: LocatedData, reading: NameReading): Moment | null {
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

/** Reads the path of a file, as readFileName does; where nothing says a day, the address in its front matter may. */
export function readName(file: string, located: LocatedData, reading: NameReading): FileName {
  const named = readFileName(file, reading);
  const isDated = reading.dated !== undefined || named.day !== null;
  return isDated ? named : { ...named, day: readAddressDay(located, reading) };
}
