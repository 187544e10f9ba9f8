import { digestOf } from '../../storage/digest-of.ts';
import type { FileChange, TabSave } from '../content-writing.ts';

/** What a tab saved last of each file, so that its next save, sent before that was answered, is no conflict with it. */
export interface OwnSaves {
  /** The change as it is to be judged; null where the same tab has saved a later text already. */
  follow(change: FileChange, save: TabSave | undefined): FileChange | null;
  /** A change as the tab sent it was saved. */
  note(change: FileChange, save: TabSave | undefined): void;
}

interface Saved {
  readonly nth: number;
  readonly base: string | null;
  readonly digest: string | null;
  readonly bytes: Uint8Array | null;
}

/** Tabs that have a save under way are few. */
const MOST = 100;

/** Remembers the last saves of some hundred tabs. */
export function createOwnSaves(): OwnSaves {
  const saved = new Map<string, Saved>();
  const keyOf = (file: string, { tab }: TabSave): string => `${tab}\0${file}`;
  return {
    follow(change, save) {
      const last = save && saved.get(keyOf(change.file, save));
      if (save === undefined || last === undefined || change.base !== last.base) return change;
      if (save.nth < last.nth) return null;
      // What it began from is, for this tab, what it sent last, whatever that was merged with.
      return { ...change, base: last.digest, baseBytes: last.bytes };
    },
    note(change, save) {
      if (save === undefined) return;
      const { file, base, bytes } = change;
      const key = keyOf(file, save);
      saved.delete(key);
      saved.set(key, { nth: save.nth, base, bytes, digest: bytes === null ? null : digestOf(bytes) });
      const [oldest] = saved.keys();
      if (saved.size > MOST && oldest !== undefined) saved.delete(oldest);
    },
  };
}
