import type { BlockSource, FrontBlock } from '../../domain/front.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { isSourceMap, type LocatedData } from '../../problems/reading/located-data.ts';
import { narrow } from '../../problems/reading/read-entries.ts';
import { readFields } from '../../problems/reading/read-fields.ts';
import { reportUnknownKeys } from '../../problems/reading/report-unknown-keys.ts';
import { didYouMean } from '../../problems/suggest-name.ts';
import { createBlockSchema } from './front-schema.ts';
import type { FrontReading, NamedKind } from './front-reading.ts';
import { readPicks } from './read-picks.ts';
import { untilOf } from '../top-stories/until.ts';

const SOURCES = ['section', 'topic', 'series', 'author', 'type', 'newest'] as const;
const NAMED: ReadonlySet<string> = new Set<NamedKind>(['topic', 'series', 'author']);

/** The most blocks of a front. */
const MAX_BLOCKS = 40;

/** Reads the blocks of a front; one without a source and stories is left out and told. */
export function readBlocks(listed: LocatedData, reading: FrontReading): FrontBlock[] {
  const { data } = listed;
  if (data === undefined) return [];
  const { log } = reading;
  if (!Array.isArray(data)) {
    log.error(
      {
        code: 'value-form',
        message: 'blocks: is not a list; the front chooses its blocks.',
        hint: 'Write each block on a line that begins with "- ", such as "- section: World".',
      },
      listed.at([]).value,
    );
    return [];
  }
  if (data.length > MAX_BLOCKS) {
    log.warn(
      {
        code: 'value-too-long',
        message: `blocks: has ${data.length} entries; the first ${MAX_BLOCKS} are shown.`,
        hint: 'Shorten it.',
      },
      listed.at([]).value,
    );
  }
  return data.slice(0, MAX_BLOCKS).flatMap((_, index) => readBlock(narrow(listed, [index]), reading));
}

function readBlock(located: LocatedData, reading: FrontReading): FrontBlock[] {
  const { log } = reading;
  if (!isSourceMap(located.data)) {
    log.error(
      {
        code: 'value-form',
        message: 'This block is not a map of keys and values; it was left out.',
        hint: 'Write it as "section: World, show: 4".',
      },
      located.at([]).value,
    );
    return [];
  }
  const schema = createBlockSchema(reading);
  const fields = readFields(schema, located, log, () => false);
  reportUnknownKeys(located, located.data, Object.keys(schema.shape), log);
  const picks = readPicks(narrow(located, ['stories']), 'stories', reading);
  const source = readSource(fields, located, reading);
  if (source.kind === 'picked' && picks.length === 0) {
    // What could not be read is told already.
    const given = [...SOURCES, 'stories'].filter((key) => writtenAt(located, key) !== undefined);
    const isTold = given.some((key) => key !== 'newest' || fields.newest === undefined);
    if (!isTold) log.error(MISSING, located.at([]).value);
    return [];
  }
  const { title = null, show = null, layout = null } = fields;
  return [{ source, picks, title, show, layout, untilMs: untilOf(fields.until, located, log) }];
}

const MISSING = {
  code: 'value-missing',
  message: 'This block says neither where its stories come from nor which they are; it was left out.',
  hint: 'Add "section: …", "topic: …", "series: …", "author: …", "type: …", "newest: true" or "stories: […]".',
};

const writtenAt = ({ data }: LocatedData, key: string) => (isSourceMap(data) ? data[key] : undefined);

/** The one source of a block; what is written besides is told, and so is a name that no story has. */
function readSource(
  fields: { readonly [Key in (typeof SOURCES)[number]]?: string | boolean | undefined },
  located: LocatedData,
  { log, names }: FrontReading,
): BlockSource {
  const given = SOURCES.filter((key) => fields[key] !== undefined && fields[key] !== false);
  const [kind, ...others] = given;
  for (const other of others) {
    log.warn(
      {
        code: 'block-source',
        message: `${other}: the block has a source already, ${kind}; it was left out.`,
        hint: 'Make two blocks of it.',
      },
      located.at([other]).key,
    );
  }
  if (kind === undefined) return { kind: 'picked' };
  if (kind === 'newest') return { kind };
  const slug = String(fields[kind]);
  const found = NAMED.has(kind) ? names.find(kind as NamedKind, slug) : slug;
  if (found === null) {
    log.warn(
      {
        code: `${kind}-unknown`,
        message: `${kind}: ${quoteText(String(writtenAt(located, kind)), 120)} is named by no story; the block is shown when one names it.`,
        hint: `${didYouMean(slug, names.slugs(kind as NamedKind))}Write it as stories have it, or remove the block.`,
        about: slug,
      },
      located.at([kind]).value,
    );
  }
  return { kind, slug: found ?? slug };
}
