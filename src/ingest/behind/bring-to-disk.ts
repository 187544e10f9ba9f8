import { open } from 'node:fs/promises';
import { confirmOnDisk } from '../../catalog/store/open-catalog.ts';
import type { Writer } from '../publish/writer.ts';

/** Waits until a catalog that was built is on the disk, behind the build, and notes it. Never rejects. */
export async function bringToDisk(file: string, writer: Writer): Promise<void> {
  await writer.attempt(
    'the catalog is not safely on the disk; it is built again when the machine has started anew',
    async () => {
      await using handle = await open(file);
      await handle.sync();
      await writer.inTurn(() => confirmOnDisk(writer.database));
    },
  );
}
