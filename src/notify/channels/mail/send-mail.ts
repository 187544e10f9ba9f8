import nodemailer from 'nodemailer';
import type { Answer, SendDeps } from '../../send-request.ts';
import type { WrittenMail } from './write-mail.ts';

/** The mail server, as MailServer of src/config. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  /** `tls` from the first byte; `starttls` or nothing at all; `none`: unencrypted. */
  readonly security: 'tls' | 'starttls' | 'none';
}

/** The longest that the server may be silent, and that a mail takes in all; in ms. */
const SILENCE_MS = 10_000;
const TIMEOUT_MS = 60_000;

/**
 * Hands a mail to the server and returns the code that it answered (RFC 5321 §4.2), or why there is none. Nothing is sent
 * unencrypted where TLS is asked for, and certificates are checked. Never throws.
 */
export async function sendMail(mail: WrittenMail, server: SmtpServer, deps: SendDeps): Promise<Answer> {
  const { host, port, user, password, security } = server;
  const late = Promise.withResolvers<Answer>();
  const cut = (reason: string) => () => late.resolve({ kind: 'failed', reason });
  const timer = deps.timers.setTimeout(cut('the mail server takes too long'), TIMEOUT_MS);
  const onAbort = cut('the program ends');
  deps.signal.addEventListener('abort', onAbort, { once: true });
  const transport = nodemailer.createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const { from, to, subject, text, html, messageId, references, headers } = mail;
    const sent = transport
      .sendMail({
        ...{ subject, text, html, messageId },
        from: { name: 'Dateline', address: from },
        to: { name: '', address: to },
        envelope: { from, to: [to] },
        ...(references.length === 0
          ? {}
          : { references: [...references], inReplyTo: references.at(-1) ?? '' }),
        headers: { ...headers },
      })
      .then((): Answer => answered(250), asAnswer);
    return await Promise.race([sent, late.promise]);
  } finally {
    deps.timers.clearTimeout(timer);
    deps.signal.removeEventListener('abort', onAbort);
    transport.close();
  }
}

const answered = (status: number): Answer => ({ kind: 'answered', status, retryAfter: null });

/** Says the code of what failed and never what the server said, which may hold the user's name. */
function asAnswer(error: unknown): Answer {
  const { responseCode, code } = (error ?? {}) as {
    readonly responseCode?: unknown;
    readonly code?: unknown;
  };
  if (typeof responseCode === 'number' && code !== 'ETLS') return answered(responseCode);
  return {
    kind: 'failed',
    reason: `${REASONS[String(code)] ?? 'the mail server cannot be had'} (${String(code)})`,
  };
}

const REASONS: Readonly<Record<string, string>> = {
  ETLS: 'the mail server offers no TLS, or its certificate is not good. Mend that, or let SMTP_URL end in ?tls=no',
  EAUTH: 'the mail server does not let the user of SMTP_URL in. Check name and password',
  EDNS: 'the mail server of SMTP_URL is not found. Check its name',
  ECONNECTION: 'the mail server cannot be reached. Check host and port of SMTP_URL',
  ESOCKET:
    'the mail server cannot be reached, or its certificate is not good. Check host and port of SMTP_URL, smtps:// for TLS from the first byte',
  ETIMEDOUT: 'the mail server does not answer. Check host and port of SMTP_URL',
};
