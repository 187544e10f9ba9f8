import { type Dirent, readdirSync } from 'node:fs';
import { MARKDOWN_NAME } from '../../domain/markdown/markdown-name.ts';
import { join } from 'node:path';
import { ARTICLES } from './folders.ts';

/** Turns an article’s day (YYYY-MM-DD) and slug into the path of its file below the content folder. */
export type PlaceArticle = (day: string, slug: string) => string;

/**
 * How a newsroom lays its articles out: in folders of years, months or days, as it does already; with the day in the
 * file’s name, as Jekyll has it; all in one folder; or, where there are none yet, in folders of months.
 */
export function readFolderHabit(contentDir: string): PlaceArticle {
  const root = join(contentDir, ARTICLES);
  const entries = list(root);
  const years = numbered(entries, 4);
  if (years.length > 0) return datedFolders(depthBelow(join(root, years.at(-1) ?? '')));
  const files = entries.filter((entry) => entry.isFile() && MARKDOWN_NAME.test(entry.name));
  if (files.length === 0) return datedFolders(2);
  const isDated = files.some(({ name }) => /^\d{4}-\d\d-\d\d-/.test(name));
  return isDated ? (day, slug) => `${ARTICLES}/${day}-${slug}.md` : (_day, slug) => `${ARTICLES}/${slug}.md`;
}

/** 1 for folders of years, 2 of months, 3 of days; a year without anything in it tells nothing. */
function depthBelow(year: string): number {
  const entries = list(year);
  const month = numbered(entries, 2).at(-1);
  if (month === undefined) return entries.some((entry) => entry.isFile()) ? 1 : 2;
  return numbered(list(join(year, month)), 2).length > 0 ? 3 : 2;
}

function datedFolders(depth: number): PlaceArticle {
  return (day, slug) => [ARTICLES, ...day.split('-').slice(0, depth), `${slug}.md`].join('/');
}

/** Names of folders that are so many digits, sorted. */
function numbered(entries: readonly Dirent[], digits: number): string[] {
  const isNumber = new RegExp(`^\\d{${digits}}$`);
  return entries
    .filter((entry) => entry.isDirectory() && isNumber.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

function list(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
