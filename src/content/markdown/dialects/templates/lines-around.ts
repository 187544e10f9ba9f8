/** How far around a place its line is looked at, in characters, so that long lines cost no more than short ones. */
const WINDOW = 400;

/** What stands on the line before an offset; null where that is too long to matter. */
function before(text: string, at: number): string | null {
  const window = text.slice(Math.max(0, at - WINDOW), at);
  const lineStart = window.lastIndexOf('\n') + 1;
  return lineStart === 0 && at > WINDOW ? null : window.slice(lineStart);
}

/** What stands on the line from an offset on, as far as it matters. */
const behind = (text: string, at: number): string => text.slice(at, at + WINDOW).split('\n', 1)[0] ?? '';

/** Whether nothing but blanks and marks of quotes stands before an offset on its line. */
export function isFirstOfLine(text: string, at: number): boolean {
  const head = before(text, at);
  return head !== null && /^[ \t>]*$/.test(head);
}

/** The same where a list’s mark may stand too. */
export function isFirstOfBlock(text: string, at: number): boolean {
  const head = before(text, at);
  return head !== null && /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?$/.test(head);
}

/** Whether nothing but blanks stands from an offset on. */
export const isLastOfLine = (text: string, at: number): boolean => behind(text, at).trim() === '';

/** Whether the line above that of an offset is empty, or there is none. */
export function isBlankAbove(text: string, at: number): boolean {
  const lineStart = at - (before(text, at)?.length ?? 0);
  if (lineStart === 0) return true;
  const above = before(text, lineStart - 1);
  return above !== null && /^[ \t>]*$/.test(above);
}

/** Whether the line below that of an offset is empty, or there is none. */
export function isBlankBelow(text: string, at: number): boolean {
  const lineEnd = at + behind(text, at).length;
  return lineEnd >= text.length || /^[ \t>]*$/.test(behind(text, lineEnd + 1));
}

/** A stretch with its whole line, where there is nothing else on it. */
export function wholeLine(
  text: string,
  { start, end }: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } {
  const head = before(text, start);
  if (head === null || head.trim() !== '' || !isLastOfLine(text, end)) return { start, end };
  return { start: start - head.length, end: Math.min(text.length, end + behind(text, end).length + 1) };
}

/** What a line begins with before an offset: blanks and marks of quotes; those of lists become blanks. */
export function indentOf(text: string, at: number): string {
  const head = /^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?/.exec(before(text, at) ?? '')?.[0] ?? '';
  return head.replace(/[^ \t>]/g, ' ');
}
