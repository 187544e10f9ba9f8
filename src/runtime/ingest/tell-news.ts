import type { LivePublish } from '../../desk/news.ts';
import type { IngestListener } from '../../ingest/ingest-options.ts';
import type { CausedChange } from '../../ingest/publish/writer.ts';
import type { IngestMessage } from './ingest-messages.ts';

/** Of a publish of more files these many are told one by one. */
const MOST_TOLD = 300;

/** What an ingest tells for those who watch it: what was published, drafts included, and what is wrong with files. */
export function newsTeller(
  tell: (message: IngestMessage) => void,
  now: () => number,
): Pick<IngestListener, 'stored' | 'troubled'> {
  return {
    stored: (publish) => tell({ kind: 'stored', publishes: livePublishes(publish, now()) }),
    troubled: (file, problems, isServed) => tell({ kind: 'troubled', file, problems, isServed }),
  };
}

/** The files of a publish that is done at `at`, in milliseconds since 1970. */
export function livePublishes({ changes, keys, cause }: CausedChange, at: number): LivePublish[] {
  const ms = Math.max(0, at - cause.at);
  return changes.slice(0, MOST_TOLD).map(({ file, path, title, change, wasPublic, isPublic }) => ({
    ...{ file, path, title, change, wasPublic, isPublic, at, ms },
    way: cause.way,
    ...(cause.commit === undefined ? {} : { commit: cause.commit }),
    keys: keys.size,
  }));
}
