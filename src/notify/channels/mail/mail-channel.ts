import type { Channel, Verdict } from '../../channel.ts';
import type { NewsTopic } from '../../news/news-event.ts';
import { type SmtpServer, sendMail } from './send-mail.ts';
import { type MailContext, type WrittenMail, writeMail } from './write-mail.ts';

export interface MailChannelOptions extends MailContext {
  readonly server: SmtpServer;
  readonly topics: readonly NewsTopic[];
}

/** How long further events are gathered for one mail. */
const GATHER_MS = 60_000;
const MOST_EVENTS = 50;

/** Tells one address by e-mail of events, of a minute in one mail. The bodies of messages are NewsEvent as JSON. */
export function mailChannel({ server, topics, ...context }: MailChannelOptions): Channel {
  // A name of the outbox: who may send is no part of it.
  const target = `${server.security === 'tls' ? 'smtps' : 'smtp'}://${server.host.includes(':') ? `[${server.host}]` : server.host}:${server.port}/${encodeURIComponent(context.to)}`;
  return {
    channel: 'mail',
    target,
    topics,
    gatherMs: GATHER_MS,
    batchSize: MOST_EVENTS,
    build: (messages) => ({
      url: target,
      headers: {},
      body: JSON.stringify(writeMail(messages, context)),
      messages,
    }),
    send: ({ body }, deps) => sendMail(JSON.parse(body) as WrittenMail, server, deps),
    classify,
  };
}

/** Codes of SMTP (RFC 5321 §4.2.1): 4xx passes by, 5xx does not; what an operator mends by the settings is tried again. */
function classify(code: number): Verdict {
  if (code >= 200 && code < 300) return { kind: 'delivered' };
  if (code === 530 || code === 534 || code === 535) {
    return {
      kind: 'retry',
      reason: `the mail server does not let the user of SMTP_URL in (${code}). Check name and password; some want one made for programs`,
    };
  }
  if (code === 550 || code === 551 || code === 553 || code === 554) {
    return {
      kind: 'mistake',
      reason: `the mail server refuses the mail (${code}). Check MAIL_TO, and that it may come from MAIL_FROM`,
    };
  }
  if (code >= 500) return { kind: 'mistake', reason: `the mail server refuses the mail (${code})` };
  return { kind: 'retry', reason: `the mail server takes no mail now (${code})` };
}
