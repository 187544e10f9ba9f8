import { SECTIONS, slugOf } from '../../../bench/archive/names.ts';
import type { Newsroom } from './newsroom.ts';

/**
 * Every address that a newsroom has or had: articles with their former paths, fronts, the lists that some
 * article was ever in, the feed and the standing pages. Further pages of lists are found by their links.
 */
export function listPaths({ stories, sheets }: Newsroom): string[] {
  const lists = stories.flatMap(({ outline, paths }) => [
    ...outline.topics.map((topic) => `/topics/${slugOf(topic)}`),
    ...outline.authors.map((author) => `/authors/${slugOf(author)}`),
    ...[...paths].flatMap(periodsOf),
  ]);
  const own = stories.flatMap(({ paths }) => [...paths]);
  const pages = sheets.flatMap(({ path }) => (path === null ? [] : [path]));
  const sections = SECTIONS.map(({ slug }) => `/sections/${slug}`);
  return [...new Set(['/', '/feed.xml', ...pages, ...sections, ...lists, ...own])];
}

/** `/2016`, `/2016/07` and `/2016/07/15` for an article's path; none for an alias. */
function periodsOf(path: string): string[] {
  const [, year, month, day] = /^\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(path) ?? [];
  return day === undefined ? [] : [`/${year}`, `/${year}/${month}`, `/${year}/${month}/${day}`];
}
