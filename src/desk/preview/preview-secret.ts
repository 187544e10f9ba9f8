import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const BYTES = 32;

/**
 * The secret by which this site's preview links are signed: made once, and kept in the data folder for its user alone. Several
 * processes may ask for it at once; all get the same. @throws the file system's error
 */
export function previewSecret(dataDir: string): Buffer {
  const file = join(dataDir, 'previews.key');
  const known = readSecret(file);
  if (known !== null) return known;
  const own = `${file}.${process.pid}.new`;
  try {
    writeFileSync(own, randomBytes(BYTES), { mode: 0o600, flush: true });
    // A link is made of a whole file, and by one process alone.
    linkSync(own, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(own, { force: true });
  }
  const made = readSecret(file);
  if (made !== null) return made;
  // Half a secret is none: links that it signed end with it.
  rmSync(file, { force: true });
  return previewSecret(dataDir);
}

function readSecret(file: string): Buffer | null {
  try {
    const secret = readFileSync(file);
    return secret.length === BYTES ? secret : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
