import { diffArrays } from 'diff';

/** A line of two texts beside each other; null where one has none there. */
export interface SideRow {
  readonly left: string | null;
  readonly right: string | null;
  readonly isSame: boolean;
}

/** Beyond so many changed lines, nothing is aligned. */
const MOST_CHANGES = 3_000;

/** Lays two texts beside each other, line by line; what differs stands at the same height. */
export function sideBySide(left: string, right: string): readonly SideRow[] {
  const [a, b] = [linesOf(left), linesOf(right)];
  const parts = diffArrays(a, b, { maxEditLength: MOST_CHANGES }) ?? [
    { removed: true, added: false, value: a },
    { removed: false, added: true, value: b },
  ];
  const rows: SideRow[] = [];
  let waiting: readonly string[] = [];
  const settle = (added: readonly string[] = []): void => {
    for (let nth = 0; nth < Math.max(waiting.length, added.length); nth += 1) {
      rows.push({ left: waiting[nth] ?? null, right: added[nth] ?? null, isSame: false });
    }
    waiting = [];
  };
  for (const { removed, added, value } of parts) {
    if (removed) {
      settle();
      waiting = value;
    } else if (added) settle(value);
    else {
      settle();
      for (const line of value) rows.push({ left: line, right: line, isSame: true });
    }
  }
  settle();
  return rows;
}

const linesOf = (text: string): string[] => (text === '' ? [] : text.split(/\r\n?|\n/));
