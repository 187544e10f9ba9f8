import type { SourceState } from '../catalog/source-store.ts';
import type { Site } from '../config/site.ts';
import { parseAuthor } from '../content/parse-author.ts';
import { parseSafely } from '../content/parse-safely.ts';
import { settleAuthors } from '../content/settle-authors.ts';
import type { AuthorProfile } from '../domain/article.ts';
import type { Problem } from '../problems/problem.ts';
import { sortProblems } from '../problems/sort-problems.ts';
import { AUTHORS } from './folders.ts';
import { type ListsRead, splitUnjudged } from './read-folder-lists.ts';
import type { TextFolder, TextRead } from './text-folder.ts';

/** A file of `authors/` as it was read. */
export interface AuthorRead {
  readonly file: string;
  /** Null where it is broken. */
  readonly author: AuthorProfile | null;
  /** Whether the machine had no time to judge it; then it stays as it is known. */
  readonly isUnjudged: boolean;
  /** With the problems of the file itself. */
  readonly state: SourceState;
  readonly read: TextRead;
}

/** Reads all files of `authors/`, sorted by path; what the folder hides is told. */
export function readAuthors(
  folder: TextFolder,
  site: Site,
): { readonly reads: readonly AuthorRead[]; readonly folderProblems: readonly Problem[] } {
  const { files, problems: folderProblems } = folder.list(AUTHORS);
  const reads = files.flatMap((file): AuthorRead[] => {
    const read = folder.read(file);
    if (read === null) return [];
    const parsed = read.text === null ? NO_AUTHOR : parse(file, read.text, site);
    const { author, problems } = parsed ?? NO_AUTHOR;
    const state = { ...read.state, problems: [...read.problems, ...problems] };
    return [{ file, author, isUnjudged: parsed === null, state, read }];
  });
  return { reads, folderProblems };
}

const NO_AUTHOR = { author: null, problems: [] };

function parse(file: string, text: string, site: Site) {
  return parseSafely(
    file,
    () => parseAuthor({ file, text }, site),
    (problems) => ({ author: null, problems }),
  );
}

/**
 * Gives each author to one file: of those that were read, where one that is broken or unjudged stays as it was in
 * `known`, and those that are kept as they were. `sources` are the files that were judged.
 */
export function settleAuthorReads(
  reads: readonly AuthorRead[],
  known: readonly AuthorProfile[],
  kept: readonly AuthorProfile[] = [],
): ListsRead & { readonly authors: readonly AuthorProfile[] } {
  const found = reads.flatMap(({ file, author }) => author ?? known.find((old) => old.file === file) ?? []);
  const { authors, problems } = settleAuthors([...found, ...kept].sort((a, b) => (a.file < b.file ? -1 : 1)));
  const taken = Map.groupBy(problems, ({ file }) => file);
  const { judged, unjudged } = splitUnjudged(reads);
  return {
    authors,
    unjudged,
    sources: judged.map(({ file, state }) => ({
      ...state,
      problems: sortProblems([...state.problems, ...(taken.get(file) ?? [])]),
    })),
    good: reads.flatMap(({ author, read }) => (author === null ? [] : [read])),
  };
}

/** Reads all authors for a first build: one whose file is broken has no earlier version. */
export function readAuthorProfiles(
  folder: TextFolder,
  site: Site,
): ReturnType<typeof settleAuthorReads> & { readonly folderProblems: readonly Problem[] } {
  const { reads, folderProblems } = readAuthors(folder, site);
  return { ...settleAuthorReads(reads, []), folderProblems };
}
