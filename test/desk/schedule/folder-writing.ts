import { openDeskWriting } from '../../../src/runtime/desk/open-writing.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import type { ContentWriting, WriteRequest } from '../../../src/writing/content-writing.ts';
import type { Newsroom } from '../../ingest/open-newsroom.ts';

/** The desk's way of writing a newsroom's folder, and what it was asked for. Close it. */
export interface FolderWriting extends Pick<ContentWriting, 'read' | 'write'> {
  readonly requests: WriteRequest[];
  /** Called between what is read and what is written. */
  before: () => void;
  readonly close: () => Promise<void>;
}

/** Opens the folder of a newsroom for writing. */
export function folderWriting({ contentDir, dataDir }: Newsroom): FolderWriting {
  const log = createLogger({ level: 'silent' });
  const settings = { contentDir, dataDir, contentGit: null };
  const opened = openDeskWriting({ settings, pushed() {}, log, now: Date.now });
  const requests: WriteRequest[] = [];
  return {
    requests,
    before() {},
    read: opened.writing.read,
    write(request) {
      this.before();
      requests.push(request);
      return opened.writing.write(request);
    },
    close: async () => await opened[Symbol.asyncDispose](),
  };
}
