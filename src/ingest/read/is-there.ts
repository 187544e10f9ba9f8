import { statSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the content folder holds a file; one that cannot be looked at, for want of rights, is there. */
export function isThere(contentDir: string, file: string): boolean {
  try {
    return statSync(join(contentDir, file), { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOTDIR';
  }
}
