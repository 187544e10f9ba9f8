import { spawn } from 'node:child_process';
import { gitFailure } from './git-process.ts';

export interface GitBlobs {
  /** The bytes of objects by id; one that the clone lacks is left out. One call at a time. */
  read(ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>>;
  /** Ends git. */
  close(): void;
}

const NEWLINE = 0x0a;

/** Runs one `git cat-file --batch` for any number of objects. Reading throws a GitHistoryError when it fails. */
export function openGitBlobs(args: readonly string[]): GitBlobs {
  const child = spawn('git', args, { stdio: ['pipe', 'pipe', 'ignore'] });
  let failure: Error | null = null;
  const fail = (error: Error): void => {
    failure ??= error;
  };
  child.on('error', fail);
  child.stdin.on('error', fail);
  const chunks = child.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let held: Buffer = Buffer.alloc(0);

  const more = async (): Promise<void> => {
    const { value, done } = await chunks.next();
    if (done) throw gitFailure(failure ?? new Error('it ended before it told every file'), '');
    held = Buffer.concat([held, value]);
  };
  const take = async (length: number): Promise<Buffer> => {
    const parts: Buffer[] = [];
    let missing = length;
    while (missing > held.length) {
      parts.push(held);
      missing -= held.length;
      held = Buffer.alloc(0);
      await more();
    }
    parts.push(held.subarray(0, missing));
    held = held.subarray(missing);
    return Buffer.concat(parts);
  };
  const takeLine = async (): Promise<string> => {
    while (!held.includes(NEWLINE)) await more();
    const line = await take(held.indexOf(NEWLINE));
    await take(1);
    return line.toString();
  };

  return {
    async read(ids) {
      const blobs = new Map<string, Uint8Array>();
      if (ids.length > 0) child.stdin.write(`${ids.join('\n')}\n`);
      for (const id of ids) {
        const [, kind, size = ''] = (await takeLine()).split(' ');
        if (!/^\d+$/.test(size)) continue;
        const bytes = await take(Number(size));
        await take(1);
        if (kind === 'blob') blobs.set(id, bytes);
      }
      return blobs;
    },
    close() {
      child.stdin.end();
      child.kill();
    },
  };
}
