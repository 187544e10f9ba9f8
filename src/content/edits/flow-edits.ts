import type { Edit } from '../../problems/edited-text.ts';
import type { Flow, FlowItem } from './scan-flow.ts';

/** The edit that takes an entry out of its brackets, with the comma that parts it from its neighbour. */
export function removeItem(text: string, { open, close, items }: Flow, index: number): Edit {
  const item = items[index] as FlowItem;
  const before = items[index - 1];
  const after = items[index + 1];
  if (before !== undefined) return { start: before.end, end: item.end, replacement: '' };
  if (after !== undefined) return { start: item.start, end: after.start, replacement: '' };
  const isOneLine = !text.slice(open, close).includes('\n');
  return isOneLine
    ? { start: open + 1, end: close, replacement: '' }
    : { start: item.start, end: item.end, replacement: '' };
}

/** The edit that puts an entry behind the last one, on a line of its own where the others have theirs. */
export function appendItem(text: string, { open, close, items }: Flow, written: string): Edit {
  const last = items.at(-1);
  if (last === undefined) {
    const isJson = text[open] === '{';
    const blank = isJson ? ' ' : '';
    return { start: open + 1, end: close, replacement: `${blank}${written}${blank}` };
  }
  const lineStart = text.lastIndexOf('\n', last.start - 1) + 1;
  const indent = text.slice(lineStart, last.start);
  const isAlone = lineStart > open && indent.trim() === '';
  return { start: last.end, end: last.end, replacement: `,${isAlone ? `\n${indent}` : ' '}${written}` };
}

/**
 * The edits that make a list in brackets one of other entries: what stays keeps its text. `names` are what the entries mean now,
 * `wanted` what they shall mean, `write` gives the text of a new one.
 */
export function listEdits(
  text: string,
  flow: Flow,
  names: readonly string[],
  wanted: readonly { readonly name: string; readonly written: string }[],
): Edit[] {
  const kept = names.filter((name, index) => wanted[index]?.name === name).length;
  if (kept === names.length) {
    const written = wanted.slice(kept).map((one) => one.written);
    return written.length === 0 ? [] : [appendItem(text, flow, written.join(joint(text, flow)))];
  }
  const sources = new Map(names.map((name, index) => [name, flow.items[index] as FlowItem]));
  const parts = wanted.map(({ name, written }) => {
    const item = sources.get(name);
    return item === undefined ? written : text.slice(item.start, item.end);
  });
  const first = flow.items[0] as FlowItem;
  const last = flow.items.at(-1) as FlowItem;
  return [{ start: first.start, end: last.end, replacement: parts.join(joint(text, flow)) }];
}

/** What stands between entries. */
function joint(text: string, { open, items }: Flow): string {
  const [first, second] = items;
  if (first === undefined) return ', ';
  if (second !== undefined) {
    const between = text.slice(first.end, second.start);
    if (/^\s*,\s*$/.test(between)) return between;
  }
  const lineStart = text.lastIndexOf('\n', first.start - 1) + 1;
  return lineStart > open ? `,\n${text.slice(lineStart, first.start)}` : ', ';
}
