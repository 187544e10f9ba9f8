import { type GitArguments, listTopFolders, listTree } from '../../git/git-trees.ts';

/** A commit has no site at its root; the message says where there may be one, and the cure. */
export class ContentRootError extends Error {
  override readonly name = 'ContentRootError';
  readonly code = 'git-no-site';
}

/** Sees that a commit has a site.yaml at its root. @throws ContentRootError; GitHistoryError */
export async function requireSite(args: GitArguments, commit: string): Promise<void> {
  if ((await listTree(args, commit, ['site.yaml'])).length > 0) return;
  const folders = await listTopFolders(args, commit);
  const below = await listTree(
    args,
    commit,
    folders.map((folder) => `${folder}/site.yaml`),
  );
  const [only] = below.map(({ path }) => path.slice(0, -'/site.yaml'.length));
  const where = below.length === 1 && only !== undefined ? `, but there is one in ${only}/` : '';
  const cure =
    where === ''
      ? 'Commit one, or name the branch that has it after the # of CONTENT_GIT.'
      : `CONTENT_GIT serves the root of a branch. Make one of that folder with "git subtree split --prefix=${only} --branch=site", push it, and put #site after the address.`;
  throw new ContentRootError(
    `CONTENT_GIT: commit ${commit.slice(0, 12)} has no site.yaml at its root${where}. ${cure}`,
  );
}
