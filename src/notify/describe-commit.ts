import { hash } from 'node:crypto';
import type { Message, Recipient } from './message.ts';

/** What is wrong with a file of a push; as a Problem is. */
export interface CommitProblem {
  /** Path below the content folder. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** An error keeps the file, or what it names, off the site. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** The cure; null for none. */
  readonly hint: string | null;
  /** Where readers see the article of that file; null for nowhere. */
  readonly path: string | null;
}

/** A commit that is live, as its git host is told of it. */
export interface CommitNews {
  /** Its whole id. */
  readonly commit: string;
  /** How many files of the push the site reads. */
  readonly filesChanged: number;
  /** How many articles of those readers see now. */
  readonly articlesLive: number;
  readonly problems: readonly CommitProblem[];
}

/** A status of a commit, as a git host shows it. */
export interface CommitStatus {
  readonly commit: string;
  /** By which it is told from others of that commit; a later one replaces an earlier. */
  readonly context: string;
  readonly state: 'success' | 'warning' | 'failure';
  readonly description: string;
  /** Where the host leads from it. */
  readonly url: string;
}

/** More statuses than these on one commit nobody reads. */
const MOST_PROBLEMS = 20;
const NAME = 'dateline';

/**
 * Returns the messages by which git hosts show what became of a commit: one status for all of it, and one of its own for each
 * problem, by file, line and column, errors first. `origin` is the site's, without a trailing slash.
 */
export function describeCommit(
  news: CommitNews,
  recipients: readonly Recipient[],
  origin: string,
): Message[] {
  const statuses = [statusOfAll(news, origin), ...statusesOfProblems(news, origin)];
  return recipients
    .filter(({ channel }) => channel === 'commit-status')
    .flatMap(({ channel, target }) =>
      statuses.map((status) => {
        const body = JSON.stringify(status);
        const id = hash('sha256', `${channel} ${target} ${body}`).slice(0, 32);
        return { channel, target, id, topic: `${status.commit} ${status.context}`, body };
      }),
    );
}

function statusOfAll(
  { commit, filesChanged, articlesLive, problems }: CommitNews,
  origin: string,
): CommitStatus {
  const all = { commit, context: NAME, url: `${origin}/` };
  const troubled = filesOf(problems).size;
  const refused = filesOf(problems.filter(({ severity }) => severity === 'error')).size;
  const live = articlesLive === 0 ? '' : `; ${counted(articlesLive, 'article is', 'articles are')} live`;
  if (troubled === 0) {
    const read =
      filesChanged === 0
        ? 'nothing of the site changed'
        : `${counted(filesChanged, 'file', 'files')} published`;
    return { ...all, state: 'success', description: `${read}${live}` };
  }
  const had = `${troubled} of ${counted(Math.max(filesChanged, troubled), 'file has', 'files have')} problems`;
  if (refused === 0) return { ...all, state: 'success', description: `${had}, all are shown${live}` };
  const kept = `${refused} ${refused === 1 ? 'is' : 'are'} not shown as written`;
  return { ...all, state: 'failure', description: `${had}, ${kept}${live}` };
}

function statusesOfProblems({ commit, problems }: CommitNews, origin: string): CommitStatus[] {
  const rank = ({ severity }: CommitProblem): number => (severity === 'error' ? 0 : 1);
  const shown = problems.toSorted((one, other) => rank(one) - rank(other)).slice(0, MOST_PROBLEMS);
  const places = new Map<string, CommitStatus>();
  for (const { file, line, column, severity, message, hint, path } of shown) {
    const context = `${NAME} ${file}:${line}:${column}`;
    const said = hint === null ? message : `${message} ${hint}`;
    const before = places.get(context);
    // Two problems of one place are one status: the host would keep the later alone.
    places.set(context, {
      commit,
      context,
      state: before?.state ?? (severity === 'error' ? 'failure' : 'warning'),
      description: before === undefined ? said : `${before.description} ${said}`,
      url: path === null ? `${origin}/` : origin + path,
    });
  }
  return [...places.values()];
}

const filesOf = (problems: readonly CommitProblem[]): Set<string> =>
  new Set(problems.map(({ file }) => file));

const counted = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;
