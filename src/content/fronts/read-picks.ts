import type { FrontLead, FrontPick } from '../../domain/front.ts';
import { isSourceMap, type LocatedData, type SourceData } from '../../problems/reading/located-data.ts';
import { narrow } from '../../problems/reading/read-entries.ts';
import { readFields } from '../../problems/reading/read-fields.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { articleUnknown, inOtherEdition } from '../top-stories/named-article.ts';
import { createPickSchema } from './front-schema.ts';
import type { FrontReading } from './front-reading.ts';
import { untilOf } from '../top-stories/until.ts';

/** The most picks of one list; nobody looks through more. */
const MAX_PICKS = 40;

/**
 * Reads picks: a text, a map with `article` and `until`, or a list of both. One that cannot be read is left out and told; one of
 * an article that is none is told and kept, for the article may come.
 */
export const readPicks = (listed: LocatedData, key: string, reading: FrontReading): FrontPick[] =>
  eachPick(listed, key, reading, ['article', 'until'], (pick) => pick);

/** Reads the picks of the lead, each of which may have stories that hang on it. */
export const readLead = (listed: LocatedData, reading: FrontReading): FrontLead[] =>
  eachPick(listed, 'lead', reading, ['article', 'until', 'with'], (pick, located) => ({
    ...pick,
    hanging: located.has(['with']) ? readPicks(narrow(located, ['with']), 'with', reading) : null,
  }));

function eachPick<Made>(
  listed: LocatedData,
  key: string,
  reading: FrontReading,
  keys: readonly string[],
  make: (pick: FrontPick, located: LocatedData) => Made,
): Made[] {
  const { data } = listed;
  if (data === undefined) return [];
  if (!Array.isArray(data)) return readPick(listed, key, reading, keys, make);
  if (data.length > MAX_PICKS) {
    reading.log.warn(
      {
        code: 'value-too-long',
        message: `${key}: has ${data.length} entries; the first ${MAX_PICKS} are read.`,
        hint: 'Shorten it.',
      },
      listed.at([]).value,
    );
  }
  return data
    .slice(0, MAX_PICKS)
    .flatMap((_, index) => readPick(narrow(listed, [index]), key, reading, keys, make));
}

function readPick<Made>(
  located: LocatedData,
  key: string,
  { log, timeZone, find, edition, editionOf }: FrontReading,
  keys: readonly string[],
  make: (pick: FrontPick, located: LocatedData) => Made,
): Made[] {
  const { data } = located;
  if (typeof data !== 'string' && !isSourceMap(data)) {
    log.error(
      {
        code: 'value-form',
        message: `${key}: this is neither an article nor a map of keys and values; it was left out.`,
        hint: 'Write the article’s file below content/ or its path, or "article: …, until: …".',
      },
      located.at([]).value,
    );
    return [];
  }
  const isText = typeof data === 'string';
  const as: SourceData = isText ? { article: data } : data;
  const fields = readFields(
    createPickSchema(timeZone),
    { ...located, data: as },
    log,
    (name) => name === 'article',
  );
  if (!isText) reportUnknownKeys(located, data, keys, log);
  if (fields.article === undefined) return [];
  const named = find(fields.article);
  const at = isText ? located.at([]).value : located.at(['article']).value;
  if (!named.isKnown) log.warn(articleUnknown(key, named, 'its place goes to the next'), at);
  const where = named.isKnown ? editionOf(named.article) : null;
  if (where !== null && where !== edition) log.warn(inOtherEdition(key, named.article, where), at);
  const pick = { article: named.article, untilMs: untilOf(fields.until, located, log) };
  return [make(pick, located)];
}
