import type { Reply } from '../../../bench/lib/connection.ts';
import { shownVersion } from './check-page.ts';
import { presentPath } from './newsroom.ts';
import type { Story } from './story.ts';
import type { Violations } from './violations.ts';

export interface VerifyOptions {
  readonly stories: readonly Story[];
  readonly violations: Violations;
  /** Asks for a path and follows where it leads. */
  readonly read: (path: string) => Promise<Reply | null>;
}

/**
 * Asks for stories at every path at which one was ever served: the last version must be there, the
 * paths of a story that was removed must be gone.
 */
export async function verifyStories({ stories, violations, read }: VerifyOptions): Promise<void> {
  for (const story of stories) {
    for (const path of new Set([presentPath(story), ...story.served])) {
      const reply = await read(path);
      const fault = reply === null ? 'no reply' : faultOf(story, reply, path);
      if (fault !== null)
        violations.add('not what the file says', path, `${fault}; ${story.file}`, [story.file]);
    }
  }
}

function faultOf(story: Story, reply: Reply, path: string): string | null {
  if (story.state === 'absent') {
    const isRight = reply.status === 410 || (reply.status === 404 && !story.served.has(path));
    return isRight ? null : `status ${reply.status} of a story that was removed`;
  }
  if (reply.status !== 200) return `status ${reply.status} of a story that is there`;
  const [shown, last] = [shownVersion(reply, story), story.versions.length - 1];
  return shown === last ? null : `version ${shown} in place of ${last}`;
}
