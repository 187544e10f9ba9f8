import { open } from 'node:fs/promises';
import { dirname } from 'node:path';

/** So many at once: file systems bring those to the disk in one go. */
const AT_ONCE = 16;

/** Brings files to the disk, and the folders with their names. Absolute paths. @throws the file system's error */
export async function bringToDisk(files: readonly string[], root: string): Promise<void> {
  const folders = new Set<string>([root]);
  for (const file of files)
    for (
      let folder = dirname(file);
      folder.startsWith(`${root}/`) && !folders.has(folder);
      folder = dirname(folder)
    )
      folders.add(folder);
  await syncEach(files);
  await syncEach([...folders]);
}

async function syncEach(paths: readonly string[]): Promise<void> {
  const waiting = paths.values();
  const work = async (): Promise<void> => {
    for (const path of waiting) {
      await using handle = await open(path, 'r');
      await handle.sync();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
