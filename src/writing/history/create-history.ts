import { readBlob, readCommitted } from '../../git/commit-on-top.ts';
import { readDeletions, readFileVersions } from '../../git/file-versions.ts';
import { openGitBlobs } from '../../git/git-blobs.ts';
import { GitHistoryError } from '../../git/git-process.ts';
import type { GitArguments } from '../../git/git-trees.ts';
import type { Revisions } from '../../revisions/open-revisions.ts';
import type { Revision } from '../../revisions/revision.ts';
import { digestOf } from '../../storage/digest-of.ts';
import type { ContentWriting, DeletedFile, FileAsRead } from '../content-writing.ts';
import { refusedName } from '../names/allowed-file.ts';

/** Where git has the content folder. */
export interface GitOfContent {
  readonly args: GitArguments;
  /** The content folder below the root of the repository, with a slash at the end; empty for the root. */
  readonly prefix: string;
  /** The commit that is the newest. */
  readonly tip: string;
}

export interface HistoryDeps {
  readonly revisions: Revisions;
  /** Null where content is not in git, or git cannot be asked now. */
  readonly git: () => Promise<GitOfContent | null>;
  readonly read: (file: string) => Promise<FileAsRead | null>;
}

export interface FileHistory extends Pick<ContentWriting, 'history' | 'textOf' | 'deleted'> {
  /** The bytes that a file had once, by their digest; null where nobody has them. */
  findBase(file: string, digest: string): Promise<Uint8Array | null>;
}

const MOST = 50;
/** As far back as git is searched for a text, in versions of the file. */
const FAR = 1_000;
/** As many commits as are searched for deletions. */
const COMMITS = 5_000;
/** A text that is committed within so many ms after it was written was written then. */
const A_MOMENT_MS = 60_000;
/** A commit, or the one before it. */
const COMMIT_ID = /^(?:[0-9a-f]{40}|[0-9a-f]{64})(?:~1)?$/;

/** Tells what files were, by git and by the versions that are kept; git counts where both have a text. */
export function createHistory({ revisions, git, read }: HistoryDeps): FileHistory {
  const inGit = async (
    file: string,
    most: number,
  ): Promise<(Revision & { readonly digest: string | null })[]> => {
    const place = await git();
    if (place === null) return [];
    const { args, prefix, tip } = place;
    const versions = await readFileVersions(args, { from: tip, path: prefix + file, most }).catch(nothing);
    const blobs = openGitBlobs(args(['cat-file', '--batch']));
    try {
      const bytes = await blobs.read([...new Set(versions.flatMap(({ blob }) => blob ?? []))]);
      return versions.flatMap(({ commit, atMs, author, subject, blob }) => {
        const found = blob === null ? null : bytes.get(blob);
        if (found === undefined) return [];
        const digest = found === null ? null : digestOf(found);
        return [{ id: commit, at: atMs, by: author, why: subject, digest, isMinor: false, isRefused: false }];
      });
    } finally {
      blobs.close();
    }
  };

  const bytesAt = async (file: string, id: string): Promise<Buffer | null> => {
    const place = await git();
    if (place === null) return null;
    const { args, prefix, tip } = place;
    const found = await readCommitted(args, id, prefix + file).catch(() => null);
    if (found !== null && found !== 'no-file') return found;
    // It had another name then.
    const versions = await readFileVersions(args, { from: tip, path: prefix + file, most: FAR }).catch(
      nothing,
    );
    const blob = versions.find(({ commit }) => commit === id)?.blob ?? null;
    return blob === null ? null : await readBlob(args, blob);
  };

  const history = async (file: string, most = MOST): Promise<readonly Revision[]> => {
    if (refusedName(file) !== null) return [];
    const kept = revisions.list(file, most);
    const committed = await inGit(file, most);
    const minor = new Set(kept.filter(({ isMinor }) => isMinor).map(({ digest }) => digest));
    const known = new Set(committed.map(({ digest }) => digest));
    const others = kept.filter(({ digest, isRefused }) => isRefused || !known.has(digest));
    // A commit knows its second alone.
    const moments = new Map(kept.toReversed().map(({ digest, at }) => [digest, at]));
    const exact = ({ digest, at }: Revision): number => {
      const moment = moments.get(digest) ?? at;
      return Math.abs(moment - at) < A_MOMENT_MS ? moment : at;
    };
    const told = committed.map((one) => ({ ...one, at: exact(one), isMinor: minor.has(one.digest) }));
    const all = [...told, ...others];
    // Both come newest first; what was at the same moment stays in its order.
    return all.sort((a, b) => b.at - a.at).slice(0, most);
  };

  return {
    history,
    async textOf(file, revision) {
      if (refusedName(file) !== null) return null;
      if (COMMIT_ID.test(revision)) return await bytesAt(file, revision);
      const kept = revisions.bytes(file, revision);
      if (kept !== null) return kept;
      // Of a picture that lies in its place the bytes are not kept besides.
      const digest = revisions.list(file, MOST * 2).find(({ id }) => id === revision)?.digest ?? null;
      const now = digest === null ? null : await read(file);
      return now?.digest === digest ? (now?.bytes ?? null) : null;
    },
    async deleted(most = MOST) {
      const place = await git();
      const gone =
        place === null
          ? []
          : await readDeletions(place.args, {
              from: place.tip,
              below: place.prefix.replace(/\/$/, ''),
              most: COMMITS,
            })
              .catch(nothing)
              .then((deletions) =>
                deletions.map((one) => ({ ...one, file: one.path.slice(place.prefix.length) })),
              );
      const found: DeletedFile[] = [
        ...gone.map(({ file, atMs, author, commit }) => ({
          file,
          at: atMs,
          by: author,
          revision: `${commit}~1`,
        })),
        ...revisions.deleted(most).map(({ file, at, by, id }) => ({ file, at, by, revision: id })),
      ];
      const names = new Set<string>();
      const told: DeletedFile[] = [];
      for (const one of found.sort((a, b) => b.at - a.at)) {
        if (told.length === most) break;
        if (names.has(one.file) || refusedName(one.file) !== null) continue;
        names.add(one.file);
        if ((await read(one.file)) === null) told.push(one);
      }
      return told;
    },
    async findBase(file, digest) {
      const kept = revisions.byDigest(digest);
      if (kept !== null) return kept;
      const found = (await inGit(file, MOST * 4)).find((one) => one.digest === digest);
      return found === undefined ? null : await bytesAt(file, found.id);
    },
  };
}

/** A git that fails tells no history; the versions that are kept are told. */
function nothing(error: unknown): [] {
  if (error instanceof GitHistoryError) return [];
  throw error;
}
