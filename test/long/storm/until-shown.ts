import type { Connection } from '../../../bench/lib/connection.ts';
import { sleep } from '../../../bench/lib/save.ts';
import { shownVersion } from './check-page.ts';
import { presentPath } from './newsroom.ts';
import type { Story } from './story.ts';
import type { Violations } from './violations.ts';

export interface ShownOptions {
  readonly connection: Connection;
  readonly violations: Violations;
  readonly isOver: () => boolean;
  readonly timeoutMs: number;
}

const POLL_MS = 25;

/**
 * Makes the function that waits until the path of a story shows its last version. It answers false when all
 * is over before, or when it takes longer than `timeoutMs`, which is a violation.
 */
export function createUntilShown(options: ShownOptions): (story: Story) => Promise<boolean> {
  const { connection, violations, isOver, timeoutMs } = options;
  return async (story) => {
    const path = presentPath(story);
    const wanted = story.versions.length - 1;
    const startedAt = performance.now();
    while (!isOver()) {
      const reply = await connection.get(path).catch(() => null);
      if (reply !== null && shownVersion(reply, story) === wanted) {
        story.isMoved = false;
        return true;
      }
      if (performance.now() - startedAt > timeoutMs) {
        const detail = `version ${wanted} of ${story.file} is not there after ${timeoutMs / 1000} s; it answers ${reply?.status}`;
        violations.add('not published', path, detail, [story.file]);
        return false;
      }
      await sleep(POLL_MS);
    }
    return false;
  };
}
