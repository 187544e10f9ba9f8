import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { IngestListener } from '../../ingest/ingest-options.ts';
import type { CausedChange } from '../../ingest/publish/writer.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../revisions/open-revisions.ts';

export interface KeepVersionsOptions {
  /** Absolute paths. */
  readonly contentDir: string;
  readonly dataDir: string;
  /** Milliseconds since 1970, with fractions perhaps. */
  readonly now: () => number;
  readonly log: Logger;
}

/** Of a publish of more files these many are kept: a whole archive that is copied in has no versions as yet. */
const MOST_KEPT = 300;

type NewsListener = Pick<IngestListener, 'stored' | 'troubled'>;

/** Keeps every version of a story that is published, whoever wrote it, by SFTP or in git as well; `next` hears of it afterwards. */
export function keepVersions(
  { contentDir, dataDir, now, log }: KeepVersionsOptions,
  next: NewsListener,
): { readonly listener: NewsListener; readonly close: () => void } {
  const revisions: Revisions = openRevisions({ file: revisionsFile(dataDir), now, log });
  const keep = ({ changes }: CausedChange): void => {
    const at = Math.floor(now());
    const files = changes.slice(0, MOST_KEPT).map(({ file }) => file);
    const versions = files.flatMap((file) => {
      const bytes = readNow(join(contentDir, file));
      // Of a file that is gone nothing is known if it never had a version.
      return bytes === undefined ? [] : [{ file, bytes, at, by: null, why: null }];
    });
    if (versions.length > 0) revisions.keep(versions);
  };
  return {
    listener: {
      ...next,
      stored(publish) {
        keep(publish);
        next.stored?.(publish);
      },
    },
    close: () => revisions.close(),
  };
}

/** What a file holds; null where it is gone, undefined where it cannot be read now. */
function readNow(path: string): Buffer | null | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? null : undefined;
  }
}
