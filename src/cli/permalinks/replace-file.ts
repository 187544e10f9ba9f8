import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file whole or not at all: under another name first, which takes the place of the old file when
 * everything is on the disk.
 * @throws Error of the file system; what was there is unchanged then.
 */
export async function replaceFile(file: string, chunks: Iterable<string>): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    {
      await using handle = await open(draft, 'wx');
      for (const chunk of chunks) await handle.appendFile(chunk);
      await handle.sync();
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
  await using folder = await open(dirname(file), 'r');
  await folder.sync();
}
