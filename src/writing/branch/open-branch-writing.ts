import type { CommitOnTop } from '../../git/commit-on-top.ts';
import { GitHistoryError, runGit } from '../../git/git-process.ts';
import { listTree } from '../../git/git-trees.ts';
import type { Mirror } from '../../git/mirror.ts';
import { pushOnTop } from '../../git/push-on-top.ts';
import { composedSmall } from '../../domain/names.ts';
import { digestOf } from '../../storage/digest-of.ts';
import type {
  Author,
  ContentWriting,
  FileAsRead,
  RenameRequest,
  WriteOutcome,
  WriteRequest,
} from '../content-writing.ts';
import { authorOf, messageOf } from '../folder/commit-changes.ts';
import { keepConflicts, type VersionKeeper } from '../keep-versions.ts';
import { judgeAll, type Plan } from '../merge/judge-all.ts';
import type { OwnSaves } from '../merge/own-saves.ts';
import { refusedName, refusedNewName } from '../names/allowed-file.ts';
import { WriteRefusedError } from '../names/refusal.ts';
import { checkChanges, refusalOf, refused } from '../refuse.ts';
import { branchFiles, movedNames, TAKEN } from './branch-files.ts';

/** The branch that is served in place of a folder, and who is told of what is pushed to it. */
export interface PushedBranch {
  readonly mirror: Mirror;
  /** Told of each push, so that the site looks at once. */
  readonly pushed: (commit: string) => void;
}

export interface BranchWritingDeps extends PushedBranch {
  readonly keeper: VersionKeeper;
  readonly ownSaves: OwnSaves;
  readonly findBase: (file: string, digest: string) => Promise<Uint8Array | null>;
  readonly moved: (from: string, to: string) => void;
  readonly now: () => number;
}

export interface BranchWriting extends Pick<ContentWriting, 'read' | 'write' | 'rename' | 'list' | 'close'> {
  /** The newest commit of the branch that this machine knows; null before the first fetch. */
  tip(): Promise<string | null>;
}

/** Where the desk keeps the commit that it fetched or pushed last. */
const TIP = 'refs/dateline/desk';

/** Writes a branch by commits on top of it, made in the mirror and pushed: what the remote has not taken is not written. */
export function openBranchWriting(deps: BranchWritingDeps): BranchWriting {
  const { mirror, pushed, keeper, ownSaves, findBase, moved, now } = deps;
  const { args } = mirror;
  let last: Promise<unknown> = Promise.resolve();

  const { tip, nameIn, bytesIn, requireNew } = branchFiles(mirror, TIP);

  const commitOf = (files: CommitOnTop['files'], by: Author, why: string): CommitOnTop => ({
    files,
    author: authorOf(by),
    message: messageOf(why),
    at: now(),
  });
  const push = async (make: (tip: string) => Promise<CommitOnTop | null>): Promise<string | null> => {
    const commit = await pushOnTop(mirror, make, TIP);
    if (commit === null) return null;
    await runGit(args(['update-ref', TIP, commit]));
    pushed(commit);
    return commit;
  };

  const write = async (request: WriteRequest): Promise<WriteOutcome> => {
    checkChanges(request.changes);
    const [first] = request.changes;
    let plan: Plan | null = null;
    let superseded: readonly string[] = [];
    const commit = await push(async (at) => {
      const names = await Promise.all(request.changes.map(({ file }) => nameIn(at, file)));
      const changes = request.changes.map((change, nth) => ({ ...change, file: names[nth] ?? change.file }));
      const followed = changes.map((change) => ownSaves.follow(change, request.save));
      superseded = changes.filter((_, nth) => followed[nth] === null).map(({ file }) => file);
      plan = await judgeAll(
        followed.filter((change) => change !== null),
        (file) => bytesIn(at, file),
        findBase,
        request.permits,
      );
      if (plan.kind === 'conflict' || plan.puts.length === 0) return null;
      for (const { file, before } of plan.puts) if (before === null) await requireNew(at, file);
      const files = new Map(plan.puts.map(({ file, bytes }) => [file, bytes]));
      return commitOf(files, request.by, request.why);
    });
    const done = plan as Plan | null;
    if (done === null) return refused(BUSY, first?.file ?? '');
    if (done.kind === 'conflict')
      return { kind: 'conflict', files: keepConflicts(keeper, request, done.conflicts) };
    if (commit === null && done.puts.length > 0) return refused(BUSY, first?.file ?? '');
    keeper.before(done.puts.map((put) => ({ ...put, changedMs: now() })));
    keeper.written(done.puts, request);
    const overtaken = [];
    for (const change of request.changes) {
      if (!superseded.includes(change.file)) ownSaves.note(change, request.save);
      else {
        keeper.refused(change, request);
        overtaken.push({
          file: change.file,
          digest: (await read(change.file))?.digest ?? null,
          isMerged: true,
        });
      }
    }
    return {
      kind: 'written',
      files: [...done.files, ...overtaken],
      ...(commit === null ? {} : { commit }),
      notes: [],
    };
  };

  const rename = async ({ from, to, base, by, why }: RenameRequest): Promise<WriteOutcome> => {
    let theirs: Buffer | null = null;
    let isChanged = false;
    let names: readonly (readonly [string, string])[] = [];
    const commit = await push(async (at) => {
      const source = await nameIn(at, from);
      theirs = await bytesIn(at, source);
      isChanged = theirs === null || digestOf(theirs) !== base;
      if (isChanged) return null;
      await nameIn(at, to);
      const entries = await listTree(args, at);
      names = movedNames(
        source,
        to,
        entries.map(({ path }) => path),
      );
      const targets = new Set(names.map(([, target]) => composedSmall(target)));
      const sources = new Set(names.map(([path]) => path));
      const refusal = refusedNewName(to);
      if (refusal !== null) throw new WriteRefusedError(refusal, to);
      if (entries.some(({ path }) => targets.has(composedSmall(path)) && !sources.has(path)))
        throw new WriteRefusedError(TAKEN, to);
      const files = new Map<string, Uint8Array | null>(names.map(([path]) => [path, null]));
      for (const [path, target] of names) files.set(target, await bytesIn(at, path));
      return commitOf(files, by, why);
    });
    if (commit !== null) {
      for (const [path, target] of names) moved(path, target);
      return { kind: 'written', files: [{ file: to, digest: base, isMerged: false }], commit, notes: [] };
    }
    if (!isChanged) return refused(BUSY, from);
    const text = (theirs as Buffer | null)?.toString() ?? null;
    const theirDigest = theirs === null ? null : digestOf(theirs);
    const conflict = {
      file: from,
      base,
      yours: null,
      theirs: text,
      theirDigest,
      merged: text ?? '',
      kept: null,
    };
    return { kind: 'conflict', files: [conflict] };
  };

  const read = async (file: string): Promise<FileAsRead | null> => {
    try {
      const commit = await tip();
      const bytes = commit === null ? null : await bytesIn(commit, await nameIn(commit, file));
      return bytes === null ? null : { bytes, digest: digestOf(bytes), changedMs: now() };
    } catch (error) {
      if (error instanceof WriteRefusedError || error instanceof GitHistoryError) return null;
      throw error;
    }
  };
  /** One after the other: a push of the desk is not overtaken by another of its own. */
  const inTurn = (file: string, work: () => Promise<WriteOutcome>): Promise<WriteOutcome> => {
    const result = last.then(work).catch((error: unknown) => refusalOf(error, file));
    last = result.catch(() => {});
    return result;
  };
  return {
    tip,
    read,
    write: (request) => inTurn(request.changes[0]?.file ?? '', () => write(request)),
    rename: (request) => inTurn(request.from, () => rename(request)),
    async list(folder) {
      const commit = await tip();
      const entries = commit === null ? [] : await listTree(args, commit, folder === '' ? [] : [folder]);
      return entries
        .flatMap(({ path, mode }) => (mode.startsWith('100') && refusedName(path) === null ? path : []))
        .sort();
    },
    async close() {
      mirror.close();
      await last;
    },
  };
}

const BUSY = {
  code: 'branch-busy',
  message: 'Others pushed to the branch each time before this could be; nothing was written.',
  hint: 'Keep the text open, and save again in a moment.',
};
