import type { NewsProblem } from './news-event.ts';

/**
 * Warnings that are told as errors are: what keeps a story from readers though its file is sound, and what is hardly meant as it is
 * written. All others are in the log, in `check` and on the desk.
 */
const TOLD_WARNINGS: ReadonlySet<string> = new Set([
  // Held back, or at another address than the one that was asked for.
  'held-back',
  'limit-misspelt',
  'limit-unreadable',
  'note-unclosed',
  'time-not-kept',
  'url-taken',
  // Seen by nobody, at another moment, or without what it is about.
  'body-empty',
  'date-either-way',
  'date-missing',
  'date-skipped',
  'expires-before-date',
  'text-missing',
  'title-missing',
  // In no list, under no name, or without its picture.
  'article-unknown',
  'author-unnamed',
  'file-missing',
  'key-unknown',
  'not-a-picture',
  'picture-tells-place',
  'picture-unnamed',
  'section-unknown',
  'type-unknown',
]);

/** The problems of a file that somebody is told of. */
export const worthTelling = (problems: readonly NewsProblem[]): NewsProblem[] =>
  problems
    .filter(({ severity, code }) => severity === 'error' || TOLD_WARNINGS.has(code))
    .map(({ line, column, severity, code, message, hint }) => ({
      ...{ line, column, severity, code, message, hint },
    }));
