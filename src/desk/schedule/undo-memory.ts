import { randomBytes } from 'node:crypto';

/** What may be taken back: a file that was made to be of a digest, and its bytes before. */
export interface Undoable {
  /** The id of who did it. */
  readonly person: string;
  readonly file: string;
  /** What is there to be taken back; null where somebody else's changes are in it too. */
  readonly back: { readonly digest: string; readonly before: Buffer } | null;
  /** What was done, in words, and what else there is to know. */
  readonly said: string;
}

export interface UndoMemory {
  /** Returns the name by which it is found again. */
  keep(undoable: Undoable): string;
  /** What a person did, by its name; null for what is not known any more, or is another's. */
  find(name: string, person: string): Undoable | null;
  forget(name: string): void;
}

const MOST = 200;

/** Keeps the last changes in memory, at most some hundreds; what is older is found in the history of its file. */
export function createUndoMemory(): UndoMemory {
  const kept = new Map<string, Undoable>();
  return {
    keep(undoable) {
      const name = randomBytes(9).toString('base64url');
      kept.set(name, undoable);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) kept.delete(oldest);
      return name;
    },
    find(name, person) {
      const found = kept.get(name);
      return found?.person === person ? found : null;
    },
    forget: (name) => void kept.delete(name),
  };
}
