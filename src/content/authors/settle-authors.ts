import type { AuthorProfile } from '../../domain/article.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';

/** Lets each author have one profile: the first by file name; another file of the same author is an error. */
export function settleAuthors(profiles: readonly AuthorProfile[]): {
  authors: AuthorProfile[];
  problems: Problem[];
} {
  const owners = new Map<string, AuthorProfile>();
  const problems: Problem[] = [];
  for (const profile of profiles) {
    const owner = owners.get(profile.slug);
    if (owner === undefined) {
      owners.set(profile.slug, profile);
      continue;
    }
    const log = createProblemLog(profile.file);
    log.error({
      code: 'author-taken',
      message: `${profile.file} and ${owner.file} are both about the author ${quoteText(profile.slug)}.`,
      hint: 'Put the two together, or give one of them another name or "slug: …".',
    });
    problems.push(...log.list());
  }
  return { authors: [...owners.values()], problems };
}
