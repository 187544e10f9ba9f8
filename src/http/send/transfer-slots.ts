/** A place among the files that are sent at once. Disposing of it gives it back. */
export interface TransferSlot extends Disposable {
  /** Aborts when the place is given to a client that has fewer. */
  readonly signal: AbortSignal;
}

/** Files that a process sends at once: each holds a part in memory, and one that nobody else asks for a descriptor. */
export const MOST_TRANSFERS = 500;

export interface TransferSlots {
  /** Takes a place for a client; null where there is none. */
  take(client: string): TransferSlot | null;
}

/**
 * So many places, fair between clients: where none is free, the client that has most loses its newest to one that would
 * still have fewer.
 */
export function createTransferSlots(most: number): TransferSlots {
  const slots = new Map<string, Set<AbortController>>();
  let taken = 0;

  const giveBack = (client: string, slot: AbortController): void => {
    const own = slots.get(client);
    if (own?.delete(slot) !== true) return;
    taken -= 1;
    if (own.size === 0) slots.delete(client);
  };
  /** Whether a place was taken from another. */
  const makeRoom = (client: string): boolean => {
    const [richest, theirs] = [...slots].reduce((a, b) => (b[1].size > a[1].size ? b : a));
    if ((slots.get(client)?.size ?? 0) + 1 >= theirs.size) return false;
    const newest = [...theirs].at(-1);
    if (newest === undefined) return false;
    giveBack(richest, newest);
    newest.abort(new TransferDisplacedError());
    return true;
  };

  return {
    take(client) {
      if (taken >= most && !makeRoom(client)) return null;
      const slot = new AbortController();
      const own = slots.get(client);
      if (own === undefined) slots.set(client, new Set([slot]));
      else own.add(slot);
      taken += 1;
      return { signal: slot.signal, [Symbol.dispose]: () => giveBack(client, slot) };
    },
  };
}

/** A file is sent no further, as its client has more than others. */
export class TransferDisplacedError extends Error {
  override readonly name = 'TransferDisplacedError';
  readonly code = 'transfer-displaced';
}
