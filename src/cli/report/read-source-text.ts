import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { MAX_FILE_BYTES } from '../../content/source/limits.ts';

/**
 * Makes the function that reads the files of a content folder to show their lines. It returns null for
 * what is gone, too large, UTF-16, no regular file, or, by way of a link, outside the folder: a report of
 * someone else's change must not print the machine's own files. Bytes that are not UTF-8 become `�`.
 */
export function createSourceReader(contentDir: string): (file: string) => string | null {
  return (file) => {
    try {
      const path = realpathSync.native(join(contentDir, file));
      if (!path.startsWith(withSeparator(realpathSync.native(contentDir)))) return null;
      const stats = statSync(path);
      if (!stats.isFile() || stats.size > MAX_FILE_BYTES) return null;
      const bytes = readFileSync(path);
      return isUtf16(bytes) ? null : bytes.toString('utf8');
    } catch (error) {
      if (error instanceof Error && 'code' in error) return null;
      throw error;
    }
  };
}

const withSeparator = (folder: string): string => (folder.endsWith(sep) ? folder : folder + sep);

function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}
