import type { Problem } from '../../problems/problem.ts';
import { formatPlace } from '../../problems/show/format-problem.ts';
import { groupProblems, type ProblemGroup } from '../../problems/show/group-problems.ts';
import type { Paint } from '../../problems/show/paint.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { counted } from './check-report.ts';
import { displayWidth } from '../../problems/show/display-cells.ts';
import { cut, wrapText } from './wrap-text.ts';

export interface GroupedReportOptions {
  readonly contentDir: string;
  /** Columns of the terminal. */
  readonly width: number;
  readonly paint: Paint;
  /** The lines that may be filled. */
  readonly lines: number;
}

/** Lines of one sentence at most. */
const MOST_WRAPPED = 2;
/** Kinds that are told in a line each: of warnings, and of errors, none of which is left out if that can be. */
const SHORT_WARNINGS = 10;
const SHORT_ERRORS = 40;

/**
 * Tells problems of one severity by their kinds, those of most files first, within about so many lines: each with its count,
 * what is wrong, the cure and three places; those for which there is no room by their codes, in a line each. Ends with a blank
 * line where there is anything.
 */
export function formatGroups(problems: readonly Problem[], options: GroupedReportOptions): string[] {
  const groups = groupProblems(problems);
  const lines: string[] = [];
  const told = new Set<string>();
  for (const group of groups) {
    const block = formatGroup(group, options);
    const isLast = told.size === groups.length - 1;
    const kept = isLast ? 0 : Math.min(SHORT_WARNINGS, groups.length - told.size);
    if (told.size > 0 && lines.length + block.length + kept > options.lines) break;
    lines.push(...block);
    told.add(kindOf(group));
  }
  const others = problems.filter(({ code, about = null }) => !told.has(kindOf({ code, about })));
  return [...lines, ...formatShort(groupProblems(others, 'code'), options)];
}

const kindOf = ({ code, about }: Pick<ProblemGroup, 'code' | 'about'>): string => `${code} ${about ?? ''}`;

function formatGroup(group: ProblemGroup, options: GroupedReportOptions): string[] {
  const { paint, width } = options;
  const { severity, examples, count, message, hint } = group;
  const [only] = examples;
  const isOne = count === 1 && only !== undefined;
  const before = isOne
    ? `${formatPlace(only, options.contentDir)}: ${severity}: `
    : `${severity}: ${nameOf(group)}: `;
  const head = wrapText(showHidden(`${before}${message}`), width, MOST_WRAPPED);
  const cure = wrapText(`→ ${showHidden(hint)}`, width, MOST_WRAPPED);
  const places = isOne ? [] : placeLines(examples, options);
  return [
    ...paintHead(head, before, group, paint),
    ...cure.map((line) => paint('cure', line)),
    ...places,
    '',
  ];
}

/** Colours the severity, or the place of the only one, and the rest as a message. */
function paintHead(
  head: readonly string[],
  before: string,
  { severity, count }: ProblemGroup,
  paint: Paint,
): string[] {
  const [first = '', ...rest] = head;
  const lead = count === 1 ? '' : `${severity}: `;
  if (lead === '' || !first.startsWith(lead)) {
    const isWhole = first.startsWith(before);
    const own = isWhole
      ? paint('place', before) + paint('message', first.slice(before.length))
      : paint('place', first);
    return [own, ...rest.map((line) => paint('message', line))];
  }
  return [
    paint(severity, lead) + paint('message', first.slice(lead.length)),
    ...rest.map((line) => paint('message', line)),
  ];
}

/** `comments in 2,288 files`, `link-unsafe in 312 files, 14,600 times`, `key-unknown (autor, foo and 12 others) in 40 files`. */
function nameOf({ about, abouts, code, files, count }: ProblemGroup): string {
  const times = count > files ? `, ${counted(count, 'time')}` : '';
  const others = abouts.length > MOST_ABOUTS ? ` and ${counted(abouts.length - MOST_ABOUTS, 'other')}` : '';
  const named = abouts.length < 2 ? '' : ` (${abouts.slice(0, MOST_ABOUTS).join(', ')}${others})`;
  return `${about ?? code}${named} in ${counted(files, 'file')}${times}`;
}

const MOST_ABOUTS = 3;

/** As many to a line as it has room for. */
function placeLines(
  examples: readonly Problem[],
  { contentDir, width, paint }: GroupedReportOptions,
): string[] {
  const lines: string[] = [];
  for (const example of examples) {
    const place = formatPlace(example, contentDir);
    const last = lines.at(-1);
    if (last !== undefined && displayWidth(last) + 3 + displayWidth(place) <= width)
      lines[lines.length - 1] = `${last}   ${place}`;
    else lines.push(`  ${place}`);
  }
  return lines.map((line) => paint('place', line));
}

/** A line for each kind, and one for those beyond them. */
function formatShort(groups: readonly ProblemGroup[], options: GroupedReportOptions): string[] {
  const [first] = groups;
  if (first === undefined) return [];
  const most = first.severity === 'error' ? SHORT_ERRORS : SHORT_WARNINGS;
  const lines = groups.slice(0, most).map((group) => `  ${formatShortly(group, options)}`);
  const others = groups.slice(most);
  const more = others.reduce((sum, { count }) => sum + count, 0);
  const kinds = counted(others.length, 'other kind');
  return [
    ...lines,
    ...(others.length === 0 ? [] : [`  and ${counted(more, first.severity)} of ${kinds}`]),
    '',
  ];
}

/** What is wrong, and one place, as far as the line reaches; where there is but one, the place comes first. */
function formatShortly(group: ProblemGroup, { contentDir, width, paint }: GroupedReportOptions): string {
  const [example] = group.examples;
  const place = example === undefined ? '' : formatPlace(example, contentDir);
  const room = width - 2;
  const message = showHidden(group.message);
  if (group.count === 1) {
    const rest = cut(`: ${message}`, Math.max(0, room - displayWidth(place)));
    return paint('place', cut(place, room)) + rest;
  }
  const what = `${showHidden(nameOf(group))}: `;
  return cut(what + message, room);
}
