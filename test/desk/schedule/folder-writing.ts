import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../../src/storage/digest-of.ts';
import type { ContentWriting, FileAsRead, WriteRequest } from '../../../src/writing/content-writing.ts';
import type { Newsroom } from '../../ingest/open-newsroom.ts';

/** Writes a newsroom's files as the desk does, without its merges: what another changed meanwhile is a conflict. */
export function folderWriting(room: Newsroom): Pick<ContentWriting, 'read' | 'write'> & {
  readonly requests: WriteRequest[];
  /** Called between what is read and what is written. */
  before: () => void;
} {
  const read = (file: string): FileAsRead | null => {
    const path = join(room.contentDir, file);
    if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
    const bytes = readFileSync(path);
    return { bytes, digest: digestOf(bytes), changedMs: 0 };
  };
  const requests: WriteRequest[] = [];
  return {
    requests,
    before() {},
    read: async (file) => read(file),
    async write(request) {
      this.before();
      requests.push(request);
      const files = request.changes.map(({ file, bytes, base, baseBytes = null }) => {
        const theirs = read(file);
        const isFree = (theirs?.digest ?? null) === base;
        return { file, bytes: Buffer.from(bytes ?? ''), base, baseBytes, theirs, isFree };
      });
      if (files.some(({ isFree }) => !isFree)) {
        return {
          kind: 'conflict',
          files: files.map(({ file, bytes, base, theirs }) => ({
            ...{ file, base, yours: bytes.toString(), theirs: theirs?.bytes.toString() ?? null },
            ...{ theirDigest: theirs?.digest ?? null, merged: '', kept: null },
          })),
        };
      }
      for (const { file, bytes } of files) room.save(file, bytes.toString());
      return {
        kind: 'written',
        files: files.map(({ file, bytes }) => ({ file, digest: digestOf(bytes), isMerged: false })),
        notes: [],
      };
    },
  };
}
