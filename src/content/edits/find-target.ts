import { type DataPath, isSourceMap, type SourceData, valueAt } from '../../problems/reading/located-data.ts';
import { readFieldLine } from '../front-matter/field-lines.ts';
import { compactKey } from '../front-matter/key-dialects.ts';
import { limitKey } from '../front-matter/limit-keys.ts';
import { ownNameOf } from '../front-matter/rename-keys.ts';
import type { ResolvedHeader } from './resolve-header.ts';
import { yamlEntries } from './yaml-entries.ts';

/** The keys that mean topics, ours first, as normaliseLabels has them. */
const TOPIC_KEYS = ['topics', 'tags', 'tag', 'keywords'];

/** Maps in which other systems keep keys of an article; what belongs to one of them stands beside it. */
const CONTAINERS: ReadonlySet<string> = new Set([
  'taxonomies',
  'taxonomy',
  'extra',
  'params',
  'parameters',
  '<<',
]);

/**
 * Where the value of a key of ours stands in the header as it is written, or would if the key had one; null where the file has no
 * such key. `name` is a key or a part as in `image.alt`.
 */
export function findTarget(
  header: ResolvedHeader,
  text: string,
  name: string,
  known: readonly string[],
): DataPath | null {
  const path = name.split('.');
  if (name === 'topics') {
    const data = header.named.data;
    const key = TOPIC_KEYS.find((one) => isSourceMap(data) && data[one] !== undefined);
    if (key !== undefined) return header.written(header.named, [key]);
  }
  // What stands there for want of a section or of topics is written elsewhere, and means that there.
  const isLabel = name === 'topics' || name === 'kicker';
  const found =
    (isLabel ? null : header.written(header.labelled, path)) ?? header.written(header.named, path);
  if (found !== null) return found;
  if (path.length > 1)
    return path[1] === MAIN_PARTS[path[0] ?? ''] ? textInPlaceOf(header, path[0] ?? '') : null;
  const empty = writtenKeys(header, text).find((key) => ownNameOf(key, known) === name);
  return empty === undefined ? null : [empty];
}

/** The part without which there is no picture, source or series, and which a mere text is. */
export const MAIN_PARTS: Readonly<Record<string, string>> = { image: 'src', source: 'name', series: 'name' };

/** Where a picture, a source or a series is written that is a mere text. */
function textInPlaceOf({ labelled, written }: ResolvedHeader, field: string): DataPath | null {
  return typeof valueAt(labelled.data, [field]) === 'string' ? written(labelled, [field]) : null;
}

/** All keys at the top, those without a value included. */
export function writtenKeys({ fences, front }: ResolvedHeader, text: string): string[] {
  const data = front.located.data;
  const keys = isSourceMap(data) ? Object.keys(data) : [];
  if (fences.kind !== 'found') return keys;
  const block = text.slice(fences.blockStart, fences.blockEnd);
  if (fences.language === 'yaml') {
    const written = yamlEntries(block, 0, block.length).flatMap(({ key }) => key ?? []);
    return [...new Set([...written, ...keys])];
  }
  if (fences.language !== 'lines') return keys;
  return [...new Set([...keys, ...block.split('\n').flatMap((line) => readFieldLine(line)?.key ?? [])])];
}

/**
 * Where a part of a picture, a source or a series is put that the file does not have yet: beside the part that names it, or beside
 * the key itself in its spelling (`cover_alt`), as other systems do. Null where a map has to be made of the text first; `nothing`
 * where there is no picture, source or series at all.
 */
export function placeForPart(
  header: ResolvedHeader,
  field: string,
  part: string,
): DataPath | null | 'nothing' {
  const { labelled } = header;
  const main = MAIN_PARTS[field] ?? '';
  const mainPath = header.written(labelled, [field, main]) ?? textInPlaceOf(header, field);
  const map = header.written(labelled, [field]);
  if (mainPath === null) {
    const given = map === null ? undefined : valueAt(header.front.located.data, map);
    if (part === main) return map !== null && isSourceMap(given) ? [...map, part] : [field, part];
    return map !== null && isSourceMap(given) ? [...map, part] : 'nothing';
  }
  const key = mainPath.at(-1);
  const around = mainPath.slice(0, -1);
  if (typeof key !== 'string') return null;
  const container = around.at(-1);
  const isBeside =
    around.length === 0 || (around.length === 1 && CONTAINERS.has(compactKey(String(container))));
  if (!isBeside) return [...around, part];
  if (key === field || part === 'focus') return null;
  return [...around, joined(key, part)];
}

/** Two words as the first one is spelt: `cover_alt`, `cover-image-alt`, `coverImageAlt`. */
function joined(key: string, part: string): string {
  if (/[a-z][A-Z]/.test(key)) return key + part.charAt(0).toUpperCase() + part.slice(1);
  return `${key}${key.includes('-') ? '-' : '_'}${part}`;
}

/** A key that says whether a story is a draft, and what it says for yes and no. */
export interface DraftKey {
  readonly path: DataPath;
  readonly yes: string | boolean;
  readonly no: string | boolean;
}

const DRAFT = new Set(['draft', 'drafted', 'isdraft']);
const PUBLISHED = new Set(['published', 'publish', 'ispublished']);
const STATUS = new Set(['status', 'poststatus']);

/** The keys of a file that say whether it is a draft, ours first. */
export function draftKeys(header: ResolvedHeader, text: string): DraftKey[] {
  const data = header.front.located.data;
  const inner = isSourceMap(data)
    ? Object.keys(data)
        .filter((key) => CONTAINERS.has(compactKey(key)))
        .flatMap((key) => (isSourceMap(data[key]) ? Object.keys(data[key]).map((one) => [key, one]) : []))
    : [];
  const paths: DataPath[] = [...writtenKeys(header, text).map((key) => [key]), ...inner];
  return paths
    .flatMap((path) => draftKey(path, valueAt(data, path)) ?? [])
    .sort((a, b) => Number(b.path[0] === 'draft') - Number(a.path[0] === 'draft'));
}

function draftKey(path: DataPath, value: SourceData | undefined): DraftKey | null {
  const name = limitKey(String(path.at(-1)));
  const isWord =
    value === undefined ||
    (typeof value === 'string' && /^(?:true|false|yes|no|on|off|)$/i.test(value.trim()));
  if (DRAFT.has(name) && isWord) return { path, yes: true, no: false };
  if (PUBLISHED.has(name) && isWord) return { path, yes: false, no: true };
  if (!STATUS.has(name) || typeof value !== 'string') return null;
  const no = /^publish$/i.test(value) || name === 'poststatus' ? 'publish' : 'published';
  return { path, yes: 'draft', no };
}
