import { createProblemLog } from '../../problems/problem-log.ts';
import { normaliseLines } from '../../problems/reading/normalise-lines.ts';
import type { DataPath } from '../../problems/reading/located-data.ts';
import { valueAt } from '../../problems/reading/located-data.ts';
import { checkEdit } from './check-edit.ts';
import { editJson } from './edit-json.ts';
import { editHeaderLines } from './edit-lines.ts';
import { editToml } from './edit-toml.ts';
import { editYaml } from './edit-yaml.ts';
import { FieldEditError } from './field-edit-error.ts';
import { type FieldValue, isList, isTime, type PlainMap, type PlainValue } from './field-value.ts';
import { draftKeys, findTarget, MAIN_PARTS, placeForPart } from './find-target.ts';
import { keepLineEnds } from './keep-line-ends.ts';
import { ARTICLE_KEYS, type HeaderOptions, resolveHeader, type ResolvedHeader } from './resolve-header.ts';
import { timeInStyle } from './time-in-style.ts';

const TIMES: ReadonlySet<string> = new Set(['date', 'updated', 'expires']);

/**
 * A text in whose front matter keys have other values; every line that belongs to none of them stays byte for byte, with its
 * comments, quotes and line end. Keys are ours, or parts of a picture, a source or a series (`image.alt`); the key that the file
 * has for one (`author`, `Tags`, `published`, `params.author`) is the one that is changed. null takes a key away. Where the
 * file has no front matter, it gets one.
 * @throws FieldEditError where that cannot be done without changing anything else; nothing is half done.
 */
export function setFields(
  text: string,
  changes: Readonly<Record<string, FieldValue | null>>,
  options: HeaderOptions = {},
): string {
  let edited = text;
  for (const [name, value] of Object.entries(changes)) {
    for (const [key, one] of partsOf(name, value)) edited = setField(edited, key, one, options);
  }
  return edited;
}

/** A map is its parts, what names it first; all others stay. */
function partsOf(name: string, value: FieldValue | null): [string, FieldValue | null][] {
  const main = MAIN_PARTS[name];
  if (main === undefined || typeof value !== 'object' || value === null || isList(value) || isTime(value))
    return main !== undefined && value !== null ? [[`${name}.${main}`, value]] : [[name, value]];
  return Object.entries(value)
    .sort(([a], [b]) => Number(b === main) - Number(a === main))
    .map(([part, inner]) => [`${name}.${part}`, inner]);
}

function setField(written: string, name: string, value: FieldValue | null, options: HeaderOptions): string {
  const text = normaliseLines(written, createProblemLog(''));
  const header = resolveHeader(text, options);
  if (header === null || header.fences.kind === 'refused') throw refused(name);
  if (isList(value as FieldValue) && (value as readonly unknown[]).length === 0)
    return setField(written, name, null, options);
  if (name === 'draft') return setDraft({ written, text, header }, value === true, value === null);
  const { known = ARTICLE_KEYS } = options;
  const target = findTarget(header, text, name, known) ?? newPlace(header, name, value);
  if (target === 'unchanged') return written;
  const plain = value === null ? null : toPlain(value, name, header, options);
  if (target === 'map') return setAsMap({ written, text, header }, name, plain);
  return change({ written, text, header }, name, target, plain);
}

interface Editing {
  /** As the file has it. */
  readonly written: string;
  /** The same with LF line ends. */
  readonly text: string;
  readonly header: ResolvedHeader;
}

function newPlace(
  header: ResolvedHeader,
  name: string,
  value: FieldValue | null,
): DataPath | 'unchanged' | 'map' {
  if (value === null) return 'unchanged';
  const [field = '', part] = name.split('.');
  if (part === undefined) return [inCaseOf(header, field)];
  const place = placeForPart(header, field, part);
  if (place === 'nothing') throw partOfNothing(name, field);
  const isLines = header.fences.kind === 'found' && header.fences.language === 'lines';
  if (isLines) return [inCaseOf(header, part === MAIN_PARTS[field] ? field : `${field}_${part}`)];
  return place ?? 'map';
}

/** A key with a capital letter in a header of lines whose others have one. */
function inCaseOf({ fences, front }: ResolvedHeader, key: string): string {
  const [first = ''] = Object.keys(front.located.data ?? {});
  const isCapital = fences.kind === 'found' && fences.language === 'lines' && /^\p{Lu}/u.test(first);
  return isCapital ? key.charAt(0).toUpperCase() + key.slice(1) : key;
}

/** Every key that says so, where the story is to be public; the first one, where it is not. */
function setDraft(editing: Editing, isDraft: boolean, isRemoved: boolean): string {
  const keys = draftKeys(editing.header, editing.text);
  if (keys.length === 0) return isDraft ? change(editing, 'draft', ['draft'], true) : editing.written;
  let { written } = editing;
  for (const { path, yes, no } of isDraft ? keys.slice(0, 1) : keys) {
    const text = normaliseLines(written, createProblemLog(''));
    const header = resolveHeader(text, {});
    if (header === null) throw refused('draft');
    written = change({ written, text, header }, 'draft', path, isRemoved ? null : isDraft ? yes : no);
  }
  return written;
}

/** A text that named a picture becomes a map with it and the part. */
function setAsMap(editing: Editing, name: string, value: PlainValue | null): string {
  const [field = '', part = ''] = name.split('.');
  const main = MAIN_PARTS[field] ?? '';
  const path = findTarget(editing.header, editing.text, `${field}.${main}`, ARTICLE_KEYS);
  const given = path === null ? undefined : valueAt(editing.header.front.located.data, path);
  if (path === null || typeof given !== 'string' || typeof value === 'object') throw notKept(name);
  const map: PlainMap = { [main]: given, [part]: value };
  return change(editing, name, path, map);
}

function change(editing: Editing, name: string, path: DataPath, value: PlainValue | PlainMap | null): string {
  const { written, text, header } = editing;
  const edited = editText(text, header, path, value, TIMES.has(name));
  if (edited === null) throw notKept(name);
  if (!checkEdit({ before: header, text, after: edited, path, value })) throw notKept(name);
  return keepLineEnds(written, text, edited);
}

function editText(
  text: string,
  { fences }: ResolvedHeader,
  path: DataPath,
  value: PlainValue | PlainMap | null,
  isTime: boolean,
): string | null {
  if (fences.kind !== 'found') return value === null ? text : withHeader(text, path, value, isTime);
  const { language, blockStart, blockEnd } = fences;
  const block = text.slice(blockStart, blockEnd);
  const edited =
    language === 'yaml'
      ? editYaml(block, path, value, isTime)
      : language === 'toml'
        ? editToml(block, path, value)
        : language === 'json'
          ? editJson(block, path, value)
          : editHeaderLines(block, path, value);
  return edited === null ? null : text.slice(0, blockStart) + edited + text.slice(blockEnd);
}

/** A header before a text that has none. */
function withHeader(
  text: string,
  path: DataPath,
  value: PlainValue | PlainMap,
  isTime: boolean,
): string | null {
  const block = editYaml('', path, value, isTime);
  if (block === null) return null;
  const end = block.endsWith('\n') ? '' : '\n';
  return `---\n${block.replace(/^\n/, '')}${end}---\n${text === '' || text.startsWith('\n') ? '' : '\n'}${text}`;
}

/** Times as texts in the style of the value before, or of the file's date. */
function toPlain(
  value: FieldValue,
  name: string,
  header: ResolvedHeader,
  options: HeaderOptions,
): PlainValue {
  const { timeZone = 'UTC' } = options;
  const textAt = (key: string): string | null => {
    const path = header.written(header.labelled, [key]);
    const given = path === null ? undefined : valueAt(header.front.located.data, path);
    return typeof given === 'string' ? given : null;
  };
  const write = (one: string | number | boolean | { readonly epochMs: number }): string | number | boolean =>
    typeof one === 'object' ? timeInStyle(one.epochMs, timeZone, textAt(name) ?? textAt('date')) : one;
  if (isTime(value) || typeof value !== 'object') return write(value);
  if (!isList(value)) throw notKept(name);
  return value.map((item) =>
    typeof item === 'string'
      ? item
      : Object.fromEntries(
          Object.entries(item).flatMap(([key, one]) => (one === null ? [] : [[key, write(one)]])),
        ),
  );
}

const refused = (key: string): FieldEditError =>
  new FieldEditError('front-matter-refused', key, {
    message: `${key} was not changed: the front matter cannot be read.`,
    hint: 'Mend what is told of the file first, in its source.',
  });

const notKept = (key: string): FieldEditError =>
  new FieldEditError('value-not-kept', key, {
    message: `${key} was not changed: it could not be written without changing more than its own lines.`,
    hint: 'Change it in the source of the file.',
  });

const partOfNothing = (key: string, field: string): FieldEditError =>
  new FieldEditError('part-of-nothing', key, {
    message: `${key} was not changed: the file has no ${field} to which it would belong.`,
    hint: `Give ${field}.${MAIN_PARTS[field] ?? ''} first.`,
  });
