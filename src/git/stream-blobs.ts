import { spawn } from 'node:child_process';
import { gitFailure } from './git-process.ts';

/** Who takes the bytes of one object after another. */
export interface BlobSink {
  /** An object comes, the `nth` of those that were asked for, of so many bytes. */
  begin(nth: number, sizeBytes: number): void;
  /** Some of its bytes; they are the sink's only until it returns. */
  bytes(chunk: Buffer): void;
  /** It is complete. */
  end(): void;
}

const NEWLINE = 0x0a;

/**
 * Reads objects by id, as `git cat-file --batch` writes them, and holds none in memory.
 * @throws GitHistoryError for one that is missing or damaged; what the sink throws.
 */
export async function streamBlobs(
  args: readonly string[],
  ids: readonly string[],
  sink: BlobSink,
): Promise<void> {
  const child = spawn('git', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  const ended = new Promise<Error | null>((resolve) => {
    child.on('error', resolve);
    child.on('close', (code) => resolve(code === 0 ? null : new Error(`it ended with code ${code}`)));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2_000);
  });
  // Where git ends early, it has said why.
  child.stdin.on('error', () => {});
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  const reader = batchReader(sink);
  try {
    for await (const chunk of child.stdout as AsyncIterable<Buffer>) reader.take(chunk);
    const failure = await ended;
    if (failure !== null) throw gitFailure(failure, said);
    if (reader.done() !== ids.length) throw gitFailure(new Error('it ended before it told every file'), said);
  } finally {
    child.kill();
  }
}

/** Takes apart `ID TYPE SIZE\n`, so many bytes and a line end, again and again. */
function batchReader(sink: BlobSink): { take(chunk: Buffer): void; done(): number } {
  let head = '';
  let nth = 0;
  /** Bytes of the object that are still to come, and its line end; null within a head. */
  let missing: number | null = null;

  const begin = (): void => {
    const [id, , size = ''] = head.split(' ');
    head = '';
    if (!/^\d+$/.test(size)) {
      throw gitFailure(new Error('an object cannot be read'), `missing object ${id}`);
    }
    missing = Number(size) + 1;
    sink.begin(nth, Number(size));
  };
  const takeBytes = (chunk: Buffer, left: number): Buffer => {
    const part = chunk.subarray(0, Math.min(left, chunk.length));
    const own = part.length === left ? part.subarray(0, -1) : part;
    if (own.length > 0) sink.bytes(own);
    missing = left - part.length;
    if (missing === 0) {
      missing = null;
      nth += 1;
      sink.end();
    }
    return chunk.subarray(part.length);
  };
  return {
    take(chunk) {
      let rest = chunk;
      while (rest.length > 0) {
        if (missing !== null) {
          rest = takeBytes(rest, missing);
          continue;
        }
        const end = rest.indexOf(NEWLINE);
        head += rest.toString('latin1', 0, end === -1 ? rest.length : end);
        rest = end === -1 ? rest.subarray(rest.length) : rest.subarray(end + 1);
        if (end !== -1) begin();
      }
    },
    done: () => nth,
  };
}
