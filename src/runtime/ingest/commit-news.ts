import type { CommitNews } from '../../notify/describe-commit.ts';
import type { PublishedPush } from './follow-branch.ts';

/** What the git host is told of a push that is live. */
export function commitNews({
  commit,
  filesChanged,
  articlesLive,
  problems,
  paths,
}: PublishedPush): CommitNews {
  return {
    commit,
    filesChanged,
    articlesLive,
    problems: problems.map((problem) => ({ ...problem, path: paths.get(problem.file) ?? null })),
  };
}
