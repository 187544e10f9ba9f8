import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Resolves after two turns of the event loop, which bring in every event of what happened before: then the
 * watcher's `isDirty` tells of each file that was read whether it may have been half of it.
 */
export async function eventTurns(): Promise<void> {
  await nextTurn();
  await nextTurn();
}
