import { diffArrays } from 'diff';

/** How many lines of a text are gone from another one, and how many stand there that were not there before. */
export function countLines(
  before: string,
  after: string,
): { readonly removed: number; readonly added: number } {
  const parts = diffArrays(linesOf(before), linesOf(after));
  const sum = (kind: 'removed' | 'added'): number =>
    parts.filter((part) => part[kind]).reduce((total, part) => total + part.value.length, 0);
  return { removed: sum('removed'), added: sum('added') };
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);
