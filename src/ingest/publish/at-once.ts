import { catalogSettings, catalogVersion } from '../../catalog/sqlite/settings.ts';
import { rollBack } from '../../catalog/sqlite/transaction.ts';
import { mergeChanges } from './merge-changes.ts';
import type { HeldPublish } from './publish-context.ts';
import type { Writer } from './writer.ts';

/**
 * Publishes in one transaction what takes several steps; readers see all of it or nothing, as one change with one version.
 * Within the caller’s turn. Resolves to what is then to be told. Rejects as `work` does; nothing is changed then, but
 * perhaps the ledger.
 */
export async function atOnce(
  { database }: Pick<Writer, 'database'>,
  work: (held: HeldPublish) => Promise<void>,
): Promise<HeldPublish & { readonly version: number }> {
  const settings = catalogSettings(database);
  const held: HeldPublish = { changes: [], keys: new Set(), lists: new Set() };
  const before = catalogVersion(settings);
  let version = before;
  database.exec('BEGIN IMMEDIATE');
  try {
    await work(held);
    // A version that nobody is told of would look like one that was missed.
    if (held.keys.size > 0) version = before + 1;
    settings.put('version', String(version));
    database.exec('COMMIT');
  } catch (error) {
    rollBack(database);
    throw error;
  }
  return { ...held, changes: mergeChanges(held.changes), version };
}
