import { DatabaseSync } from 'node:sqlite';
import { readLedgerSchema } from './create-ledger-file.ts';
import type { PermalinkLedger } from './ledger.ts';
import { ledgerOf } from './sqlite-ledger.ts';

/** Opens an empty ledger in memory: for looking at a folder once, and for tests. */
export function openMemoryPermalinks(): PermalinkLedger {
  const database = new DatabaseSync(':memory:');
  database.exec(readLedgerSchema());
  return ledgerOf(database, 'the ledger in memory');
}
