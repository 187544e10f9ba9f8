import type { Problem } from '../../problems/problem.ts';
import { formatCodeFrame } from '../../problems/show/code-frame.ts';
import { paintNothing } from '../../problems/show/paint.ts';
import { type Lines, pickLines } from '../../problems/show/pick-lines.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { writeUrl } from '../desk-urls.ts';
import type { TroubledFileNews } from '../news.ts';

/** A file with problems, of which the first is shown. */
export interface ProblemRow {
  readonly file: string;
  /** `articles/a.md:3:7`. */
  readonly place: string;
  readonly url: string;
  /** The line with its neighbours, as text of one width; '' where it is not to be had. */
  readonly frame: string;
  readonly message: string;
  readonly hint: string;
  /** What readers see meanwhile. */
  readonly meanwhile: string;
  /** Of further problems of the file; null for none. */
  readonly more: string | null;
  readonly isError: boolean;
}

/** Reads the text of a file of the newsroom as it is now; null where it is not to be had. */
export type ReadLines = (file: string) => Promise<string | null>;

/** Columns of a code frame. */
const FRAME_COLUMNS = 72;

/** The files with problems, errors first and then the newest, at most so many. */
export async function problemRows(
  troubled: ReadonlyMap<string, TroubledFileNews>,
  most: number,
  readLines: ReadLines,
): Promise<ProblemRow[]> {
  const files = [...troubled].sort(
    ([, one], [, other]) => Number(hasError(other)) - Number(hasError(one)) || other.since - one.since,
  );
  return (await Promise.all(files.slice(0, most).map((entry) => rowOf(entry, readLines)))).flat();
}

const hasError = ({ problems }: TroubledFileNews): boolean =>
  problems.some(({ severity }) => severity === 'error');

async function rowOf([file, news]: [string, TroubledFileNews], readLines: ReadLines): Promise<ProblemRow[]> {
  const { problems, isServed } = news;
  const problem = problems.find(({ severity }) => severity === 'error') ?? problems[0];
  if (problem === undefined) return [];
  const more = problems.length - 1;
  return [shownProblem(problem, await readLines(file), { isServed, isError: hasError(news), more })];
}

/** One problem, with its line in the text of its file. `more` counts further ones of the file. */
export function shownProblem(
  problem: Problem,
  text: string | null,
  {
    isServed,
    isError,
    more,
  }: { readonly isServed: boolean; readonly isError: boolean; readonly more: number },
): ProblemRow {
  const { file, line, column, message, hint } = problem;
  const lines: Lines = text === null ? new Map() : pickLines(text, [line]);
  const meanwhile = isError
    ? isServed
      ? 'board-problems-served'
      : 'board-problems-unserved'
    : 'board-problems-warned';
  return {
    file,
    place: `${file}:${line}:${column}`,
    url: writeUrl(file, line),
    frame: formatCodeFrame(problem, lines, FRAME_COLUMNS, paintNothing),
    message,
    hint,
    meanwhile: sayDesk(meanwhile),
    more: more > 0 ? sayDesk('board-problems-more', { count: more }) : null,
    isError,
  };
}
