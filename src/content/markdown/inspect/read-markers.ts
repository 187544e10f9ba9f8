import { warning } from './body-finding.ts';
import type { PlacedFinding } from './inspect-tokens.ts';

export interface ReadMarkers {
  /** As long as the text that was given, so that places in it stay. */
  readonly text: string;
  readonly findings: readonly PlacedFinding[];
}

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** What begins a list or a heading, and the blank that word processors put behind it. */
const MARKER = /^(?<marker>[ \t]*(?:[-+*]|\d{1,9}[.)]|#{1,6}))[\u00a0\u202f\u2007]/;

const BLANKS = ['\u00a0', '\u202f', '\u2007'];

/** Reads a no-break space behind the mark of a list or heading as the blank that it must be; code stays. */
export function readMarkers(text: string): ReadMarkers {
  // Looking for one character after the other is many times faster than for any of them.
  if (!BLANKS.some((blank) => text.includes(blank))) return { text, findings: [] };
  const findings: PlacedFinding[] = [];
  let fence: string | null = null;
  let offset = 0;
  const lines = text.split('\n').map((line) => {
    const at = offset;
    offset += line.length + 1;
    const mark = FENCE.exec(line)?.[1];
    if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
    const marker = fence === null ? MARKER.exec(line)?.groups?.['marker'] : undefined;
    if (marker === undefined) return line;
    const fix = { old: line.charAt(marker.length), repaired: ' ' };
    findings.push({ offset: at + marker.length, ...NO_BREAK, fix });
    return `${marker} ${line.slice(marker.length + 1)}`;
  });
  return { text: lines.join('\n'), findings };
}

const NO_BREAK = warning(
  'no-break-space',
  'A no-break space stands behind the mark of a list or heading; it was read as a plain space.',
  'Type a plain space there.',
);
