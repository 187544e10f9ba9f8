import { tellSameEdition } from '../../content/source/edition-file.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { type ListsRead, unlessBusy } from './read-folder-lists.ts';
import type { TextFolder, TextRead } from './text-folder.ts';

/** What is known of files before they are read together. */
export interface FilesBefore {
  /** Those whose state is known. */
  readonly files: readonly string[];
  /** Whether a file stays as it is known: it is being written, or the folder is away. */
  readonly stays: (file: string) => boolean;
}

/** What becomes of each file. */
export interface KeptFiles<Found> {
  /** What a file is of, as one file alone may be: the first by name is read. Null for nothing. */
  readonly nameOf: (file: string) => string | null;
  /** Judges a text; the problems are all that the file has, those of its reading too. */
  readonly parse: (read: TextRead & { readonly text: string }) => Found;
  /** Takes what a good file says. */
  readonly take: (file: string, found: Found) => void;
  /** Keeps the last good version of a file that is broken, could not be judged, or stays as it is known. */
  readonly keep: (file: string) => void;
}

/** Reads files that are published whole: each that is not good keeps what readers have of it. */
export function readKeptFiles<
  Found extends { readonly isUsable: boolean; readonly problems: readonly Problem[] },
>(
  folder: Pick<TextFolder, 'read'>,
  listed: readonly string[],
  before: FilesBefore,
  { nameOf, parse, take, keep }: KeptFiles<Found>,
): Pick<ListsRead, Kept | 'goneSources'> {
  const result = { sources: [], good: [], unjudged: [] } as {
    -readonly [Key in Kept]: ListsRead[Key][number][];
  };
  const owners = new Map<string, string>();
  for (const file of listed) {
    const name = nameOf(file);
    const owner = name === null ? undefined : owners.get(name);
    if (name !== null && owner === undefined) owners.set(name, file);
    const read = before.stays(file) ? null : folder.read(file);
    const text = read?.text ?? null;
    if (read === null || text === null) {
      if (owner === undefined) keep(file);
      if (read !== null) result.sources.push(read.state);
      continue;
    }
    if (owner !== undefined) {
      const log = createProblemLog(file);
      tellSameEdition(owner, log);
      result.sources.push({ ...read.state, problems: [...read.problems, ...log.list()] });
      continue;
    }
    const found = unlessBusy(() => parse({ ...read, text }));
    if (found === null) {
      keep(file);
      result.unjudged.push(read.state);
      continue;
    }
    result.sources.push({ ...read.state, problems: found.problems });
    if (found.isUsable) {
      take(file, found);
      result.good.push(read);
    } else keep(file);
  }
  const gone = before.files.filter((file) => !listed.includes(file));
  for (const file of gone) if (before.stays(file)) keep(file);
  const goneSources = gone.filter((file) => !before.stays(file));
  return { ...result, ...(goneSources.length === 0 ? {} : { goneSources }) };
}

type Kept = 'sources' | 'good' | 'unjudged';
