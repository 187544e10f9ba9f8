import { open } from 'node:fs/promises';
import type { DatabaseSync } from 'node:sqlite';
import type { Logger } from 'pino';
import { confirmOnDisk } from '../../catalog/store/open-catalog.ts';
import type { SerialQueue } from '../publish/serial-queue.ts';

/** Waits until a catalog that was built is on the disk, behind the build, and notes it. Never rejects. */
export async function bringToDisk(
  file: string,
  { database, queue, log }: { database: DatabaseSync; queue: SerialQueue; log: Logger },
): Promise<void> {
  try {
    const handle = await open(file);
    await handle.sync().finally(() => handle.close());
    await queue.run(() => confirmOnDisk(database));
  } catch (error) {
    log.error(
      { err: error },
      'the catalog is not safely on the disk; it is built again when the machine has started anew',
    );
  }
}
