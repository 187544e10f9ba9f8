import {
  type DataPath,
  isSourceMap,
  type LocatedData,
  type SourceData,
  type SourceMap,
} from '../../problems/reading/located-data.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { compactKey } from './key-dialects.ts';

/** Fields of one value, and what is made of a list of several; a map has one text of these names. */
const FORMS: Readonly<Record<string, 'joined' | 'first' | 'refused'>> = {
  title: 'refused',
  description: 'joined',
  subtitle: 'joined',
  kicker: 'joined',
  location: 'joined',
  series: 'first',
  source: 'first',
  type: 'first',
  language: 'first',
  license: 'first',
  canonical: 'first',
  slug: 'first',
};

/** What a map calls its text by, the surest first. */
const TEXT_KEYS = 'rendered text value short default main raw long content name title'.split(' ');

/** Fields whose maps have parts of their own. */
const WITH_PARTS: ReadonlySet<string> = new Set(['series', 'source']);

/**
 * Reads a list or a map where a field takes one text: a list of one is that one, texts are joined, and of names and their like the
 * first is taken, which is told. Places still lead to what the editor wrote.
 */
export function plainForms(located: LocatedData, log: ProblemLog): LocatedData {
  const written = located.data;
  if (!isSourceMap(written)) return located;
  let data: Record<string, SourceData> | null = null;
  const origins = new Map<string, DataPath>();
  for (const [key, form] of Object.entries(FORMS)) {
    const value = written[key];
    if (typeof value !== 'object') continue;
    const plain = Array.isArray(value)
      ? fromList(value, form)
      : WITH_PARTS.has(key)
        ? null
        : fromMap(value as SourceMap);
    if (plain === null) continue;
    data ??= Object.assign(Object.create(null), written) as Record<string, SourceData>;
    data[key] = plain.value;
    origins.set(key, [key, plain.step]);
    if (plain.isTold) log.warn(readOtherwise(key, form), located.at([key]).key);
  }
  if (data === null) return located;
  const origin = (path: DataPath): DataPath => {
    const [first, ...rest] = path;
    const moved = typeof first === 'string' ? origins.get(first) : undefined;
    return moved === undefined ? path : [...moved, ...rest];
  };
  return {
    data,
    at: (path) => located.at(origin(path)),
    has: (path) => located.has(path) || located.has(origin(path)),
  };
}

interface PlainForm {
  readonly value: SourceData;
  readonly step: string | number;
  readonly isTold: boolean;
}

function fromList(list: readonly SourceData[], form: 'joined' | 'first' | 'refused'): PlainForm | null {
  const index = list.findIndex((one) => typeof one !== 'string' || one.trim() !== '');
  const first = list[index];
  if (form === 'refused' || first === undefined) return null;
  if (list.length === 1) return { value: first, step: index, isTold: false };
  if (form === 'first') return { value: first, step: index, isTold: true };
  const texts = list.filter((one) => typeof one === 'string');
  return texts.length === 0 ? null : { value: texts.join(' '), step: index, isTold: true };
}

function fromMap(map: SourceMap): PlainForm | null {
  const names = new Map(Object.keys(map).map((key) => [compactKey(key), key]));
  for (const wanted of TEXT_KEYS) {
    const key = names.get(wanted);
    const value = key === undefined ? undefined : map[key];
    if (key !== undefined && typeof value === 'string' && value.trim() !== '')
      return { value, step: key, isTold: Object.keys(map).length > 1 };
  }
  return null;
}

function readOtherwise(key: string, form: 'joined' | 'first' | 'refused') {
  return {
    code: 'value-form',
    message: `${key}: several values stand where one is expected; ${form === 'joined' ? 'a list was joined, and of a map one was taken' : 'the first was taken'}.`,
    hint: 'Write one value.',
    about: key,
  };
}
