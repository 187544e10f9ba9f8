import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { compactKey, INNER_KEYS, PART_KEYS } from './key-dialects.ts';

/** Fields that are maps, each with the part that a mere text is, and without which there is nothing. */
const MAIN_PARTS = { image: 'src', source: 'name', series: 'name' } as const;
type MapField = keyof typeof MAIN_PARTS;

/**
 * Puts the parts of a picture, a source and a series that other systems write as keys of their own (`image_alt`,
 * `source_url`) or by other names inside (`image: {url: …}`) where they belong. Of a list of pictures the first is taken. A
 * picture without a file is left out and told; places still lead to what the editor wrote.
 */
export function normaliseParts(located: LocatedData, log: ProblemLog): LocatedData {
  const written = located.data;
  if (!isSourceMap(written)) return located;
  const parts = PART_KEYS.filter((key) => written[key] !== undefined);
  const isUsual =
    parts.length === 0 && Object.keys(MAIN_PARTS).every((field) => isPlain(field, written[field]));
  if (isUsual) return located;
  const data: Record<string, SourceData> = Object.assign(Object.create(null), written);
  const origins = new Map<string, DataPath>();
  for (const field of Object.keys(MAIN_PARTS) as MapField[]) {
    normaliseField(field, {
      located,
      data,
      origins,
      log,
      flat: parts.filter((key) => key.startsWith(`${field}.`)),
    });
  }
  const origin = ([first, ...rest]: DataPath): DataPath => {
    const part = rest.length === 0 ? undefined : origins.get(`${first}.${rest[0]}`);
    if (part !== undefined) return [...part, ...rest.slice(1)];
    return [...(origins.get(String(first)) ?? (first === undefined ? [] : [first])), ...rest];
  };
  return {
    data,
    at: (path) => located.at(origin(path)),
    has: (path) => located.has(path) || located.has(origin(path)),
  };
}

/** A list is a series' own business, and a text of a picture and of a series too; a source may be an address. */
function isPlain(field: string, value: SourceData | undefined): boolean {
  if (value === undefined) return true;
  if (typeof value === 'string') return field !== 'source' || !value.includes('://');
  if (!isSourceMap(value)) return field === 'series';
  const { [field]: main = '' } = MAIN_PARTS as Readonly<Record<string, string>>;
  const names = INNER_KEYS[field as MapField];
  return value[main] !== undefined && Object.keys(value).every((key) => names[key] === key);
}

interface Resolving {
  readonly located: LocatedData;
  readonly data: Record<string, SourceData>;
  readonly origins: Map<string, DataPath>;
  readonly log: ProblemLog;
  /** Keys of parts that are written beside it. */
  readonly flat: readonly string[];
}

function normaliseField(field: MapField, { located, data, origins, log, flat }: Resolving): void {
  const main = MAIN_PARTS[field];
  for (const key of flat) delete data[key];
  const given = field === 'image' ? firstPicture(located, data, origins, log) : data[field];
  if (given === undefined && flat.length === 0) return;
  if (Array.isArray(given)) return;
  const base: DataPath = origins.get(field) ?? [field];
  const map: Record<string, SourceData> = Object.create(null);
  if (typeof given === 'string') take(map, origins, `${field}.${main}`, given, base);
  if (isSourceMap(given)) takeInner(field, given, base, map, origins);
  for (const key of flat) {
    const value = located.data as SourceMap;
    if (map[key.slice(field.length + 1)] === undefined) take(map, origins, key, value[key] ?? '', [key]);
    else log.warn(partTwice(key), located.at([key]).key);
  }
  if (field === 'source') nameSource(map, origins);
  // Of a series or a source without its name the schema tells.
  if (map[main] !== undefined || (given !== undefined && field !== 'image')) {
    data[field] = map;
    return;
  }
  delete data[field];
  const empty = [...base, main];
  const written = located.has(empty) ? located.at(empty).value : located.at(base).key;
  const at = given === undefined ? located.at([flat[0] ?? field]).key : written;
  log.warn(withoutMain(field), at);
}

function take(
  map: Record<string, SourceData>,
  origins: Map<string, DataPath>,
  key: string,
  value: SourceData,
  from: DataPath,
): void {
  const [field = '', part = ''] = key.split('.');
  map[part] = value;
  origins.set(`${field}.${part}`, from);
}

/** Our own names come first, then those of other systems in the order of their table. */
function takeInner(
  field: MapField,
  given: SourceMap,
  base: DataPath,
  map: Record<string, SourceData>,
  origins: Map<string, DataPath>,
): void {
  const names = INNER_KEYS[field];
  const order = Object.keys(names);
  const rank = (key: string): number => {
    const at = order.indexOf(compactKey(key));
    return names[key] === key ? -1 : at === -1 ? order.length : at;
  };
  const keys = Object.keys(given).sort((a, b) => rank(a) - rank(b));
  for (const key of keys) {
    const value = given[key] ?? '';
    const part = names[key] ?? names[compactKey(key)];
    if (part !== undefined && part !== key && isSourceMap(value)) {
      if (map[part] === undefined) takeInner(field, value, [...base, key], map, origins);
    } else if (part === undefined || (part !== key && map[part] !== undefined)) {
      take(map, origins, `${field}.${key}`, value, [...base, key]);
    } else take(map, origins, `${field}.${part}`, value, [...base, key]);
  }
}

function firstPicture(
  located: LocatedData,
  data: Record<string, SourceData>,
  origins: Map<string, DataPath>,
  log: ProblemLog,
): SourceData | undefined {
  const { image } = data;
  if (!Array.isArray(image)) return image;
  const index = image.findIndex((one) => typeof one !== 'string' || one.trim() !== '');
  origins.set('image', ['image', Math.max(0, index)]);
  if (image.length > 1) {
    log.warn(
      {
        code: 'picture-list',
        message: `image: ${image.length} pictures stand here; the first one leads the article, the others were ignored.`,
        hint: 'Put the others into the text: ![What it shows](picture.jpg).',
      },
      located.at(['image']).key,
    );
  }
  return image[index] as SourceData | undefined;
}

/** A source that is only an address is called by its host. */
function nameSource(map: Record<string, SourceData>, origins: Map<string, DataPath>): void {
  const { name, url } = map;
  const address = typeof name === 'string' && /^https?:\/\/\S+$/.test(name.trim()) ? name : url;
  if (typeof address !== 'string' || (name !== undefined && name !== address)) return;
  if (!URL.canParse(address.trim())) return;
  const from = origins.get('source.url') ?? origins.get('source.name') ?? ['source'];
  take(map, origins, 'source.url', url ?? address, from);
  take(map, origins, 'source.name', new URL(address.trim()).hostname.replace(/^www\./, ''), from);
}

const partTwice = (key: string) => ({
  code: 'key-synonym',
  message: `${quoteText(key.replace('.', ' '))} is given twice; that inside ${quoteText(key.split('.')[0] ?? '')} was taken.`,
  hint: 'Remove one of the two.',
  about: key,
});

function withoutMain(field: MapField) {
  if (field === 'image') {
    return {
      code: 'picture-unnamed',
      message: 'image: no file is named, so that the article has no lead picture.',
      hint: 'Write "src: " and the picture’s file below "image:".',
    };
  }
  return {
    code: 'value-missing',
    message: `${field}: has no name; it was ignored.`,
    hint: `Write "name: …" below "${field}:".`,
  };
}
