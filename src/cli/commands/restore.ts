import { resolve } from 'node:path';
import { BackupError } from '../../backup/backup-error.ts';
import { type Restored, restoreBackup } from '../../backup/restore-backup.ts';
import { readEnvironment } from '../../config/environment.ts';
import { DataDirError, takeDataDir } from '../../ingest/data-dir/data-dir.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { atMost, type CommandDeps, type Output, runCommand, UsageError } from '../command-line.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';

const USAGE = `Usage: dateline restore BACKUP [options]   put a backup into an empty DATA_DIR

BACKUP is a folder that "dateline backup" made. The server of DATA_DIR must not run. Where CONTENT_DIR is empty it gets the content of
the backup; where it has files it is left as it is.

  --force            move what DATA_DIR has to a folder in it, set-aside-…; nothing is deleted
  --without-content  leave CONTENT_DIR alone
  --json             tell what came of it as JSON
  --help             print this

Example: DATA_DIR=/var/lib/dateline dateline restore /var/backups/dateline/2026-12-01T05-40-00Z

Exit code: 0, 1 where nothing was restored, which is told with the cure, 2 for a wrong call.
`;

const OPTIONS = {
  force: { type: 'boolean' },
  'without-content': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/**
 * Restores a backup into the folders of the environment. Returns the exit code: 0, 1 where nothing was restored, which `errors` is told
 * with its cure, 2 for a wrong call. @throws EnvironmentError for a wrong environment.
 */
export async function restore(
  args: readonly string[],
  output: Output,
  errors: Output & BarStream,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'restore', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async ({ words, given }) => {
      const [folder] = atMost(1, words, 'is one word too many. Name one backup.');
      if (folder === undefined)
        throw new UsageError('Which one? Name the folder of a backup, such as 2026-12-01T05-40-00Z.');
      const { dataDir, contentDir, contentGit, origin } = readEnvironment(env);
      const bar = createProgressBar(errors, 'Restoring');
      try {
        const restored = restoreBackup({
          backup: resolve(folder),
          dataDir: resolve(dataDir),
          contentDir: contentGit === null && !given.has('without-content') ? resolve(contentDir) : null,
          isForced: given.has('force'),
          takeDataDir: (path) => takeDataDir(path, 0),
          now,
          onProgress: bar.update,
        });
        bar.end();
        const { manifest, content, setAside } = restored;
        if (given.has('json'))
          output.write(`${JSON.stringify({ at: manifest.at, site: manifest.site, content, setAside })}\n`);
        else for (const line of leftToDo(restored, origin)) output.write(`${showHidden(line)}\n`);
        return 0;
      } catch (error) {
        bar.end();
        if (!isTold(error)) throw error;
        errors.write(`${showHidden(error.message)}\n`);
        return 1;
      }
    },
  );
}

/** What keeps a backup from being restored, and the file system's word on it. */
const isTold = (error: unknown): error is Error =>
  error instanceof BackupError ||
  error instanceof DataDirError ||
  (error instanceof Error && (error as NodeJS.ErrnoException).syscall !== undefined);

const CONTENT: Readonly<Record<Restored['content'], string>> = {
  placed: 'CONTENT_DIR has the content of the backup. Let those who write own it.',
  absent: 'The backup has no content: CONTENT_DIR or CONTENT_GIT has to have the files of the site.',
  unwanted: 'CONTENT_DIR was left alone.',
  occupied: 'CONTENT_DIR has files and was left as it is; those of the backup are in content/ there.',
};

function leftToDo({ manifest, setAside, content }: Restored, origin: string): string[] {
  return [
    `DATA_DIR is as it was at ${manifest.at}.`,
    ...(setAside === null ? [] : [`What was there is in ${setAside}. Remove it when the site is right.`]),
    CONTENT[content],
    ...(manifest.site === origin
      ? []
      : [
          `The backup is of ${manifest.site}, and SITE_URL is ${origin}: passkeys and links hold for the former.`,
        ]),
    'Start the server: it makes the catalog and the pictures again, which takes longer than usual.',
    'Everybody logs in again. Look at "dateline desk list": whom you removed since that moment is back.',
    'Stop the former server, or set TELL=no there, before this one tells anybody.',
  ];
}
