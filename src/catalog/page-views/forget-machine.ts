import type { DatabaseSync } from 'node:sqlite';

/**
 * Takes from a copy of the page views what makes a machine itself: its name among the others, and what it is still to share, which it
 * has shared since. What it heard of the others stays, so that nothing is counted twice. @throws Error from SQLite
 */
export function forgetMachine(copy: DatabaseSync): void {
  const isShared = copy.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'share_state'").get() !== undefined;
  if (!isShared) return;
  copy.exec(`DELETE FROM share_noted;
    DELETE FROM share_state WHERE key IN ('name', 'host', 'number', 'batch')`);
}
