/**
 * An edited text with LF line ends as the file had it: its byte order mark, and line ends as they were in lines that stayed; new
 * lines have that of most others. `text` is the file before, with LF line ends.
 */
export function keepLineEnds(written: string, text: string, edited: string): string {
  const mark = written.startsWith('\ufeff') ? '\ufeff' : '';
  const lines = written.slice(mark.length).match(/[^\r\n]*(?:\r\n|\r|\n|$)/g) ?? [];
  const before = text.split('\n');
  const after = edited.split('\n');
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const end = usualEnd(lines);
  const middle = after.slice(head, after.length - tail);
  const isLast = tail === 0;
  const changed = middle.map((line, index) => (isLast && index === middle.length - 1 ? line : line + end));
  const kept = lines.slice(0, before.length);
  return mark + kept.slice(0, head).join('') + changed.join('') + kept.slice(before.length - tail).join('');
}

function usualEnd(lines: readonly string[]): string {
  const count = (end: RegExp): number => lines.filter((line) => end.test(line)).length;
  const windows = count(/\r\n$/);
  const mac = count(/\r$/);
  const unix = count(/(?:^|[^\r])\n$/);
  return windows > unix && windows >= mac ? '\r\n' : mac > unix ? '\r' : '\n';
}
