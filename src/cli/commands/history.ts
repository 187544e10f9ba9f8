import { readEnvironment } from '../../config/environment.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { openRevisions, type Revisions, revisionsFile } from '../../revisions/open-revisions.ts';
import type { Revision } from '../../revisions/revision.ts';
import { createLogger } from '../../telemetry/logger.ts';
import {
  atMost,
  type CommandDeps,
  type CommandLine,
  type Output,
  runCommand,
  UsageError,
} from '../command-line.ts';

const USAGE = `Usage: dateline history FILE                          the versions of a file that are kept, the newest first
       dateline history FILE --redact ID --why REASON  keep a version from readers, and tell them why
       dateline history FILE --give-back ID            show it to them again

FILE is a path below the content folder. Editors see every version in any case. A running server follows within seconds.

  --redact     the version that readers are not to see, by what stands first on its line
  --why        the reason, which readers see in its place
  --give-back  the version that they may see again
  --help       print this

Example: dateline history articles/2026/ferry.md --redact r12 --why "It named a minor."

Exit code: 0, 1 for a failure, 2 for a wrong call.
`;

const OPTIONS = {
  redact: { type: 'string', example: '--redact r12' },
  why: { type: 'string', example: '--why "It named a minor."' },
  'give-back': { type: 'string', example: '--give-back r12' },
} as const;

type Given = CommandLine<keyof typeof OPTIONS>['given'];

/** Versions that are listed. */
const MOST = 500;

/**
 * Lists the versions of a file, keeps one from readers or gives it back to them, whether the server runs or not. Returns the exit
 * code: 0, 1 for a failure, which `errors` is told with its cure, 2 for a wrong call. @throws EnvironmentError for a wrong environment.
 */
export async function history(
  args: readonly string[],
  output: Output,
  errors: Output,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'history', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async ({ words, given }) => {
      const [file] = atMost(1, words, 'is one file too many. Name one file.');
      if (file === undefined)
        throw new UsageError(
          'Of which file? Name one below the content folder, such as articles/2026/ferry.md.',
        );
      checkGiven(given);
      const { dataDir } = readEnvironment(env);
      const revisions = openRevisions({
        file: revisionsFile(dataDir),
        now,
        log: createLogger({ level: 'silent' }),
      });
      using _ = { [Symbol.dispose]: () => revisions.close() };
      const found = revisions.list(file, MOST).filter(({ isRefused }) => !isRefused);
      if (found.length === 0) {
        errors.write(
          `No version of ${quoteText(file)} is kept in ${showHidden(dataDir)}. Write its path as it is below the content folder.\n`,
        );
        return 1;
      }
      const asked = given.get('redact') ?? given.get('give-back');
      if (asked === undefined) {
        for (const revision of found) output.write(lineOf(revision, revisions.redacted(file)));
        return 0;
      }
      return change({ revisions, file, found, asked, given, output, errors });
    },
  );
}

/** @throws UsageError for options that do not go together. */
function checkGiven(given: Given): void {
  if (given.has('redact') && given.has('give-back'))
    throw new UsageError('A version is kept back or given back. Leave one of the two out.');
  if (given.has('redact') && !given.has('why'))
    throw new UsageError('Readers are told why. Add --why "It named a minor."');
  if (given.has('why') && !given.has('redact'))
    throw new UsageError('--why is the reason of --redact. Add --redact and the version.');
}

interface Change {
  readonly revisions: Revisions;
  readonly file: string;
  readonly found: readonly Revision[];
  /** The version that is named. */
  readonly asked: string;
  readonly given: Given;
  readonly output: Output;
  readonly errors: Output;
}

function change({ revisions, file, found, asked, given, output, errors }: Change): number {
  const revision = found.find(({ id }) => id === asked);
  const digest = revision?.digest ?? null;
  if (revision === undefined || digest === null) {
    errors.write(
      `${quoteText(asked)} is no version of ${quoteText(file)} that has a text. dateline history FILE lists them.\n`,
    );
    return 1;
  }
  const why = given.get('why') ?? null;
  if (why !== null && found[0]?.digest === digest) {
    errors.write(
      `${asked} is what the file says now, and what readers see. Change the story first, then keep this version back.\n`,
    );
    return 1;
  }
  revisions.redact(file, digest, why === null ? null : { why });
  const isDone = revisions.redacted(file).has(digest) === (why !== null);
  if (!isDone) {
    errors.write(
      'The file of versions could not be written. Let this user read and write it, or make room on its disk.\n',
    );
    return 1;
  }
  output.write(
    why === null
      ? `Readers see ${asked} again.\n`
      : `Readers see the reason in the place of ${asked}, within seconds. Look whether other versions say the same.\n`,
  );
  return 0;
}

function lineOf(
  { id, at, by, why, digest, isMinor }: Revision,
  redacted: ReadonlyMap<string, string>,
): string {
  const reason = digest === null ? undefined : redacted.get(digest);
  const parts = [
    id,
    new Date(at).toISOString().replace(/\.\d+Z$/, 'Z'),
    by,
    digest === null ? 'deleted' : why,
    isMinor ? 'minor edit' : null,
    reason === undefined ? null : `kept from readers: ${reason}`,
  ];
  return `${showHidden(parts.filter((part) => part !== null && part !== '').join('  '))}\n`;
}
