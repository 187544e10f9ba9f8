import { accessSync, constants } from 'node:fs';
import { join, resolve } from 'node:path';
import { tokenUserOf } from '../../config/machine-addresses.ts';
import type { Settings } from '../../config/environment.ts';
import { type Environment, gitEnvironment } from '../../git/git-environment.ts';
import { runRemote } from '../../git/run-remote.ts';
import { type Finding, missing, ok, reasonOf } from './finding.ts';

/** How long a git host may take to answer, in ms. */
const PATIENCE_MS = 15_000;

/** With what content is asked for. */
interface ContentAccess {
  readonly env: Environment;
  /** Of the git host; null for none. */
  readonly token: string | null;
}

/** Whether the newsroom's files can be had: the folder, or the branch of the repository. Nothing is fetched. */
export async function lookAtContent(
  { contentGit, contentDir }: Pick<Settings, 'contentGit' | 'contentDir'>,
  { env, token }: ContentAccess,
): Promise<Finding> {
  if (contentGit === null) return lookAtFolder(resolve(contentDir));
  const { url, branch, host } = contentGit;
  const remote = { url, token, tokenUser: tokenUserOf(host) };
  const name = branch === null ? 'HEAD' : `refs/heads/${branch}`;
  try {
    const rows = await runRemote(['ls-remote', '--', url, name], {
      remote,
      environment: gitEnvironment(env, remote),
      silenceMs: PATIENCE_MS,
      signal: AbortSignal.timeout(PATIENCE_MS * 2),
    });
    const [commit = ''] = rows.split('\t');
    if (commit !== '') return ok('CONTENT_GIT', `${url} answers: ${name} is ${commit.slice(0, 12)}`);
    return missing(
      'CONTENT_GIT',
      `${url} has no ${name}`,
      'Name a branch that is there after the #, or push one.',
    );
  } catch (error) {
    return missing(
      'CONTENT_GIT',
      reasonOf(error),
      'git and ssh are asked as the user that calls this command.',
    );
  }
}

function lookAtFolder(folder: string): Finding {
  try {
    accessSync(folder, constants.R_OK | constants.X_OK);
    accessSync(join(folder, 'site.yaml'), constants.R_OK);
    return ok('CONTENT_DIR', `${folder} can be read; "dateline check" tells of the files in it`);
  } catch (error) {
    const cure =
      'Set CONTENT_DIR to the newsroom’s folder, begin one by "dateline init", or let the server’s user read it.';
    return missing('CONTENT_DIR', reasonOf(error), cure);
  }
}
