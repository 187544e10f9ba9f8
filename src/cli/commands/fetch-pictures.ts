import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { readEnvironment } from '../../config/environment.ts';
import { listWebPictures } from '../../ingest/build/list-web-pictures.ts';
import { fetchedFolder } from '../../ingest/fetched/open-fetched.ts';
import { SiteError } from '../../ingest/read/site-error.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { userAgent } from '../../runtime/partner-feeds/poll-partners.ts';
import type { Ask } from '../ask.ts';
import { whyNotWritten } from '../own-folder.ts';
import { atMost, type CommandDeps, type Output, runCommand, UsageError } from '../command-line.ts';
import { bringPictures } from '../pictures/bring-pictures.ts';
import { describeBrought, describePlan } from '../pictures/describe-pictures.ts';
import { planPictures } from '../pictures/plan-pictures.ts';
import { createProgressBar } from '../progress-bar.ts';

const USAGE = `Usage: dateline fetch-pictures [folder] [options]

Brings the pictures of the hosts that site.yaml names (pictures: {hosts: […]}) into media/ of the content folder, by default
the configured one (CONTENT_DIR), each under its host and path. Texts need no change: they are shown from there. What
the site has fetched already is taken from DATA_DIR. It may run beside the server, and again after it was broken off.

  --yes, -y         bring them without asking
  --dry-run         show what would be done, and do nothing
  --help            print this

Example: dateline fetch-pictures --yes

Exit code: 0, 1 when a picture could not be fetched or nothing was done because the answer was no, 2 for a wrong call.
`;

const OPTIONS = { yes: { type: 'boolean', short: 'y' }, 'dry-run': { type: 'boolean' } } as const;

/**
 * Brings pictures of the newsroom's own hosts into its content folder for good, shown and asked for before. `ask` is null where
 * there is nobody to answer. Returns the exit code.
 * @throws EnvironmentError for a wrong environment.
 */
export async function fetchPictures(
  args: readonly string[],
  output: Output,
  errors: Output,
  { ask = null, ...deps }: CommandDeps & { readonly ask?: Ask | null } = {},
): Promise<number> {
  const command = { name: 'fetch-pictures', usage: USAGE, options: OPTIONS };
  return runCommand(args, command, output, errors, async (line) => {
    atMost(1, line.words, 'is one folder too many.');
    const isSure = line.given.has('yes');
    const isDry = line.given.has('dry-run');
    if (isSure && isDry) throw new UsageError('--yes and --dry-run do not go together. Give one of them.');
    if (!isSure && !isDry && ask === null) {
      throw new UsageError(
        'It asks before it writes, and there is no terminal to answer on. Add --yes to fetch at once, or --dry-run to see what it would do.',
      );
    }
    const agree = isDry ? null : isSure ? async () => true : ask;
    try {
      return await bring(line.words[0] ?? null, agree, { output, errors, ...deps });
    } catch (error) {
      if (!(error instanceof SiteError)) throw error;
      errors.write(`${showHidden(error.message)}\n`);
      return 1;
    }
  });
}

interface BringDeps extends CommandDeps {
  readonly output: Output;
  readonly errors: Output;
}

async function bring(
  folder: string | null,
  agree: Ask | null,
  { output, errors, env, now = Date.now }: BringDeps,
): Promise<number> {
  const environment = readEnvironment(env);
  const refusal = folder === null && agree !== null ? whyNotWritten(environment) : null;
  if (refusal !== null) {
    errors.write(refusal);
    return 1;
  }
  const contentDir = resolve(folder ?? environment.contentDir);
  const reading = createProgressBar(errors, 'Reading articles');
  const listed = await listWebPictures(contentDir, {
    now,
    threads: availableParallelism(),
    onProgress: reading.update,
  }).finally(() => reading.end());
  // What another folder had fetched is no matter of this one.
  const isOwn = folder === null && existsSync(fetchedFolder(environment.dataDir));
  const plan = planPictures(listed, { contentDir, dataDir: isOwn ? environment.dataDir : null });
  output.write(showHidden(describePlan(plan)));
  if (plan.pictures.length === 0 || agree === null) return 0;
  const count = plan.pictures.length;
  if (!(await agree(`Bring ${count === 1 ? 'this picture' : `these ${count} pictures`} into media/?`)))
    return 1;
  const fetching = createProgressBar(errors, 'Fetching pictures');
  const result = await bringPictures(plan.pictures, {
    contentDir,
    fetching: {
      allowPrivate: environment.allowPrivateFeeds,
      userAgent: userAgent(environment.origin),
      now,
    },
    onProgress: fetching.update,
  }).finally(() => fetching.end());
  output.write(showHidden(describeBrought(result)));
  return result.failed.length === 0 ? 0 : 1;
}
