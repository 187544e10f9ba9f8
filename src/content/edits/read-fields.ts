import { createProblemLog } from '../../problems/problem-log.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import { type DataPath, isSourceMap, type SourceData, valueAt } from '../../problems/reading/located-data.ts';
import { splitNames } from '../document/split-names.ts';
import { draftKeys, findTarget } from './find-target.ts';
import { ARTICLE_KEYS, type HeaderOptions, resolveHeader } from './resolve-header.ts';

/** What a file says for a key of ours. */
export interface WrittenField {
  /** As it is written, without its quotes; names in one text are a list. Empty where the key has no value. */
  readonly value: SourceData;
  /** The key that the file has for it, as in `author` or `params.author`. */
  readonly key: string;
  /** The line of the file on which the key stands, from 1. */
  readonly line: number;
}

/** Keys that hold names. */
const NAMES: ReadonlySet<string> = new Set(['topics', 'authors']);

/** Parts that a form has fields for. */
const PARTS = [
  'image.src',
  'image.alt',
  'image.caption',
  'image.credit',
  'image.focus',
  'source.name',
  'source.url',
  'series.name',
  'series.part',
];

/** Labels of other systems are read as topics and sections. */
const LABELS = /^(?:tags?|keywords?|categor(?:y|ies)|created)$/;

/**
 * What the front matter of a text says, as a form shows it: by our names, with parts of pictures, sources and series as
 * `image.alt`. Empty where there is none, or where it cannot be read.
 */
export function readFields(
  written: string,
  options: HeaderOptions = {},
): Readonly<Record<string, WrittenField>> {
  const text = normaliseLines(written, createProblemLog(''));
  const header = resolveHeader(text, options);
  const fields: Record<string, WrittenField> = Object.create(null);
  if (header === null) return fields;
  const { known = ARTICLE_KEYS } = options;
  const { located } = header.front;
  const keyOf = (path: DataPath): string => path.filter((step) => typeof step === 'string').join('.');
  const lineOf = (path: DataPath): number => located.at(path).key.line;
  const names = known.filter((name) => !name.includes('.') && !LABELS.test(name) && name !== 'draft');
  for (const name of [...names, ...(known.includes('image') ? PARTS : [])]) {
    const path = findTarget(header, text, name, known);
    if (path === null) continue;
    const data = valueAt(located.data, path) ?? '';
    fields[name] = {
      value: NAMES.has(name) ? toNames(data, name, path) : data,
      key: keyOf(path),
      line: lineOf(path),
    };
  }
  const [draft] = draftKeys(header, text);
  if (draft !== undefined) {
    const value = String(valueAt(located.data, draft.path) ?? '')
      .trim()
      .toLowerCase();
    const says = String(draft.yes);
    const isDraft =
      value === says ||
      (says === 'true' && /^(?:yes|on)$/.test(value)) ||
      (says === 'false' && /^(?:no|off)$/.test(value));
    fields['draft'] = { value: String(isDraft), key: keyOf(draft.path), line: lineOf(draft.path) };
  }
  return fields;
}

/** Names in one text as a list; maps in a list stay. */
function toNames(data: SourceData, name: string, path: DataPath): SourceData {
  if (typeof data !== 'string') return isSourceMap(data) ? [data] : data;
  return splitNames(data, name === 'topics' && path.at(-1) === 'tags').filter((one) => one !== '');
}
