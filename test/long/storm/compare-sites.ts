import { hash } from 'node:crypto';
import { connect, type Reply } from '../../../bench/lib/connection.ts';
import type { Violations } from './violations.ts';

/** What a server answers, by path. */
export type Answers = ReadonlyMap<string, Answer>;

export interface Answer {
  readonly status: number;
  readonly location: string | null;
  /** Of the body, without the server's own origin. */
  readonly digest: string;
  /** The body's lines; a difference is told by the first that differs. */
  readonly lines: readonly string[];
}

const CONNECTIONS = 4;

/** Asks for every path, and for every older page that a list links to. */
export async function collectAnswers(origin: string, paths: readonly string[]): Promise<Answers> {
  const waiting = [...paths];
  const answers = new Map<string, Answer>();
  const collect = async (): Promise<void> => {
    const connection = connect(origin);
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const answer = toAnswer(await connection.get(path), origin);
      answers.set(path, answer);
      const older = olderPage(answer, path);
      if (older !== null && !answers.has(older)) waiting.push(older);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, collect));
  return answers;
}

function toAnswer({ status, headers, body }: Reply, origin: string): Answer {
  const text = body
    .toString()
    .replaceAll(origin, 'ORIGIN')
    .replaceAll(encodeURIComponent(origin), 'ORIGIN')
    // What is related is found behind the publishes, and depends on their order.
    .replace(/<section class="related"[\s\S]*?<\/section>\n/g, '')
    // Its letters and pictures have sheets of their own.
    .replace(/<style>[\s\S]*?<\/style>/g, '')
    // A share card shows the site's host, and its URL is made of all that it shows.
    .replace(/\/cards\/[0-9a-f]{16}\//g, '/cards/HASH/');
  return {
    status,
    location: headers.location?.replace(origin, 'ORIGIN') ?? null,
    digest: hash('sha256', text),
    lines: text.split('\n'),
  };
}

function olderPage({ lines }: Answer, path: string): string | null {
  const [plain = path, query = 'page=1'] = path.split('?');
  const next = `${plain}?page=${Number(query.slice('page='.length)) + 1}`;
  return lines.some((line) => line.includes(`href="${next}"`)) ? next : null;
}

/** Counts every path to which two servers of one folder answer otherwise as a violation. */
export function compareAnswers(kind: string, ours: Answers, theirs: Answers, violations: Violations): void {
  for (const path of new Set([...ours.keys(), ...theirs.keys()])) {
    const difference = differenceOf(ours.get(path), theirs.get(path));
    if (difference !== null) violations.add(kind, path, difference);
  }
}

function differenceOf(one: Answer | undefined, other: Answer | undefined): string | null {
  if (one === undefined || other === undefined) return 'only one of the two links to it';
  if (one.status !== other.status) return `${tell(one)}, and ${tell(other)}`;
  if (one.location !== other.location) return `${tell(one)}, and ${tell(other)}`;
  if (one.digest === other.digest) return null;
  const at = one.lines.findIndex((line, index) => line !== other.lines[index]);
  return `line ${at + 1} is "${excerpt(one.lines[at], other.lines[at])}", and "${excerpt(other.lines[at], one.lines[at])}"`;
}

const tell = ({ status, location }: Answer): string =>
  location === null ? `${status}` : `${status} ${location}`;

/** The part of a line where it differs from another. */
function excerpt(line = '', other = ''): string {
  let at = 0;
  while (at < line.length && line[at] === other[at]) at += 1;
  return line.slice(Math.max(0, at - 60), at + 100);
}
