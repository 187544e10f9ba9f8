import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../../problems/reading/located-data.ts';
import { isNoTime, parseEditorTime } from '../times/parse-editor-time.ts';
import { limitKey } from './limit-keys.ts';
import { relocate } from './relocate.ts';

/** Our name for when a text was made, by other systems’ keys: the date where nothing else gives one. */
export const CREATED = 'created';

/**
 * Their keys in compact spelling, those that are nearer to a publication first. The keys of a publication itself limit
 * when a story is seen; resolve-limits.ts makes them the date.
 */
const CREATED_KEYS = (
  'datetime timestamp issued dateissued dcdate dctermsdate dctermsissued pubtime dategmt created createdat ' +
  'createdon createddate createdtime datecreated creationdate creationtime dctermscreated written writtenon time'
).split(' ');

/** The parts of MkDocs Material’s `date: {created: …, updated: …}` and its like. */
const INNER_DATES = ['published', 'publish', 'date', 'created', 'start'];

/**
 * Gives a front matter without a date the one that other keys tell, as `created`; a map under `date` becomes its own
 * parts. Documents that know no date stay as they are. Times are of the zone.
 */
export function gatherDates(located: LocatedData, known: readonly string[], timeZone: string): LocatedData {
  const written = located.data;
  if (!isSourceMap(written) || !known.includes('date')) return located;
  const { date } = written;
  if (typeof date === 'object') return divideDate(located, written, date);
  if (date !== undefined && isNoTime(date)) {
    const { date: _none, ...others } = written;
    return gatherDates(relocate(located, others, new Map()), known, timeZone);
  }
  if (date !== undefined && date.trim() !== '') return located;
  const keys = Object.keys(written);
  // `Date` and `DATE` are given their name later.
  if (keys.some((key) => key !== 'date' && limitKey(key) === 'date')) return located;
  const isDate = (key: string): boolean => {
    const value = written[key];
    return typeof value === 'string' && parseEditorTime(value, timeZone).moment !== null;
  };
  const found = CREATED_KEYS.map((name) => keys.find((key) => limitKey(key) === name)).find(
    (key) => key !== undefined && isDate(key),
  );
  if (found !== undefined) {
    const { [found]: value = '', ...rest } = written;
    return relocate(located, { ...rest, [CREATED]: value }, new Map([[CREATED, [found]]]));
  }
  return fromParts(located, written);
}

/** `year: 2020`, `month: 1`, `day: 10`. */
function fromParts(located: LocatedData, written: SourceMap): LocatedData {
  const { year, month, day, ...rest } = written;
  const parts = [year, month, day];
  if (!parts.every((part) => typeof part === 'string' && /^\d{1,4}$/.test(part))) return located;
  return relocate(located, { ...rest, [CREATED]: parts.join('-') }, new Map([[CREATED, ['year']]]));
}

function divideDate(
  located: LocatedData,
  written: SourceMap,
  date: Exclude<SourceData, string>,
): LocatedData {
  const inner = isSourceMap(date) ? date : { date: date[0] ?? '' };
  const pathOf = (key: string): DataPath => (isSourceMap(date) ? ['date', key] : ['date', 0]);
  const main = INNER_DATES.find((key) => inner[key] !== undefined);
  if (main === undefined) return located;
  const data: Record<string, SourceData> = { ...written, date: inner[main] ?? '' };
  const origins = new Map<string, DataPath>([['date', pathOf(main)]]);
  const updated = ['updated', 'modified'].find((key) => inner[key] !== undefined);
  if (updated !== undefined && written['updated'] === undefined) {
    data['updated'] = inner[updated] ?? '';
    origins.set('updated', pathOf(updated));
  }
  return relocate(located, data, origins);
}
