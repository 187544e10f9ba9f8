/** Deepest nesting of block quotes and lists that is rendered. */
export const MAX_NESTING = 20;

const FENCE = /^ {0,3}(?<fence>`{3,}|~{3,})/;

/**
 * Estimates how deep a line nests block quotes and lists, without parsing: quote marks and list
 * markers at its head, plus a level for every two columns of indent before them. Returns the first
 * line (0-based) that goes deeper than `limit`, or null. Linear in the text.
 */
export function findDeepLine(text: string, limit = MAX_NESTING): { line: number; depth: number } | null {
  let openFence: string | null = null;
  let number = 0;
  let isInList = false;
  for (const line of text.split('\n')) {
    const fence = FENCE.exec(line)?.groups?.['fence'] ?? null;
    if (openFence !== null) {
      if (fence?.startsWith(openFence) && line.trim() === fence) openFence = null;
    } else if (fence !== null) {
      openFence = fence;
    } else {
      const { markers, indent } = readHead(line);
      if (markers > 0 && indent === 0) isInList = true;
      const depth = markers + (markers > 0 && isInList ? Math.floor(indent / 2) : 0);
      if (depth > limit) return { line: number, depth };
      if (line.trim() !== '' && markers === 0 && indent === 0) isInList = false;
    }
    number += 1;
  }
  return null;
}

/** Counts the quote marks and list markers that a line begins with, and the columns before them. */
function readHead(line: string): { markers: number; indent: number } {
  let at = 0;
  let markers = 0;
  let indent = 0;
  const marker = /[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))/y;
  for (;;) {
    marker.lastIndex = at;
    const match = marker.exec(line);
    if (match === null) return { markers, indent };
    if (markers === 0) indent = columnsOf(match[0]);
    markers += 1;
    at = marker.lastIndex;
  }
}

function columnsOf(head: string): number {
  let columns = 0;
  for (const character of head) {
    if (character === ' ') columns += 1;
    else if (character === '\t') columns += 4;
    else return columns;
  }
  return columns;
}
