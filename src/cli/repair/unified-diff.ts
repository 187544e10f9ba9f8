import type { Edit } from '../../problems/edited-text.ts';
import { editText } from '../../problems/edited-text.ts';
import { type Paint, paintNothing } from '../../problems/show/paint.ts';
import { showHidden } from '../../problems/show/visible-text.ts';

const CONTEXT = 3;

/** Blanks that look like others; they are shown where a line changes, since they may be all that does. */
const LOOKALIKE = /[\u00a0\u2007\u202f\u3000]/g;

/** Lines of a file before and after, from the same place: what they stand for in a diff. */
interface Change {
  /** From 0. */
  readonly from: number;
  readonly old: readonly string[];
  readonly fresh: readonly string[];
}

/**
 * The edits of one file, in order and without overlap, as a unified diff for people: control characters and blanks that look
 * alike are shown by their numbers, and no line is longer than `width`. `name` is the file as the reader would open it.
 */
export function formatDiff(
  name: string,
  text: string,
  edits: readonly Edit[],
  { paint = paintNothing, width = 120 }: { readonly paint?: Paint; readonly width?: number } = {},
): string {
  const lines = splitLines(text);
  let shift = 0;
  const hunks = groupChanges(findChanges(text, lines, edits)).map((changes) => {
    const first = changes[0]?.from ?? 0;
    const last = changes.at(-1);
    const from = Math.max(0, first - CONTEXT);
    const to = Math.min(lines.length, (last === undefined ? 0 : last.from + last.old.length) + CONTEXT);
    const rows: string[] = [];
    const show = (sign: ' ' | '-' | '+', line: string): void => {
      const row = clip(sign + showLine(line, sign !== ' '), width);
      rows.push(paint(sign === '+' ? 'cure' : sign === '-' ? 'error' : 'context', row));
    };
    let at = from;
    let grown = 0;
    for (const { from: start, old, fresh } of changes) {
      for (; at < start; at += 1) show(' ', lines[at] ?? '');
      for (const line of old) show('-', line);
      for (const line of fresh) show('+', line);
      at += old.length;
      grown += fresh.length - old.length;
    }
    for (; at < to; at += 1) show(' ', lines[at] ?? '');
    const head = `@@ -${from + 1},${to - from} +${from + 1 + shift},${to - from + grown} @@`;
    shift += grown;
    return `${paint('place', head)}\n${rows.join('\n')}\n`;
  });
  const path = showHidden(name);
  return hunks.length === 0 ? '' : `${paint('message', `--- ${path}\n+++ ${path}`)}\n${hunks.join('')}`;
}

/** The lines with their ends; none behind the last end. */
const splitLines = (text: string): string[] => text.match(/[^\r\n]*(?:\r\n?|\n)|[^\r\n]+$/g) ?? [];

/** Edits that share lines are one change. */
function findChanges(text: string, lines: readonly string[], edits: readonly Edit[]): Change[] {
  const changes: Change[] = [];
  let line = 0;
  let start = 0;
  for (let index = 0; index < edits.length; ) {
    const first = edits[index];
    if (first === undefined) break;
    while (line < lines.length - 1 && start + (lines[line] ?? '').length <= first.start) {
      start += (lines[line] ?? '').length;
      line += 1;
    }
    let count = 0;
    let end = start;
    const own: Edit[] = [];
    for (let edit = edits[index]; edit !== undefined; edit = edits[index]) {
      if (own.length > 0 && edit.start >= end) break;
      own.push(edit);
      index += 1;
      while (
        line + count < lines.length &&
        (count === 0 || end < edit.end || (end === edit.end && isJoining(text, edit)))
      ) {
        end += (lines[line + count] ?? '').length;
        count += 1;
      }
    }
    const moved = own.map((edit) => ({ ...edit, start: edit.start - start, end: edit.end - start }));
    const fresh = splitLines(editText(text.slice(start, end), moved).text);
    addChange(changes, { from: line, old: lines.slice(line, line + count), fresh });
    line += count;
    start = end;
  }
  return changes;
}

/** Lines that follow each other are told together. */
function addChange(changes: Change[], change: Change): void {
  const last = changes.at(-1);
  if (last === undefined || last.from + last.old.length < change.from) changes.push(change);
  else {
    const { from, old, fresh } = last;
    changes[changes.length - 1] = { from, old: [...old, ...change.old], fresh: [...fresh, ...change.fresh] };
  }
}

/** Whether an edit takes away the end of a line of which something stays, so that the next line is joined to it. */
function isJoining(text: string, { start, end, replacement }: Edit): boolean {
  const takesEnd = /[\r\n]$/.test(text.slice(start, end)) && !/[\r\n]$/.test(replacement);
  return takesEnd && (replacement !== '' || !/^$|[\r\n\ufeff]$/.test(text.slice(0, start).slice(-1)));
}

/** Changes whose surroundings touch are shown in one piece. */
function groupChanges(changes: readonly Change[]): Change[][] {
  const groups: Change[][] = [];
  for (const change of changes) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && change.from - last.from - last.old.length <= 2 * CONTEXT)
      group.push(change);
    else groups.push([change]);
  }
  return groups;
}

function showLine(line: string, isChanged: boolean): string {
  const shown = showHidden(line.replace(/[\r\n]+$/, '').replaceAll('\t', '\u21e5   '));
  if (!isChanged) return shown;
  return shown.replace(
    LOOKALIKE,
    (blank) => `<U+${blank.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}>`,
  );
}

const clip = (row: string, width: number): string =>
  row.length > width ? `${row.slice(0, width - 1).toWellFormed()}…` : row;
