import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReadResult, readSourceFile } from './directory.ts';

/** Reads one file of the content folder as readSourceFile does; null where there is none. Never throws. */
export async function readOptionalFile(contentDir: string, file: string): Promise<ReadResult | null> {
  const isThere = await access(join(contentDir, file)).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'ENOENT',
  );
  return isThere ? readSourceFile(contentDir, file) : null;
}
