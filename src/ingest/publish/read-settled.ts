import { eventTurns } from '../watch/event-turns.ts';

/** One reading of files together. */
export interface Reading<Found> {
  readonly found: Found;
  /** Asked once the reading is over: every file that it may have been about. */
  readonly files: () => readonly string[];
}

/** Reads files together, and again as long as another of them was being written meanwhile; `read` leaves those out that were. */
export async function readSettled<Found>(
  isDirty: (file: string) => boolean,
  read: (dirty: ReadonlySet<string>) => Reading<Found>,
): Promise<Found> {
  const dirty = new Set<string>();
  for (;;) {
    const { found, files } = read(dirty);
    await eventTurns();
    const written = files().filter((file) => isDirty(file) && !dirty.has(file));
    if (written.length === 0) return found;
    for (const file of written) dirty.add(file);
  }
}
