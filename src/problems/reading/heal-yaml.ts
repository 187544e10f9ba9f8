import type { Edit } from '../edited-text.ts';

const KEY_LINE = /^(?<lead>[ ]*(?:- +)?(?<key>[\p{L}_][\p{L}\p{N}_-]*)[ ]*:[ ]+)(?<value>\S.*)$/u;

/** One `key: value` line of a YAML text. */
export interface KeyLine {
  readonly key: string;
  readonly value: string;
  /** Offset of the value in the text. */
  readonly start: number;
}

/** Returns the `key: value` on the line that begins at `start`; null for any other line. */
export function readKeyLine(text: string, start: number): KeyLine | null {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? text.length : end);
  if (line.length > 4000) return null;
  const groups = KEY_LINE.exec(line)?.groups;
  if (groups === undefined) return null;
  const value = (groups['value'] ?? '').trimEnd();
  return { key: groups['key'] ?? '', value, start: start + (groups['lead'] ?? '').length };
}

/** Whether a value was meant as a list or map, which quotes would turn into text. */
export const isCollection = (value: string): boolean => /^[[{]/.test(value);

/** Puts a value in single quotes; a comment behind it stays one. Null where quoting would change nothing. */
export function quoteValue(line: KeyLine): Edit | null {
  const comment = line.value.search(/ #/);
  const value = (comment === -1 ? line.value : line.value.slice(0, comment)).trimEnd();
  if (value === '' || value.startsWith('#') || /^'(?:[^']|'')*'$/.test(value)) return null;
  const replacement = `'${value.replaceAll("'", "''")}'`;
  return { start: line.start, end: line.start + value.length, replacement };
}

/** A map, or a list of quoted texts, on one line: nobody writes prose so. */
const WHOLE_COLLECTION = /^(?:\{\s*["']?[\w-]+["']?\s*:\s.*\}|\[\s*(["']).*\1\s*\])$/;

const isPlainTextOpening = (value: string): boolean =>
  !WHOLE_COLLECTION.test(value) && isSymbolOpening(value);

const isSymbolOpening = (value: string): boolean =>
  /^[&*!@`%[{]/.test(value) || (/^[|>]/.test(value) && !/^[|>][-+0-9]{0,2}(?: +#.*)?$/.test(value));

/**
 * Values of text keys that YAML would take for an anchor, alias, tag, list or block: `title: [Update] …`,
 * `title: *Exclusive`. Each is told as the edit that quotes it.
 */
export function findSymbolValues(text: string, textKeys: ReadonlySet<string>): Edit[] {
  const edits: Edit[] = [];
  for (let start = 0; start < text.length; ) {
    const line = readKeyLine(text, start);
    if (line !== null && textKeys.has(line.key.toLowerCase()) && isPlainTextOpening(line.value)) {
      const edit = quoteValue(line);
      if (edit !== null) edits.push(edit);
    }
    const next = text.indexOf('\n', start);
    start = next === -1 ? text.length : next + 1;
  }
  return edits;
}

/** Tabs that indent a line, each told as the edit that puts `instead` in its place. */
export function findIndentTabs(text: string, instead: '  ' | ''): Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(/^[ \t]*\t[ \t]*(?=\S)/gm)) {
    const replacement = match[0].replaceAll('\t', instead);
    edits.push({ start: match.index, end: match.index + match[0].length, replacement });
  }
  return edits;
}
