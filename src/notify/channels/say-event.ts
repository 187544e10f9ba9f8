import type { NewsEvent, NewsFile } from '../news/news-event.ts';

/** A line for people, from which each chat and the mail make their own. */
export interface SaidLine {
  /** Where, or what: `articles/a.md:4:7`, a headline. */
  readonly name: string;
  /** A whole URL; null for none. */
  readonly url: string | null;
  /** What there is to say of it; empty for nothing. */
  readonly text: string;
}

/** An event in words. */
export interface Saying {
  readonly title: string;
  readonly lines: readonly SaidLine[];
  /** That there is more than is named; null where there is not. */
  readonly rest: string | null;
}

/** Of one file so many problems are named. */
const MOST_PROBLEMS = 3;
/** Longer texts of a file are cut for people. */
const MOST_LETTERS = 300;

/** Says an event to people, without markup. Texts of files are on one line each. */
export function sayEvent(event: NewsEvent): Saying {
  if (event.type === 'problem.found') {
    return {
      title: `${counted(event.count, 'file has', 'files have')} problems`,
      lines: event.files.flatMap(linesOfFile),
      rest: restOf(event.count - event.files.length, 'file', 'files'),
    };
  }
  if (event.type === 'problem.mended') {
    return {
      title: `${counted(event.count, 'file is', 'files are')} in order again`,
      lines: event.files.map(({ file }) => ({ name: oneLine(file), url: null, text: '' })),
      rest: restOf(event.count - event.files.length, 'file', 'files'),
    };
  }
  const rest = restOf(event.count - event.articles.length, 'story', 'stories');
  if (event.type === 'article.live') {
    return {
      title: `${counted(event.count, 'story is', 'stories are')} live`,
      lines: event.articles.map(({ title, url }) => ({ name: oneLine(title), url, text: '' })),
      rest,
    };
  }
  return {
    title: `${counted(event.count, 'embargo has', 'embargoes have')} changed`,
    lines: event.articles.map(({ title, file, showsFrom, previously }) => ({
      name: oneLine(title),
      url: null,
      text: `${momentOf(showsFrom, previously)} (${oneLine(file)})`,
    })),
    rest,
  };
}

function linesOfFile({ file, isServed, problems }: NewsFile): SaidLine[] {
  const effect = isServed
    ? 'Readers have its last good version.'
    : 'Readers do not have it as it is written.';
  const more = problems.length - MOST_PROBLEMS;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return problems.slice(0, MOST_PROBLEMS).map(({ line, column, message, hint }, nth) => ({
    name: `${oneLine(file)}:${line}:${column}`,
    url: null,
    text: [
      oneLine(`${message} ${hint}`),
      ...(nth === 0 && isBroken ? [effect] : []),
      ...(nth === MOST_PROBLEMS - 1 && more > 0 ? [`And ${more} more in this file.`] : []),
    ].join(' '),
  }));
}

function momentOf(showsFrom: string | null, previously: string | null): string {
  if (showsFrom === null) return `comes no more by itself; it was to be seen from ${utc(previously)}`;
  return previously === null
    ? `will be seen from ${utc(showsFrom)}`
    : `will be seen from ${utc(showsFrom)}, and no more from ${utc(previously)}`;
}

const utc = (iso: string | null): string => `${(iso ?? '').slice(0, 16).replace('T', ' ')} UTC`;

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

const restOf = (count: number, one: string, more: string): string | null =>
  count > 0 ? `And ${counted(count, `more ${one}`, `more ${more}`)}.` : null;

/** What steers a terminal, ends a header or turns a line around. */
const STEERING = /[\p{Cc}\u2028-\u202e\u2066-\u2069]+/gu;

/** A text of a file as it may stand in a line for people. */
export function oneLine(text: string): string {
  const flat = text.toWellFormed().replace(STEERING, ' ').trim();
  return flat.length > MOST_LETTERS ? `${flat.slice(0, MOST_LETTERS).toWellFormed()}…` : flat;
}
