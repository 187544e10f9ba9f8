import { join } from 'node:path';
import type { Logger } from 'pino';
import { childEnvironment } from '../../config/child-environment.ts';
import { tokenUserOf } from '../../config/machine-addresses.ts';
import { readMachineSecrets } from '../../config/machines-environment.ts';
import { openMirror } from '../../git/mirror.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../revisions/open-revisions.ts';
import type { ContentWriting } from '../../writing/content-writing.ts';
import { openContentWriting } from '../../writing/open-content-writing.ts';
import type { DeskProcessSettings } from './desk-messages.ts';

export interface OpenDeskWritingOptions {
  readonly settings: Pick<DeskProcessSettings, 'contentDir' | 'dataDir' | 'contentGit'>;
  /** Told of each push to the branch of CONTENT_GIT, so that the site looks at once. */
  readonly pushed: () => void;
  readonly log: Logger;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The way in which the desk writes, and the versions of files that it keeps. */
export interface DeskWriting extends AsyncDisposable {
  readonly writing: ContentWriting;
  readonly revisions: Revisions;
}

/** Opens the content folder for the desk: the folder of the editors, or the branch of CONTENT_GIT in the mirror of the ingest. */
export function openDeskWriting({ settings, pushed, log, now }: OpenDeskWritingOptions): DeskWriting {
  const { contentDir, dataDir, contentGit } = settings;
  const revisions = openRevisions({ file: revisionsFile(dataDir), now, log });
  const mirror =
    contentGit === null
      ? null
      : openMirror({
          gitDir: join(dataDir, 'mirror.git'),
          remote: {
            url: contentGit.url,
            token: readMachineSecrets().gitToken,
            tokenUser: tokenUserOf(contentGit.host),
          },
          branch: contentGit.branch,
          environment: childEnvironment(),
          now,
        });
  const branch = mirror === null ? null : { mirror, pushed };
  const writing = openContentWriting({ contentDir, branch, revisions, now, log });
  return {
    writing,
    revisions,
    async [Symbol.asyncDispose]() {
      await writing.close();
      revisions.close();
    },
  };
}
