import { diffArrays } from 'diff';
import { formText, hasMark, linesOf } from './form-text.ts';

/** Beyond so many changed lines the shortest way from one text to the other is not looked for. */
const MOST_CHANGES = 2_000;

/**
 * The text that a file is to have when a form was filled in: `typed` is what the form sent, `base` what the file held when it was
 * opened. A line that nobody touched stays as it was to the last byte, its line end, its place and the file's byte order mark
 * included; a changed line has the line end that it had, a new one that of the line before it, or the file's first.
 */
export function keepLines(base: string, typed: string): string {
  const wanted = formText(typed);
  if (formText(base) === wanted) return base;
  const old = linesOf(base);
  const fresh = wanted.split('\n');
  const usual = old[0]?.end || '\n';
  const isSame = (one: string, other: string): boolean => one.replaceAll('\0', '\ufffd') === other;
  const most = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < most && isSame(old[head]?.text ?? '', fresh[head] ?? '')) head += 1;
  let tail = 0;
  while (tail < most - head && isSame(old.at(-1 - tail)?.text ?? '', fresh.at(-1 - tail) ?? '')) tail += 1;

  const lines: { text: string; end: string | null }[] = old.slice(0, head).map((line) => ({ ...line }));
  const [oldMiddle, middle] = [old.slice(head, old.length - tail), fresh.slice(head, fresh.length - tail)];
  const changes = diffArrays(
    oldMiddle.map(({ text }) => text.replaceAll('\0', '\ufffd')),
    middle,
    { maxEditLength: MOST_CHANGES },
  );
  let at = 0;
  let replaced: readonly { readonly end: string }[] = [];
  for (const { added, removed, value } of changes ?? [
    { removed: true, added: false, value: oldMiddle },
    { added: true, removed: false, value: middle },
  ]) {
    if (added) {
      lines.push(...(value as string[]).map((text, nth) => ({ text, end: replaced[nth]?.end ?? null })));
      replaced = [];
      continue;
    }
    const touched = oldMiddle.slice(at, at + value.length);
    replaced = removed ? touched : [];
    if (!removed) lines.push(...touched);
    at += value.length;
  }
  lines.push(...old.slice(old.length - tail));

  return (hasMark(base) ? '\ufeff' : '') + joinLines(lines, usual);
}

/** What was the last line has no end of its own, and may have moved up; and another may be the last now. */
function joinLines(lines: readonly { readonly text: string; readonly end: string | null }[], usual: string) {
  let before = usual;
  const ends = lines.slice(0, -1).map(({ end }) => {
    before = end || before;
    return before;
  });
  return lines
    .map(({ text }, nth) => {
      const end = ends[nth] ?? '';
      // CR and the LF of an empty line after it would be one line end.
      const isJoined =
        end === '\r' && lines[nth + 1]?.text === '' && ends[nth + 1]?.startsWith('\n') === true;
      return text + (isJoined ? '\r\n' : end);
    })
    .join('');
}
