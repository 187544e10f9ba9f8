import type { Edit } from '../../../problems/edited-text.ts';
import { warning } from '../inspect/body-finding.ts';
import type { PlacedFinding } from '../inspect/inspect-tokens.ts';
import type { TextStep } from './text-step.ts';

const FENCE = /^ {0,3}(`{3,}|~{3,})/;
/** What begins a list or a heading, and the blank that word processors put behind it. */
const MARKER = /^(?<marker>[ \t]*(?:[-+*]|\d{1,9}[.)]|#{1,6}))[\u00a0\u202f\u2007]/;

const BLANKS = ['\u00a0', '\u202f', '\u2007'];

/** A no-break space behind the mark of a list or heading is the blank that it must be. */
export const LIST_MARKERS: TextStep = {
  name: 'list-markers',
  // Looking for one character after the other is many times faster than for any of them.
  mayApply: (text) => BLANKS.some((blank) => text.includes(blank)),
  run({ text }) {
    const edits: Edit[] = [];
    const findings: PlacedFinding[] = [];
    let fence: string | null = null;
    let offset = 0;
    for (const line of text.split('\n')) {
      const at = offset;
      offset += line.length + 1;
      const mark = FENCE.exec(line)?.[1];
      if (mark !== undefined) fence = fence === null ? mark : mark.startsWith(fence) ? null : fence;
      const marker = fence === null ? MARKER.exec(line)?.groups?.['marker'] : undefined;
      if (marker === undefined) continue;
      const start = at + marker.length;
      edits.push({ start, end: start + 1, replacement: ' ' });
      findings.push({ offset: start, ...NO_BREAK, fix: { old: line.charAt(marker.length), repaired: ' ' } });
    }
    return { edits, findings };
  },
};

const NO_BREAK = warning(
  'no-break-space',
  'A no-break space stands behind the mark of a list or heading; it was read as a plain space.',
  'Type a plain space there.',
);
