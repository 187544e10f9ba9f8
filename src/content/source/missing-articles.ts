import { type Dirent, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isHiddenFolder } from '../../domain/hidden-names.ts';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import type { Problem } from '../../problems/problem.ts';
import { createProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';

/** How far the content folder is looked through for texts that lie elsewhere. */
const MAX_DEPTH = 8;
const MAX_FOLDERS = 2_000;

/** Folders of programs, and those that hold other texts than articles. */
const SKIPPED: ReadonlySet<string> = new Set([
  'node_modules',
  'vendor',
  'articles',
  'pages',
  'authors',
  'media',
]);

/** A folder with the Markdown files in it and below it. */
interface Found {
  readonly path: string;
  readonly files: number;
  readonly total: number;
  readonly children: readonly Found[];
}

/**
 * The error of a content folder without any article: where articles are looked for, which other folder has the most
 * Markdown files, and the cure. Looks at the disk; never throws.
 */
export function missingArticles(contentDir: string, articles: string): Problem[] {
  const log = createProblemLog(articles);
  const budget = { folders: MAX_FOLDERS };
  const found = survey(contentDir, '', 0, budget);
  const meant = likeliest(found);
  const message = `There is no article: articles are Markdown files in ${articles}/ of the content folder, and it has none.`;
  if (meant === null) {
    log.error({
      code: 'articles-missing',
      message,
      hint: `Put the first one there, such as ${articles}/first-story.md; "npm run new" writes one.`,
    });
  } else {
    const files = meant.total === 1 ? '1 Markdown file' : `${meant.total} Markdown files`;
    const isRoot = meant.path === '';
    const name = meant.path.split('/').at(-1) ?? '';
    // Below articles/ an underscore hides most folders.
    const kept = isHiddenFolder(name) ? name.replace(/^_+/, '') : name;
    log.error({
      code: 'articles-missing',
      message: `${message} ${isRoot ? 'Beside it lie' : `${quoteText(`${meant.path}/`)} has`} ${files}.`,
      hint: isRoot
        ? `Move them into ${articles}/.`
        : `Move that folder there, as ${articles}/${kept}: its files are read as they are.`,
    });
  }
  return log.list();
}

function survey(contentDir: string, path: string, depth: number, budget: { folders: number }): Found {
  budget.folders -= 1;
  let files = 0;
  const children: Found[] = [];
  for (const entry of entriesOf(join(contentDir, path))) {
    if (entry.name.startsWith('.')) continue;
    if (entry.isFile() && MARKDOWN_NAME.test(entry.name)) files += 1;
    else if (entry.isDirectory() && depth < MAX_DEPTH && budget.folders > 0 && !SKIPPED.has(entry.name)) {
      const child = survey(contentDir, path === '' ? entry.name : `${path}/${entry.name}`, depth + 1, budget);
      if (child.total > 0) children.push(child);
    }
  }
  const total = children.reduce((sum, child) => sum + child.total, files);
  return { path, files, total, children };
}

/** The deepest folder that still has most of the files; null where there is none. */
function likeliest(root: Found): Found | null {
  if (root.total === 0) return null;
  let at = root;
  for (;;) {
    const [largest] = at.children.toSorted((a, b) => b.total - a.total);
    // The root itself cannot be moved: some folder of it is named, unless most files lie in it alone.
    const share = at === root ? root.files : (at.total * 2) / 3;
    if (largest === undefined || largest.total < share || isOfDays(largest.path)) return at;
    at = largest;
  }
}

/** Folders of years, months and days belong together. */
const isOfDays = (path: string): boolean => /(?:^|\/)\d{1,4}$/.test(path);

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
