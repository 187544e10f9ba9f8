import type { Edit } from '../../../../problems/edited-text.ts';
import { quoteText } from '../../../../problems/quote-text.ts';
import { calloutKind } from '../../callouts/callout-kinds.ts';
import { warning } from '../../inspect/body-finding.ts';
import type { PlacedFinding } from '../../inspect/inspect-tokens.ts';
import { type CalloutHead, isKind, writeCalloutHead } from './callout-head.ts';
import { readAttributeList } from '../attributes/read-attributes.ts';
import type { StepOutcome, TextStep } from '../text-step.ts';

/** A line that opens or ends a container, perhaps in a list. */
const MARK = /^([ \t]{0,12})(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*$/;
/** Containers that lay out what is in them, and are no boxes. */
const LAYOUT =
  /^(?:code-?group|codegroup|raw|v-pre|tabs?|tab-item|columns?|col|grid(?:-item)?|row|cards?|card-grid|div|section|group|steps?|step|container|wrapper|center|left|right|justify|incremental|panel|panel-tabset|figure|cols|file-?tree|nonincremental|md|demo|example-group|light-content|dark-content|refs)$/i;
/** `tip[Title]{…}`, `tip{…} Title`, `{tip} Title`, `info Title` */
const HEAD =
  /^(?:\{(?<mystKind>[\w-]{1,40})\}|(?<kind>[^\s[\]{}]{1,40}))?[ \t]*(?:\[(?<label>[^\]]{0,300})\])?[ \t]*(?:\{(?<attributes>[^{}]{0,1500})\})?[ \t]*(?<title>.{0,300})$/;
const HEADING = /^[ \t]*#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*$/;
/** Most containers within each other. */
const MAX_DEPTH = 10;

interface Container {
  readonly line: number;
  readonly colons: number;
  readonly indent: number;
  /** How its box begins; null for one that only lays out. */
  readonly head: CalloutHead | null;
  end: number | null;
}

/**
 * Containers of three colons or more (Docusaurus, VitePress, remark, Pandoc, Quarto, MyST) become quotes that are boxes. Those
 * that lay out lose their lines and keep what is in them, as do those that nothing ends.
 */
export const COLON_BOXES: TextStep = {
  name: 'colon-boxes',
  mayApply: (text) => text.includes(':::'),
  run({ text, isInCode }) {
    const lines = text.split('\n');
    const starts = startsOf(lines);
    const containers = findContainers(lines, (line) => isInCode(starts[line] ?? 0));
    return containers.length === 0 ? { edits: [] } : rewrite(lines, starts, containers);
  },
};

function startsOf(lines: readonly string[]): readonly number[] {
  let at = 0;
  return lines.map((line) => {
    const start = at;
    at += line.length + 1;
    return start;
  });
}

function findContainers(lines: readonly string[], isCode: (line: number) => boolean): Container[] {
  const found: Container[] = [];
  const open: Container[] = [];
  for (const [number, line] of lines.entries()) {
    const [, indent = '', colons = '', rest = ''] = line.includes(':::') ? (MARK.exec(line) ?? []) : [];
    if (colons === '' || isCode(number)) continue;
    if (rest === '') {
      const equal = open.findLastIndex((one) => one.colons === colons.length);
      for (const ended of open.splice(equal === -1 ? Math.max(0, open.length - 1) : equal))
        ended.end = number;
      continue;
    }
    if (open.length >= MAX_DEPTH) continue;
    const head = readHead(rest);
    if (head === undefined) continue;
    const container = { line: number, colons: colons.length, indent: indent.length, head, end: null };
    found.push(container);
    open.push(container);
  }
  return found;
}

/** What the line says behind its colons; null for layout, undefined where it opens nothing. */
function readHead(rest: string): CalloutHead | null | undefined {
  const { mystKind, kind: written, label, attributes, title = '' } = HEAD.exec(rest)?.groups ?? {};
  const list = attributes === undefined ? null : readAttributeList(attributes, true);
  const named = mystKind ?? written ?? list?.classes.find((name) => calloutKind(plainKind(name)) !== null);
  if (named === undefined) return list === null ? undefined : null;
  const kind = plainKind(named);
  if (LAYOUT.test(kind)) return null;
  // `::: Spoiler: she wins` is prose.
  if (!isKind(kind)) return list === null && /\s/.test(rest) ? undefined : null;
  const collapse = list?.values.get('collapse');
  const fold = collapse === 'true' ? '-' : collapse === 'false' ? '+' : '';
  return { kind, fold, title: label ?? (title.trim() || (list?.values.get('title') ?? '')) };
}

/** Quarto’s `callout-tip` and Bookdown’s `rmdtip`. */
const plainKind = (name: string): string => name.replace(/^(?:callout-|rmd|admonition-|alert-)/i, '');

function rewrite(
  lines: readonly string[],
  starts: readonly number[],
  containers: readonly Container[],
): StepOutcome {
  const edits: Edit[] = [];
  const findings: PlacedFinding[] = [];
  const opening = new Map(containers.map((one) => [one.line, one]));
  const ending = new Map<number, Container[]>();
  for (const one of containers) {
    if (one.end === null)
      findings.push({ offset: starts[one.line] ?? 0, ...unclosed(lines[one.line] ?? '') });
    else ending.set(one.end, [...(ending.get(one.end) ?? []), one]);
  }
  const open: Container[] = [];
  const taken = new Set<number>();
  for (const [number, line] of lines.entries()) {
    const start = starts[number] ?? 0;
    const whole = { start, end: start + line.length };
    const opened = opening.get(number);
    for (const ended of ending.get(number) ?? []) open.splice(open.indexOf(ended), 1);
    if (opened !== undefined) {
      const { head } = opened;
      const isBox = head !== null && opened.end !== null;
      const before = prefixOf(open, opened.indent);
      if (opened.end !== null) open.push(opened);
      const title = isBox && head.title === '' ? headingBelow(lines, number, taken) : '';
      const written = isBox ? `> ${writeCalloutHead(title === '' ? head : { ...head, title })}` : '';
      const kept = head !== null && !isBox ? head.title : '';
      edits.push({ ...whole, replacement: (before + written + kept).trimEnd() });
    } else if (ending.has(number) || taken.has(number)) {
      edits.push({ ...whole, replacement: prefixOf(open, 0).trimEnd() });
    } else {
      const boxes = boxesOf(open);
      if (boxes.length === 0) continue;
      const indent = /^[ \t]*/.exec(line)?.[0].slice(0, boxes[0]?.indent ?? 0) ?? '';
      const at = start + indent.length;
      edits.push({
        start: at,
        end: at,
        replacement: line.trim() === '' ? '>'.repeat(boxes.length) : '> '.repeat(boxes.length),
      });
    }
  }
  return { edits, findings };
}

const boxesOf = (open: readonly Container[]): readonly Container[] =>
  open.filter(({ head }) => head !== null);

function prefixOf(open: readonly Container[], indent: number): string {
  const boxes = boxesOf(open);
  return ' '.repeat(boxes[0]?.indent ?? indent) + '> '.repeat(boxes.length);
}

/** The heading with which a box begins, which is its title in Quarto; its line is taken. */
function headingBelow(lines: readonly string[], number: number, taken: Set<number>): string {
  let below = number + 1;
  while (below < lines.length && below - number < 20 && lines[below]?.trim() === '') below += 1;
  const [, title = ''] = HEADING.exec(lines[below] ?? '') ?? [];
  if (title !== '') taken.add(below);
  return title;
}

const unclosed = (line: string) =>
  warning(
    'box-unclosed',
    `${quoteText(line.trim())} begins a box that never ends; its text is shown without one.`,
    'Put a line with as many colons where the box should end.',
  );
