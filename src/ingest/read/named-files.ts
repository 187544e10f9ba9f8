import type { SourceState } from '../../catalog/store/source-store.ts';
import type { Site } from '../../config/site.ts';
import { parseAuthor } from '../../content/authors/parse-author.ts';
import { parseSafely } from '../../content/document/parse-safely.ts';
import { resolveOwners } from '../../content/document/resolve-owners.ts';
import { parseStandingPage } from '../../content/standing-pages/parse-standing-page.ts';
import type { AuthorProfile, StandingPage } from '../../domain/article.ts';
import type { PlacedLink } from '../../domain/marks/text-link.ts';
import type { Problem } from '../../problems/problem.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { sortProblems } from '../../problems/sort-problems.ts';
import type { UnjudgedFile } from '../watch/unjudged-files.ts';
import { AUTHORS, PAGES } from './folders.ts';
import type { ListsRead } from './read-folder-lists.ts';
import type { TextFolder, TextRead } from './text-folder.ts';

/** A folder whose files each make one thing with a name of its own: a standing page, an author. */
export interface NamedFiles<Made extends { readonly file: string }> {
  readonly folder: string;
  readonly parse: (
    source: { readonly file: string; readonly text: string },
    site: Site,
    now: number,
  ) => Parsed<Made>;
  readonly nameOf: (made: Made) => string;
  /** What the file of another with the same name is told. */
  readonly taken: Parameters<typeof resolveOwners<Made>>[2];
}

interface Parsed<Made> {
  /** Null where the file is broken or held back. */
  readonly made: Made | null;
  /** Whether readers must not see it, nor its last good version. */
  readonly isHeld: boolean;
  /** Where its text links to within the site. */
  readonly links: readonly PlacedLink[];
  readonly problems: readonly Problem[];
}

export const STANDING_PAGES: NamedFiles<StandingPage> = {
  folder: PAGES,
  parse(source, site, now) {
    const { page: made, ...rest } = parseStandingPage(source, site, now);
    return { ...rest, made };
  },
  nameOf: ({ path }) => path,
  taken: ({ file, path }, owner) => ({
    code: 'url-taken',
    message: `${file} and ${owner.file} both have the URL ${path}.`,
    hint: 'Give one of them another file name or "slug: …".',
  }),
};

export const AUTHOR_FILES: NamedFiles<AuthorProfile> = {
  folder: AUTHORS,
  parse(source, site, now) {
    const { author: made, ...rest } = parseAuthor(source, site, now);
    return { ...rest, made };
  },
  nameOf: ({ slug }) => slug,
  taken: ({ file, slug }, owner) => ({
    code: 'author-taken',
    message: `${file} and ${owner.file} are both about the author ${quoteText(slug)}.`,
    hint: 'Put the two together, or give one of them another name or "slug: …".',
  }),
};

/** A file as it was read. */
export interface NamedRead<Made> extends Omit<Parsed<Made>, 'problems'> {
  readonly file: string;
  /** Whether the machine had no time to judge it; then it stays as it is known. */
  readonly isUnjudged: boolean;
  /** With the problems of the file itself. */
  readonly state: SourceState;
  readonly read: TextRead;
}

/** Reads all files, sorted by path, as of `now`, in milliseconds since 1970; what the folder hides is told. */
export function readNamedFiles<Made extends { readonly file: string }>(
  kind: NamedFiles<Made>,
  folder: TextFolder,
  site: Site,
  now: number,
): { readonly reads: readonly NamedRead<Made>[]; readonly folderProblems: readonly Problem[] } {
  const { files, problems: folderProblems } = folder.list(kind.folder);
  const nothing: Parsed<Made> = { made: null, isHeld: false, links: [], problems: [] };
  const reads = files.flatMap((file): NamedRead<Made>[] => {
    const read = folder.read(file);
    if (read === null) return [];
    const { text } = read;
    const parse = (): Parsed<Made> => (text === null ? nothing : kind.parse({ file, text }, site, now));
    const parsed = parseSafely(file, parse, (problems) => ({ ...nothing, problems }));
    const { made, isHeld, links, problems } = parsed ?? nothing;
    const state = { ...read.state, problems: [...read.problems, ...problems] };
    return [{ file, made, isHeld, links, isUnjudged: parsed === null, state, read }];
  });
  return { reads, folderProblems };
}

/**
 * Gives each name to one file: of those that were read, where one that is broken or unjudged stays as it was in
 * `known` unless it is to be seen by nobody, and those that are kept as they were. `sources` are the files that were
 * judged.
 */
export function resolveNamedFiles<Made extends { readonly file: string }>(
  kind: NamedFiles<Made>,
  reads: readonly NamedRead<Made>[],
  known: readonly Made[] = [],
  kept: readonly Made[] = [],
): { readonly made: readonly Made[]; readonly read: ListsRead } {
  const found = reads.flatMap(
    ({ file, made, isHeld }) => made ?? (isHeld ? undefined : known.find((old) => old.file === file)) ?? [],
  );
  const all = [...found, ...kept].sort((a, b) => (a.file < b.file ? -1 : 1));
  const { owners, problems } = resolveOwners(all, kind.nameOf, kind.taken);
  const taken = Map.groupBy(problems, ({ file }) => file);
  const [judged, unjudged] = [false, true].map((is) => reads.filter(({ isUnjudged }) => isUnjudged === is));
  const sources = (judged ?? []).map(({ file, state }) => ({
    ...state,
    problems: sortProblems([...state.problems, ...(taken.get(file) ?? [])]),
  }));
  return {
    made: owners,
    read: {
      sources,
      unjudged: (unjudged ?? []).map(({ state }): UnjudgedFile => state),
      good: reads.flatMap(({ made, read }) => (made === null ? [] : [read])),
    },
  };
}
