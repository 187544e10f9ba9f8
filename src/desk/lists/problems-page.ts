import type { TroubledSource } from '../../catalog/store/newsroom-lists.ts';
import type { Catalog } from '../../catalog/read/catalog.ts';
import { isPictureName } from '../../domain/picture-name.ts';
import { groupProblems } from '../../problems/show/group-problems.ts';
import { sayDesk } from '../../words/desk/desk-words.ts';
import { type ProblemRow, type ReadLines, shownProblem } from '../board/problem-rows.ts';
import type { TroubledFileNews } from '../news.ts';
import { queryText, withQuery } from '../query-text.ts';

/** What of the problems is asked for. */
export interface ProblemsAsked {
  /** Only what keeps something off the site. */
  readonly isErrorsOnly: boolean;
  /** A code; '' for any. */
  readonly code: string;
  /** One file; '' for all. */
  readonly file: string;
  /** The last file of the page before; '' for the first page. */
  readonly after: string;
}

/** The files of a page of problems, and what is chosen by. */
export interface ProblemFiles {
  readonly files: readonly TroubledSource[];
  readonly next: string | null;
  readonly kinds: readonly { readonly code: string; readonly files: number; readonly message: string }[];
  /** Whether there are more files than those whose kinds were counted. */
  readonly isPartly: boolean;
}

const PATH = '/problems';
const MOST_FILES = 25;
/** So many problems of a file are shown, the first of them. */
const MOST_OF_FILE = 5;
/** So many files are looked at for a page, and their kinds counted. */
const MOST_LOOKED_AT = 1_000;
const AT_ONCE = 200;

/** Reads what of the problems is asked for from the query of a request. */
export const problemsAsked = (query: Readonly<Record<string, unknown>>): ProblemsAsked => ({
  isErrorsOnly: queryText(query['only']) === 'errors',
  code: queryText(query['code']),
  file: queryText(query['file']),
  after: queryText(query['after']),
});

/**
 * Finds the files of a page, by one state of the catalog and by what is told of files that are not in it, such as site.yaml and
 * what its name keeps off the site; pictures have a page of their own. `now` is milliseconds since 1970.
 */
export function findProblemFiles(
  catalog: Catalog,
  asked: ProblemsAsked,
  now: number,
  troubled: ReadonlyMap<string, TroubledFileNews>,
): ProblemFiles {
  const kind = asked.isErrorsOnly ? 'errors' : 'all';
  const others = othersIn(troubled, catalog, now).filter(
    ({ problems }) => !asked.isErrorsOnly || problems.some(({ severity }) => severity === 'error'),
  );
  const first = catalog.troubledFiles(kind, '', MOST_LOOKED_AT, now);
  const groups = groupProblems(
    [...others, ...first].flatMap(({ problems }) => problems),
    'code',
  );
  const kinds = groups.map(({ code, files, message }) => ({ code, files, message }));
  const isPartly = first.length === MOST_LOOKED_AT;
  if (asked.file !== '') {
    const known = catalog.troubledFile(asked.file, now);
    const files = known === null ? others.filter(({ file }) => file === asked.file) : [known];
    return { files, next: null, kinds, isPartly };
  }
  const { code } = asked;
  const isWanted = ({ problems }: TroubledSource): boolean =>
    code === '' || problems.some((problem) => problem.code === code);
  const files: TroubledSource[] = asked.after === '' ? others.filter(isWanted).slice(0, MOST_FILES - 1) : [];
  let after = asked.after;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += AT_ONCE) {
    const slice = catalog.troubledFiles(kind, after, AT_ONCE, now);
    for (const one of slice) {
      if (files.length === MOST_FILES) return { files, next: after, kinds, isPartly };
      after = one.file;
      if (isWanted(one)) files.push(one);
    }
    if (slice.length < AT_ONCE) return { files, next: null, kinds, isPartly };
  }
  return { files, next: after, kinds, isPartly };
}

function othersIn(
  troubled: ReadonlyMap<string, TroubledFileNews>,
  catalog: Catalog,
  now: number,
): TroubledSource[] {
  return [...troubled]
    .filter(([file]) => !isPictureName(file) && catalog.troubledFile(file, now) === null)
    .map(([file, { problems, isServed }]) => ({ file, problems, path: isServed ? file : null }));
}

/** Builds the page; `readLines` is asked for the text of the files that are shown. */
export async function buildProblemsPage(asked: ProblemsAsked, found: ProblemFiles, readLines: ReadLines) {
  const rows = await Promise.all(found.files.map((source) => rowsOf(source, asked, readLines)));
  const only = asked.isErrorsOnly ? 'errors' : '';
  return {
    problems: rows.flat(),
    none: sayDesk(asked.code === '' && asked.file === '' ? 'list-problems-none' : 'list-problems-none-such'),
    tabs: [
      {
        text: sayDesk('list-problems-all'),
        url: PATH,
        isCurrent: !asked.isErrorsOnly && asked.code === '' && asked.file === '',
      },
      {
        text: sayDesk('list-problems-errors'),
        url: withQuery(PATH, { only: 'errors' }),
        isCurrent: asked.isErrorsOnly && asked.code === '',
      },
    ],
    kinds: found.kinds.map(({ code, files, message }) => ({
      text: message,
      count: sayDesk('list-problems-files', { count: files }),
      url: withQuery(PATH, { only, code }),
      isCurrent: code === asked.code,
    })),
    kindsNote: found.isPartly ? sayDesk('list-problems-partly', { count: MOST_LOOKED_AT }) : '',
    next: found.next === null ? null : withQuery(PATH, { only, code: asked.code, after: found.next }),
  };
}

async function rowsOf(
  { file, problems, path }: TroubledSource,
  { code, isErrorsOnly }: ProblemsAsked,
  readLines: ReadLines,
): Promise<ProblemRow[]> {
  const wanted = problems.filter(
    (problem) => (code === '' || problem.code === code) && (!isErrorsOnly || problem.severity === 'error'),
  );
  const shown = wanted.slice(0, MOST_OF_FILE);
  const more = wanted.length - shown.length;
  const text = await readLines(file);
  // Only of articles the catalog tells whether readers have one; other files keep their last good version.
  const isServed = path !== null || !file.startsWith('articles/');
  return shown.map((problem, index) =>
    shownProblem(problem, text, {
      isServed,
      isError: problem.severity === 'error',
      more: index === shown.length - 1 ? more : 0,
    }),
  );
}
