import { setTimeout as delay } from 'node:timers/promises';
import type { PutDone } from './put-files.ts';

/** How long after a rename a program that had the file open may still be writing into it, in ms. */
const LOOKS_MS: readonly number[] = [2_000, 10_000];
/** Files that are held open for it. */
const MOST_OPEN = 64;

/** Looks after files that were replaced. */
export interface LateLooks {
  /** Looks at once, now and then for a while, and closes them. */
  after(replaced: readonly { readonly file: string; readonly before: PutDone }[]): void;
  /** Looks once more and closes all. */
  close(): void;
}

/** `tell` gets what a program has written into a file that has no name any more. */
export function createLateLooks(tell: (file: string, bytes: Buffer, before: Buffer) => void): LateLooks {
  const open = new Map<NonNullable<PutDone>, string>();
  const ending = new AbortController();
  const look = (one: NonNullable<PutDone>): void => {
    const file = open.get(one);
    const bytes = one.late();
    if (file !== undefined && bytes !== null) tell(file, bytes, one.bytes);
  };
  const letGo = (one: NonNullable<PutDone>): void => {
    look(one);
    one.close();
    open.delete(one);
  };
  const follow = async (one: NonNullable<PutDone>): Promise<void> => {
    let passed = 0;
    for (const at of LOOKS_MS) {
      await delay(at - passed, undefined, { signal: ending.signal, ref: false });
      passed = at;
      if (open.has(one)) look(one);
    }
    if (open.has(one)) letGo(one);
  };
  return {
    after(replaced) {
      for (const { file, before } of replaced) {
        if (before === null) continue;
        open.set(before, file);
        look(before);
        follow(before).catch(() => {});
      }
      for (const [oldest] of open) if (open.size > MOST_OPEN) letGo(oldest);
    },
    close() {
      ending.abort();
      for (const [one] of open) letGo(one);
    },
  };
}
