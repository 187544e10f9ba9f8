import type { Problem, Severity } from '../problem.ts';
import { type SharedWords, sharedWords } from './shared-words.ts';

/** Problems of one kind: one severity, one code, and about the same. */
export interface ProblemGroup {
  readonly severity: Severity;
  readonly code: string;
  /** The key, the section, … that all of them are about; null for none, or several. */
  readonly about: string | null;
  /** All that they are about, what most are about first. */
  readonly abouts: readonly string[];
  readonly count: number;
  readonly files: number;
  /** How many of them have a repair. */
  readonly fixable: number;
  /** What their messages and hints have in common, with … for what differs. */
  readonly message: string;
  readonly hint: string;
  /** The first of each of the first files, three at most; of one file the first three. */
  readonly examples: readonly Problem[];
}

const MOST_EXAMPLES = 3;

interface OpenGroup {
  readonly first: Problem;
  readonly message: SharedWords;
  readonly hint: SharedWords;
  readonly files: Set<string>;
  readonly abouts: Map<string, number>;
  readonly examples: Problem[];
  /** Further ones of files that have an example already. */
  readonly spare: Problem[];
  count: number;
  fixable: number;
}

/**
 * Groups problems by kind, errors before warnings, and then those of most files, and of those the most, first; `by` their codes
 * alone, or by what they are about as well.
 */
export function groupProblems(problems: readonly Problem[], by: 'code' | 'about' = 'about'): ProblemGroup[] {
  const groups = new Map<string, OpenGroup>();
  for (const problem of problems) {
    const key = `${problem.severity} ${problem.code} ${by === 'about' ? (problem.about ?? '') : ''}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, begin(problem));
    else take(group, problem);
  }
  return [...groups.values()].map(finish).sort(compareGroups);
}

function begin(first: Problem): OpenGroup {
  const group: OpenGroup = {
    first,
    message: sharedWords(first.message),
    hint: sharedWords(first.hint),
    files: new Set(),
    abouts: new Map(),
    examples: [],
    spare: [],
    count: 0,
    fixable: 0,
  };
  take(group, first);
  return group;
}

function take(group: OpenGroup, problem: Problem): void {
  group.count += 1;
  if (problem.fix !== undefined) group.fixable += 1;
  if (problem.about !== undefined)
    group.abouts.set(problem.about, (group.abouts.get(problem.about) ?? 0) + 1);
  group.message.add(problem.message);
  group.hint.add(problem.hint);
  const isNew = !group.files.has(problem.file);
  group.files.add(problem.file);
  const list = isNew ? group.examples : group.spare;
  if (list.length < MOST_EXAMPLES) list.push(problem);
}

function finish({
  first,
  message,
  hint,
  files,
  abouts,
  examples,
  spare,
  count,
  fixable,
}: OpenGroup): ProblemGroup {
  const sorted = [...abouts].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0])).map(([about]) => about);
  const [only = null] = sorted;
  return {
    severity: first.severity,
    code: first.code,
    about: sorted.length === 1 ? only : null,
    abouts: sorted,
    count,
    files: files.size,
    fixable,
    message: message.text(),
    hint: hint.text(),
    examples: [...examples, ...spare].slice(0, MOST_EXAMPLES),
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function compareGroups(a: ProblemGroup, b: ProblemGroup): number {
  return (
    compareText(a.severity, b.severity) ||
    b.files - a.files ||
    b.count - a.count ||
    compareText(a.code, b.code) ||
    compareText(a.about ?? '', b.about ?? '')
  );
}
