import type { DatabaseSync } from 'node:sqlite';
import { forgetVisits } from '../accounts/forget-visits.ts';
import { forgetMachine } from '../catalog/page-views/forget-machine.ts';
import { newsStore } from '../notify/news/news-store.ts';

/** What is taken out of a copy, so that wherever it is put nothing is told twice and nothing ended comes alive again. */
const FORGET: Readonly<Record<string, (copy: DatabaseSync) => void>> = {
  'desk.db': forgetVisits,
  'readings.db': forgetMachine,
  // What waited is told by the server that goes on.
  'told.db': (copy) => newsStore(copy).markTold(),
};

/** Takes out of the copy of a database what ends with a backup. @throws Error from SQLite */
export function forgetInCopy(name: string, copy: DatabaseSync): void {
  copy.exec('PRAGMA secure_delete = ON');
  FORGET[name]?.(copy);
}
