import { join } from 'node:path';
import { readEnvironment } from '../../config/environment.ts';
import { readSiteFile } from '../../ingest/read/read-folder-lists.ts';
import { contentFolder } from '../../ingest/read/text-folder.ts';
import { formatProblem } from '../../problems/show/format-problem.ts';
import { showHidden } from '../../problems/show/visible-text.ts';
import { atMost, type CommandDeps, type Output, runCommand, UsageError } from '../command-line.ts';
import { whyNotWritten } from '../own-folder.ts';
import { createFile } from '../../storage/create-file.ts';
import { type ArticleWish, draftArticle } from '../newsroom/draft-article.ts';
import { readFolderHabit } from '../../ingest/read/folder-habit.ts';

const USAGE = `Usage: dateline new "HEADLINE" [options]

  Writes the file of a new article, where the newsroom has its articles, and says where it is and which address it will
  have. It is a draft, which no reader sees, until the line "draft: true" is taken out. A file that is there stays as it is.

  --section=NAME    a section of site.yaml, by name or slug
  --author=NAME     who writes it; names with commas between
  --date=TIME       when it is published, in the site's time zone; now by default
  --slug=SLUG       the last part of its address; made of the headline by default
  --draft           keep it off the site, which is the default
  --publish         put it on the site at once, by its headline alone
  --help            print this

Example: dateline new "The ferry returns to the lake" --section=Society --date="2026-11-22 09:30"

Exit code: 0, 1 when it could not be written, 2 for a wrong call.
`;

const OPTIONS = {
  section: { type: 'string', example: '--section=World' },
  author: { type: 'string', example: '--author="Culture Desk"' },
  date: { type: 'string', example: '--date="2026-11-22 09:30"' },
  slug: { type: 'string', example: '--slug=the-ferry-returns' },
  draft: { type: 'boolean' },
  publish: { type: 'boolean' },
} as const;

/**
 * Writes the file of a new article into the configured content folder. Returns the exit code.
 * @throws EnvironmentError for a wrong environment.
 */
export function newArticle(
  args: readonly string[],
  output: Output,
  errors: Output,
  { env, now = Date.now }: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'new', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async ({ given, words }) => {
      const [headline] = atMost(1, words, 'is one headline too many. Write the whole headline in quotes.');
      if (headline === undefined) throw new UsageError('There is no headline. Write it in quotes.');
      if (given.has('draft') && given.has('publish')) {
        throw new UsageError('--draft and --publish ask for opposites. Remove one of the two.');
      }
      const environment = readEnvironment(env);
      const { contentDir, origin } = environment;
      const refusal = whyNotWritten(environment);
      if (refusal !== null) {
        errors.write(refusal);
        return 1;
      }
      const { section, author, date, slug } = Object.fromEntries(given);
      const wish = { headline, section, author, date, slug, isDraft: !given.has('publish') };
      return writeArticle(wish, { contentDir, origin, now: now() }, output, errors);
    },
  );
}

interface Place {
  readonly contentDir: string;
  readonly origin: string;
  readonly now: number;
}

async function writeArticle(
  wish: ArticleWish,
  { contentDir, origin, now }: Place,
  output: Output,
  errors: Output,
): Promise<number> {
  const { site, problems } = readSiteFile(contentFolder(contentDir));
  if (site === null) {
    errors.write('An article needs the newsroom’s site.yaml; "dateline init FOLDER" begins a newsroom.\n');
    for (const problem of problems) errors.write(formatProblem(problem, contentDir));
    return 1;
  }
  const { file, text, path } = draftArticle(wish, site, readFolderHabit(contentDir), now);
  const shown = showHidden(join(contentDir, file));
  try {
    if (!createFile(join(contentDir, file), text)) {
      errors.write(`${shown} is there already; it stays as it is. Give another headline, or --slug=…\n`);
      return 1;
    }
  } catch (error) {
    errors.write(`${shown} cannot be written: ${(error as Error).message}\n`);
    return 1;
  }
  const state = wish.isDraft ? 'a draft; take the line "draft: true" out to publish it at' : 'published at';
  output.write(`${shown}\n${state} ${origin}${path}\n`);
  return 0;
}
