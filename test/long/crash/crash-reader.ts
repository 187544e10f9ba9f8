import { createRandom } from '../../../bench/archive/random.ts';
import { connect } from '../../../bench/lib/connection.ts';
import { sleep } from '../../../bench/lib/save.ts';
import type { Newsroom } from '../storm/newsroom.ts';
import { createRead } from '../storm/readers.ts';
import type { Story } from '../storm/story.ts';
import type { Violations } from '../storm/violations.ts';

export interface CrashReaderOptions {
  readonly origin: string;
  readonly newsroom: Newsroom;
  /** The stories that are changed meanwhile; half of what is read is about them. */
  readonly changing: readonly Story[];
  readonly violations: Violations;
  readonly seed: number;
  readonly isOver: () => boolean;
  readonly onReply: () => void;
}

/**
 * Reads pages until it is over, judges them and notes which paths were served. A server that does not answer
 * yet, or says that it starts, is no violation.
 */
export async function readUntilCrash(options: CrashReaderOptions): Promise<void> {
  const { origin, newsroom, changing, violations, seed, isOver, onReply } = options;
  const connection = connect(origin);
  const random = createRandom(seed, 21);
  const read = createRead({ newsroom, violations, isOver, onReply });
  while (!isOver() && (await connection.get('/readyz').catch(() => null))?.status !== 200) await sleep(5);
  while (!isOver()) {
    const story = random.pick(random.chance(0.5) && changing.length > 0 ? changing : newsroom.stories);
    if ((await read(connection, random.pick([...story.paths]))) === null) await sleep(5);
  }
  connection.close();
}
