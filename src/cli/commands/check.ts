import { readEnvironment } from '../../config/environment.ts';
import type { Problem } from '../../problems/problem.ts';
import { loadSite, SiteError } from '../../runtime/load-site.ts';
import { formatProblem } from '../format-problem.ts';

interface Output {
  write(text: string): unknown;
}

/**
 * Lists every problem of a content folder (by default the configured one) with file:line:column, message
 * and cure. Returns the exit code: 1 when one is an error, so that a file stays off the site.
 */
export async function check(args: readonly string[], output: Output, errors: Output): Promise<number> {
  const [folder = readEnvironment().contentDir] = args;
  const { problems, articleCount, failure } = await inspect(folder);
  if (failure !== null) errors.write(`${failure}\n`);
  for (const problem of problems) output.write(formatProblem(problem, folder));
  const count = (severity: Problem['severity']) =>
    problems.filter((problem) => problem.severity === severity).length;
  const totals = [
    counted(articleCount, 'article'),
    counted(count('error'), 'error'),
    counted(count('warning'), 'warning'),
  ];
  output.write(`${folder}: ${totals.join(', ')}\n`);
  return failure !== null || count('error') > 0 ? 1 : 0;
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

async function inspect(folder: string) {
  try {
    const { content, problems } = await loadSite(folder);
    return { problems, articleCount: content.articles.length, failure: null };
  } catch (error) {
    if (!(error instanceof SiteError)) throw error;
    return { problems: error.problems, articleCount: 0, failure: error.message };
  }
}
