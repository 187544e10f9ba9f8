/** A line of `key: value` at the margin; a key may have a few words. Nikola puts `.. ` before it, reST a colon. */
const FIELD = /^(?:\.\. |:)?([\p{L}_][\p{L}\p{N} _.-]{0,40}):(?:[ \t]+(.*))?$/u;
/** What may stand between fields: more of a value, entries of a list, comments, tables of TOML, closing brackets. */
const BETWEEN = /^(?:[ \t]+\S|[-*] |#|\[{1,2}[\w."' -]+\]{1,2}\s*$|[\]}])/;
const YAML_OR_TOML = /^(?:(["']?)[\p{L}_][\p{L}\p{N} _.-]{0,40}\1[ \t]*(?::(?:[ \t]|$)|=))/u;
/** Fields as programs write them: a key in small letters, and no sentence, as in “Note: the ferry sailed”. */
const PLAIN_FIELD = /^["']?[a-z][\w-]*["']?[ \t]*[:=](?:[ \t]*(?:["'[{].*|\S+(?: \S+)?))?[ \t]*$/;

/** A field that stands on a line; offsets from the beginning of the line. */
export interface FieldLine {
  readonly key: string;
  readonly keyAt: number;
  readonly value: string;
  readonly valueAt: number;
}

/** Reads a line of a header without fences as a field; null for any other line. */
export function readFieldLine(line: string): FieldLine | null {
  const match = FIELD.exec(line);
  if (match === null) return null;
  const [, key = '', written = ''] = match;
  const keyAt = line.indexOf(key);
  return { key: key.trim(), keyAt, value: written.trim(), valueAt: line.length - written.length };
}

/** Whether a line goes on with the field above it. */
export const isContinuation = (line: string): boolean => /^(?:[ \t]+\S|[-*] +\S)/.test(line);

/**
 * Where the fields of YAML or TOML end that begin at an offset: at the first blank line, or at a line that is none of
 * theirs. A paragraph of plain fields behind a blank line belongs to them. Null where there is no field.
 */
export function fieldsEnd(text: string, from: number): number | null {
  let end: number | null = null;
  let isGap = false;
  for (let at = from; at < text.length; ) {
    const next = text.indexOf('\n', at);
    const lineEnd = next === -1 ? text.length : next;
    const line = text.slice(at, lineEnd);
    if (line.trim() === '') isGap = true;
    else {
      const isField = YAML_OR_TOML.test(line);
      if (isGap && !PLAIN_FIELD.test(line)) return end;
      if (!isField && (end === null || !BETWEEN.test(line))) return end;
      isGap = false;
      end = Math.min(lineEnd + 1, text.length);
    }
    at = lineEnd + 1;
  }
  return end;
}

/** Whether YAML may have such a line at the top: a field, or what stands between fields. */
export const isYamlLine = (line: string): boolean =>
  line.trim() === '' || YAML_OR_TOML.test(line) || BETWEEN.test(line);

/** A beginning of a sentence with a colon; programs write keys without blanks. */
const SENTENCE = /^[\p{L}\p{N}][^\n:"']* [^\n:"']*:/u;

/**
 * Where the fields of a block of YAML end and text begins, because the fence that was taken for the end is a rule
 * further down: at the first blank line behind the last field. Null for a block that is nothing but fields.
 */
export function textWithin(block: string): number | null {
  let fieldsUpTo = 0;
  let isGap = false;
  for (let at = 0; at < block.length; ) {
    const next = block.indexOf('\n', at);
    const lineEnd = next === -1 ? block.length : next;
    const line = block.slice(at, lineEnd);
    if (line.trim() === '') isGap = true;
    else if (isGap && (!isYamlLine(line) || SENTENCE.test(line))) return fieldsUpTo === 0 ? null : fieldsUpTo;
    else if (!line.startsWith('#')) {
      isGap = false;
      fieldsUpTo = lineEnd + 1;
    }
    at = lineEnd + 1;
  }
  return null;
}
