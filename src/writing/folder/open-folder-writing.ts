import type { Logger } from 'pino';
import { composedSmall } from '../../domain/names.ts';
import { digestOf } from '../../storage/digest-of.ts';
import type {
  Author,
  ContentWriting,
  FileAsRead,
  FileChange,
  RenameRequest,
  WriteOutcome,
  WriteRequest,
} from '../content-writing.ts';
import { keepConflicts, type VersionKeeper } from '../keep-versions.ts';
import { judgeAll, type PlannedPut } from '../merge/judge-all.ts';
import { judgeChange } from '../merge/judge-change.ts';
import type { OwnSaves } from '../merge/own-saves.ts';
import { checkChanges, refusalOf, refused } from '../refuse.ts';
import { takeTurns } from '../take-turns.ts';
import { findPlace, type Place } from './find-place.ts';
import { listFolder, readFolderFile, readPlace, requireContent } from './folder-files.ts';
import { createLateLooks } from './late-looks.ts';
import { putFiles } from './put-files.ts';
import { movedFiles, planRename, renamePlace } from './rename-place.ts';

/** What was done to the folder, for who commits it. */
export interface FolderChange {
  /** Absolute paths, with the bytes that were written; null for what is gone. */
  readonly files: ReadonlyMap<string, Uint8Array | null>;
  readonly by: Author;
  readonly why: string;
}

export interface FolderWritingDeps {
  /** Absolute. */
  readonly contentDir: string;
  readonly keeper: VersionKeeper;
  readonly ownSaves: OwnSaves;
  /** The bytes of a digest that a file had once; null where nobody has them. */
  readonly findBase: (file: string, digest: string) => Promise<Uint8Array | null>;
  /** A file has another name. */
  readonly moved: (from: string, to: string) => void;
  /** Told of every change when it is in the folder; what it returns is told to the writer. */
  readonly after: (
    change: FolderChange,
  ) => Promise<{ readonly commit?: string; readonly notes: readonly string[] }>;
  readonly log: Logger;
}

export type FolderWriting = Pick<ContentWriting, 'read' | 'write' | 'rename' | 'list' | 'close'>;

/** So often somebody else may be quicker between a look and a rename. */
const MOST_TRIES = 8;

/** Writes a folder of files in place: each change is one rename, guarded by the digest it began from. */
export function openFolderWriting(deps: FolderWritingDeps): FolderWriting {
  const { contentDir, keeper, ownSaves, findBase, moved, after, log } = deps;
  const looks = createLateLooks((file, bytes, before) => {
    log.warn(
      { file },
      'another program wrote into the file while it was saved; its text is kept in the history',
    );
    keeper.late(file, bytes);
    void takeIn(file, bytes, before).catch((error: unknown) =>
      log.error({ err: error, file }, 'a late text'),
    );
  });

  /** Puts into the file what a program has written into the one that was replaced, where the two can be merged. */
  const takeIn = async (file: string, bytes: Buffer, before: Buffer): Promise<void> => {
    const place = findPlace(contentDir, file);
    const found = place.isThere ? await readPlace(place) : null;
    const change: FileChange = { file, bytes, base: digestOf(before), baseBytes: before };
    const judged = await judgeChange(change, found?.bytes ?? null, async () => before);
    if (judged.kind !== 'write' || found === null) return;
    const done = await putFiles([{ place, bytes: judged.bytes, before: found.bytes }]);
    for (const one of done ?? []) one?.close();
  };

  const attempt = async (
    request: WriteRequest,
    places: ReadonlyMap<string, Place>,
  ): Promise<WriteOutcome | null> => {
    const found = new Map<string, FileAsRead | null>();
    const read = async (file: string): Promise<Buffer | null> => {
      const place = places.get(file);
      const one = place === undefined ? null : await readPlace(place);
      found.set(file, one);
      return one?.bytes ?? null;
    };
    const followed = request.changes.map((change) => ownSaves.follow(change, request.save));
    const plan = await judgeAll(
      followed.filter((change) => change !== null),
      read,
      findBase,
      request.permits,
    );
    if (plan.kind === 'conflict')
      return { kind: 'conflict', files: keepConflicts(keeper, request, plan.conflicts) };
    const puts = plan.puts.map((put) => ({ ...put, changedMs: found.get(put.file)?.changedMs ?? 0 }));
    keeper.before(puts);
    const done = await putFiles(puts.flatMap((put) => placed(put, places)));
    if (done === null) return null;
    keeper.written(plan.puts, request);
    for (const change of request.changes) ownSaves.note(change, request.save);
    looks.after(puts.map(({ file }, nth) => ({ file, before: done[nth] ?? null })));
    const files = new Map(
      puts.flatMap((put) => placed(put, places)).map(({ place, bytes }) => [place.path, bytes]),
    );
    const told = files.size === 0 ? { notes: [] } : await after({ files, by: request.by, why: request.why });
    const superseded = await Promise.all(
      request.changes
        .filter((_, nth) => followed[nth] === null)
        .map((change) => keepSuperseded(change, request)),
    );
    return { kind: 'written', files: [...plan.files, ...superseded], ...told };
  };

  /** A save that was overtaken by a later one of its own tab. */
  const keepSuperseded = async (change: FileChange, request: WriteRequest) => {
    keeper.refused(change, request);
    const now = await readFolderFile(contentDir, change.file);
    return { file: change.file, digest: now?.digest ?? null, isMerged: true };
  };

  const write = async (given: WriteRequest): Promise<WriteOutcome> => {
    checkChanges(given.changes);
    requireContent(
      contentDir,
      given.changes.map(({ file }) => file),
    );
    for (let nth = 0; nth < MOST_TRIES; nth += 1) {
      const places = given.changes.map(({ file }) => findPlace(contentDir, file));
      const changes = given.changes.map((change, at) => ({
        ...change,
        file: places[at]?.file ?? change.file,
      }));
      const outcome = await attempt(
        { ...given, changes },
        new Map(places.map((place) => [place.file, place])),
      );
      if (outcome !== null) return outcome;
    }
    return refused(BUSY, given.changes[0]?.file ?? '');
  };

  const rename = async ({ from, to, base, by, why }: RenameRequest): Promise<WriteOutcome> => {
    requireContent(contentDir, [from]);
    const planned = planRename(contentDir, from, to);
    const found = planned === null ? null : await readPlace(planned.from);
    if (planned === null || found === null) return refused(GONE, from);
    const changed = (theirs: FileAsRead | null): WriteOutcome => ({
      kind: 'conflict',
      files: [conflictOfRename(from, base, theirs)],
    });
    if (found.digest !== base) return changed(found);
    const files = await movedFiles(planned);
    keeper.before([
      { file: planned.from.file, bytes: null, before: found.bytes, changedMs: found.changedMs },
    ]);
    if (!(await renamePlace(planned, base))) return changed(await readFolderFile(contentDir, from));
    for (const one of files) moved(one.file, one.toFile);
    const told = await after({
      files: new Map(
        files.flatMap(({ path, toPath, bytes }) => [[path, null] as const, [toPath, bytes] as const]),
      ),
      by,
      why,
    });
    return { kind: 'written', files: [{ file: planned.to.file, digest: base, isMerged: false }], ...told };
  };

  const inTurn = takeTurns();
  const told = async (files: readonly string[], work: () => Promise<WriteOutcome>): Promise<WriteOutcome> => {
    const [file = ''] = files;
    try {
      return await inTurn(files.map(composedSmall), work);
    } catch (error) {
      return refusalOf(error, file);
    }
  };
  return {
    read: (file) => readFolderFile(contentDir, file),
    write: (request) =>
      told(
        request.changes.map(({ file }) => file),
        () => write(request),
      ),
    rename: (request) => told([request.from, request.to], () => rename(request)),
    list: (folder) => listFolder(contentDir, folder),
    close: async () => looks.close(),
  };
}

function placed(put: PlannedPut, places: ReadonlyMap<string, Place>) {
  const place = places.get(put.file);
  return place === undefined ? [] : [{ ...put, place }];
}

const conflictOfRename = (file: string, base: string, theirs: FileAsRead | null) => {
  const text = theirs?.bytes.toString() ?? null;
  const theirDigest = theirs?.digest ?? null;
  return { file, base, yours: null, theirs: text, theirDigest, merged: text ?? '', kept: null };
};

const BUSY = {
  code: 'file-busy',
  message: 'The file was changed by others each time before it could be saved; nothing was written.',
  hint: 'Keep the text open, and save again in a moment.',
};
const GONE = {
  code: 'file-gone',
  message: 'There is no such file any more; nothing was renamed.',
  hint: 'Look at what was deleted, and bring it back first.',
};
