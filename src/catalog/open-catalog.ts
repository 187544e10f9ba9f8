import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

const SCHEMA_FILE = new URL('./schema.sql', import.meta.url);

/** Opens an empty catalog in memory, with its tables and indexes. The caller closes it. */
export function openCatalog(): DatabaseSync {
  const database = new DatabaseSync(':memory:');
  database.exec('PRAGMA foreign_keys = ON');
  database.exec(readFileSync(SCHEMA_FILE, 'utf8'));
  return database;
}
