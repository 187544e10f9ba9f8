import { resolve } from 'node:path';
import { BackupError } from '../../backup/backup-error.ts';
import type { BackupSource } from '../../backup/backup-place.ts';
import { makeBackup } from '../../backup/make-backup.ts';
import { verifyBackup } from '../../backup/verify-backup.ts';
import { readEnvironment, type Settings } from '../../config/environment.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import {
  atMost,
  type CommandDeps,
  type CommandLine,
  type Output,
  runCommand,
  UsageError,
} from '../command-line.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';

const USAGE = `Usage: dateline backup DIR [options]      save all of the site that cannot be made again, while it runs
       dateline backup verify BACKUP     read a backup and compare it with its manifest

DIR gets a folder for each backup, such as 2026-12-01T05-40-00Z: it is whole, or not there. docs/backup.md has what is in it.

  --keep N           once the new one is whole, remove the oldest of this site but for N
  --without-content  leave CONTENT_DIR out
  --json             tell what came of it as JSON
  --help             print this

Example: dateline backup /var/backups/dateline --keep 14

Exit code: 0, 1 where there is no whole backup, which is told with the cure, 2 for a wrong call.
`;

const OPTIONS = {
  keep: { type: 'string', example: '--keep 14' },
  'without-content': { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Line = CommandLine<keyof typeof OPTIONS>;

/**
 * Makes or reads a backup of the site of the environment, whether the server runs or not. Returns the exit code: 0, 1 for none, which
 * `errors` is told with its cure, 2 for a wrong call. @throws EnvironmentError for a wrong environment.
 */
export async function backup(
  args: readonly string[],
  output: Output,
  errors: Output & BarStream,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'backup', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async (line) => {
      const call: Call = { line, output, errors, now };
      try {
        if (line.words[0] === 'verify') return verify(call);
        return await make(call, readEnvironment(env));
      } catch (error) {
        if (!(error instanceof BackupError)) throw error;
        errors.write(`${showHidden(error.message)}\n`);
        return 1;
      }
    },
  );
}

interface Call {
  readonly line: Line;
  readonly output: Output;
  readonly errors: Output & BarStream;
  readonly now: () => number;
}

async function make({ line, output, errors, now }: Call, settings: Settings): Promise<number> {
  const [folder] = atMost(1, line.words, 'is one word too many. Name one folder for backups.');
  if (folder === undefined) throw new UsageError('Where to? Name a folder, such as /var/backups/dateline.');
  const keep = readKeep(line.given.get('keep'));
  const begun = now();
  const bar = createProgressBar(errors, 'Saving');
  const made = await makeBackup({
    source: sourceOf(settings, !line.given.has('without-content')),
    folder: resolve(folder),
    keep,
    now,
    onProgress: bar.update,
  }).finally(bar.end);
  const ms = Math.round(now() - begun);
  for (const warning of made.warnings) errors.write(`${showHidden(warning)}\n`);
  if (line.given.has('json')) output.write(`${JSON.stringify({ ...made, ms })}\n`);
  else {
    const megabytes = (made.bytes / 1024 / 1024).toFixed(1);
    output.write(
      `${showHidden(made.backup)}: ${made.files} files, ${megabytes} MB, in ${(ms / 1000).toFixed(1)} s\n`,
    );
    for (const name of made.removed) output.write(`removed ${name}\n`);
  }
  return 0;
}

function verify({ line, output, errors }: Call): number {
  const [, folder] = atMost(2, line.words, 'is one word too many. Name one backup.');
  if (folder === undefined)
    throw new UsageError('Which one? Name the folder of a backup, such as 2026-12-01T05-40-00Z.');
  const bar = createProgressBar(errors, 'Reading');
  const path = resolve(folder);
  try {
    const { at, program, files } = verifyBackup(path, bar.update);
    bar.end();
    if (line.given.has('json'))
      output.write(`${JSON.stringify({ backup: path, at, program, files: files.length })}\n`);
    else
      output.write(
        `${showHidden(path)}: ${files.length} files as they were made at ${at} by Dateline ${showHidden(program)}\n`,
      );
    return 0;
  } finally {
    bar.end();
  }
}

function sourceOf({ dataDir, contentDir, contentGit, origin }: Settings, isWanted: boolean): BackupSource {
  return {
    dataDir: resolve(dataDir),
    content:
      contentGit === null
        ? { kind: 'folder', dir: resolve(contentDir), isWanted }
        : { kind: 'git', url: contentGit.url, branch: contentGit.branch },
    site: origin,
  };
}

/** @throws UsageError for what is no number of backups. */
function readKeep(written: string | undefined): number | null {
  if (written === undefined) return null;
  if (/^[1-9]\d{0,4}$/.test(written)) return Number(written);
  throw new UsageError(`--keep ${quoteText(written)} is no number of backups. Give a whole number from 1.`);
}
