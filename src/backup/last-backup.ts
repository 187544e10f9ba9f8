import { chownSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const noteFile = (dataDir: string): string => join(dataDir, 'last-backup.json');

/** When the last whole backup of a data folder was made, in ms since 1970; null for none that is known of. Never throws. */
export function readLastBackup(dataDir: string): number | null {
  try {
    const { at } = JSON.parse(readFileSync(noteFile(dataDir), 'utf8')) as { at?: unknown };
    const ms = Date.parse(String(at));
    return Number.isNaN(ms) ? null : ms;
  } catch {
    return null;
  }
}

/** Notes it, for whoever watches, as the server's user. `backup` is its absolute path. @throws the file system's error */
export function noteLastBackup(dataDir: string, { at, backup }: { at: string; backup: string }): void {
  const file = noteFile(dataDir);
  writeFileSync(`${file}.new`, `${JSON.stringify({ at, backup })}\n`, { mode: 0o600 });
  const { uid, gid } = statSync(dataDir);
  if (process.getuid?.() === 0) chownSync(`${file}.new`, uid, gid);
  renameSync(`${file}.new`, file);
}
