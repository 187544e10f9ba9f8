import { hash } from 'node:crypto';
import type { WaitingMessage } from '../../message.ts';
import type { NewsEvent } from '../../news/news-event.ts';
import { oneLine, sayEvent } from '../say-event.ts';
import { sayHtml, sayPlainly } from '../say-html.ts';

/** A mail, as it is handed to whoever sends it. Everything in it is one line, but for both texts. */
export interface WrittenMail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** The threads that it belongs to, oldest first. */
  readonly references: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailContext {
  readonly from: string;
  readonly to: string;
  /** Public origin of the site. */
  readonly origin: string;
}

/** A References header of more names than these is of no use to anybody. */
const MOST_THREADS = 10;
const MOST_SUBJECT = 120;

/**
 * Writes the mail of some events. Mails about one file are one thread: each refers to a name that follows from the file's (RFC 5322
 * §3.6.4), and a mail that is sent again has the same name. `Auto-Submitted` keeps answering machines still (RFC 3834 §5), `List-Id`
 * lets readers sort it (RFC 2919).
 */
export function writeMail(
  messages: readonly WaitingMessage[],
  { from, to, origin }: MailContext,
): WrittenMail {
  const events = messages.map(({ body }) => JSON.parse(body ?? '') as NewsEvent);
  const sayings = events.map(sayEvent);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const host = new URL(origin).hostname;
  const nameOf = (kind: string, said: string): string =>
    `<${kind}.${hash('sha256', said).slice(0, 24)}@${domain}>`;
  const files = [...new Set(events.flatMap(filesOf))];
  const about = events.length === 1 ? subjectOf(events[0]) : sayings.map(({ title }) => title).join(', ');
  return {
    from,
    to,
    subject: shortened(`[${host}] ${about}`),
    text: `${sayPlainly(sayings)}\n\n-- \n${origin}\n`,
    html: `<!doctype html><html lang="en"><meta charset="utf-8"><title>${host}</title><body>${sayHtml(sayings)}</body></html>`,
    messageId: nameOf('news', `${to} ${messages.map(({ id }) => id).join(' ')}`),
    references: files.slice(0, MOST_THREADS).map((file) => nameOf('file', `${to} ${file}`)),
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'List-Id': `<dateline.${host}>`,
    },
  };
}

/** One file is named, and what is wrong with it first. */
function subjectOf(event: NewsEvent | undefined): string {
  if (event === undefined) return '';
  const [file] = filesOf(event);
  if (event.count !== 1 || file === undefined) return sayEvent(event).title;
  if (event.type === 'problem.found') return `${file}: ${event.files[0]?.problems[0]?.message ?? ''}`;
  if (event.type === 'problem.mended') return `${file} is in order again`;
  return `${sayEvent(event).title}: ${event.articles[0]?.title ?? ''}`;
}

const filesOf = (event: NewsEvent): string[] =>
  ('files' in event ? event.files : event.articles).map(({ file }) => file);

function shortened(text: string): string {
  const flat = oneLine(text);
  return flat.length > MOST_SUBJECT ? `${flat.slice(0, MOST_SUBJECT).toWellFormed()}…` : flat;
}
