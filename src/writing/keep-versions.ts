import { randomUUID } from 'node:crypto';
import type { Revisions } from '../revisions/open-revisions.ts';
import type { Author, ConflictingFile, FileAsRead, FileChange, WriteRequest } from './content-writing.ts';
import type { PlannedPut } from './merge/judge-all.ts';
import { textOf } from './text-of.ts';

/** How a person stands in the history of a file. */
export const signatureOf = ({ name, email }: Author): string => `${name} <${email}>`;

/** What of a write is kept among the versions of files. */
export interface VersionKeeper {
  /** What somebody is given to write upon, if it is text. */
  handedOut(file: string, found: FileAsRead): void;
  /** What is going to be replaced, with the moments at which it was written. */
  before(puts: readonly (PlannedPut & { readonly changedMs: number })[]): void;
  written(puts: readonly PlannedPut[], request: Omit<WriteRequest, 'changes'>): void;
  /** A text that is not saved. Returns its revision; null where there is nothing to keep, or it cannot be kept. */
  refused(change: FileChange, request: Omit<WriteRequest, 'changes'>): string | null;
  /** What another program wrote into a file while it was replaced. */
  late(file: string, bytes: Uint8Array): void;
}

/** Keeps them; of pictures and other files that are no text, what is replaced and what is refused alone. */
export function createVersionKeeper(revisions: Revisions, now: () => number): VersionKeeper {
  return {
    handedOut(file, { bytes, digest, changedMs }) {
      if (textOf(bytes) === null || revisions.isNewest(file, digest)) return;
      revisions.keep([{ file, bytes, at: changedMs, by: null, why: null }]);
    },
    before(puts) {
      revisions.keep(
        puts.flatMap(({ file, before, changedMs }) =>
          before === null ? [] : [{ file, bytes: before, at: changedMs, by: null, why: null }],
        ),
      );
    },
    written(puts, { by, why, isMinor = false }) {
      const said = { at: now(), by: signatureOf(by), why, isMinor, write: randomUUID() };
      revisions.keep(
        puts.map(({ file, bytes }) => {
          const keepsBytes = bytes !== null && textOf(bytes) !== null;
          return { file, bytes, keepsBytes, ...said };
        }),
      );
    },
    refused({ file, bytes }, { by, why, isMinor = false }) {
      if (bytes === null) return null;
      const said = { at: now(), by: signatureOf(by), why, isMinor, isRefused: true };
      return revisions.keep([{ file, bytes, ...said }])[0] ?? null;
    },
    late(file, bytes) {
      const why = 'Written by another program while the file was saved';
      revisions.keep([{ file, bytes, at: now(), by: null, why, isRefused: true }]);
    },
  };
}

/** The conflicts of a write as its writer is told them, and every text of it kept. */
export function keepConflicts(
  keeper: VersionKeeper,
  { changes, ...request }: WriteRequest,
  conflicts: readonly Omit<ConflictingFile, 'kept'>[],
): readonly ConflictingFile[] {
  const kept = new Map(changes.map((change) => [change.file, keeper.refused(change, request)]));
  return conflicts.map((conflict) => ({ ...conflict, kept: kept.get(conflict.file) ?? null }));
}
