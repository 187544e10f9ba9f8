import type { SourceState } from '../../catalog/store/source-store.ts';
import type { Site } from '../../config/site.ts';
import { type ParsedAuthor, parseAuthor } from '../../content/authors/parse-author.ts';
import { parseSafely } from '../../content/document/parse-safely.ts';
import { settleAuthors } from '../../content/authors/settle-authors.ts';
import type { AuthorProfile } from '../../domain/article.ts';
import type { Problem } from '../../problems/problem.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import { AUTHORS } from './folders.ts';
import { type ListsRead, splitUnjudged } from './read-folder-lists.ts';
import type { TextFolder, TextRead } from './text-folder.ts';

/** A file of `authors/` as it was read. */
export interface AuthorRead {
  readonly file: string;
  /** Null where it is broken or held back. */
  readonly author: AuthorProfile | null;
  /** Whether the machine had no time to judge it; then it stays as it is known. */
  readonly isUnjudged: boolean;
  /** Whether readers must not see it, nor its last good version. */
  readonly isHeld: boolean;
  /** With the problems of the file itself. */
  readonly state: SourceState;
  readonly read: TextRead;
}

/**
 * Reads all files of `authors/`, sorted by path, as of `now`, in milliseconds since 1970; what the folder hides is
 * told.
 */
export function readAuthors(
  folder: TextFolder,
  site: Site,
  now: number,
): { readonly reads: readonly AuthorRead[]; readonly folderProblems: readonly Problem[] } {
  const { files, problems: folderProblems } = folder.list(AUTHORS);
  const reads = files.flatMap((file): AuthorRead[] => {
    const read = folder.read(file);
    if (read === null) return [];
    const parsed = read.text === null ? NO_AUTHOR : parse(file, read.text, site, now);
    const { author, isHeld, problems } = parsed ?? NO_AUTHOR;
    const state = { ...read.state, problems: [...read.problems, ...problems] };
    return [{ file, author, isHeld, isUnjudged: parsed === null, state, read }];
  });
  return { reads, folderProblems };
}

const NO_AUTHOR = { author: null, isHeld: false, problems: [] };

function parse(file: string, text: string, site: Site, now: number): ParsedAuthor | null {
  return parseSafely<ParsedAuthor>(
    file,
    () => parseAuthor({ file, text }, site, now),
    (problems) => ({ author: null, isHeld: false, problems }),
  );
}

/**
 * Gives each author to one file: of those that were read, where one that is broken or unjudged stays as it was in
 * `known` unless it is to be seen by nobody, and those that are kept as they were. `sources` are the files that were
 * judged.
 */
export function settleAuthorReads(
  reads: readonly AuthorRead[],
  known: readonly AuthorProfile[],
  kept: readonly AuthorProfile[] = [],
): ListsRead & { readonly authors: readonly AuthorProfile[] } {
  const found = reads.flatMap(({ file, author, isHeld }) => {
    return author ?? (isHeld ? undefined : known.find((old) => old.file === file)) ?? [];
  });
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
  now: number,
): ReturnType<typeof settleAuthorReads> & { readonly folderProblems: readonly Problem[] } {
  const { reads, folderProblems } = readAuthors(folder, site, now);
  return { ...settleAuthorReads(reads, []), folderProblems };
}
