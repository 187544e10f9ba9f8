import { NoAnswerError } from './limit-time.ts';

/** Beginnings of what a store answers, or codes of the network and of TLS, with the cure. */
const CURES: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:WRONGPASS|NOAUTH)|invalid password|without any password/,
    'Give the right user and password in PAGE_VIEWS_URL, as in rediss://user:password@host:6379; write @, : and / in them as %40, %3A and %2F',
  ],
  [
    /^NOPERM/,
    'Let the user of PAGE_VIEWS_URL use the keys dateline:page-views:* with XADD, XRANGE, XREVRANGE, XTRIM and PEXPIRE',
  ],
  [
    /^READONLY/,
    'Give the address of the primary in PAGE_VIEWS_URL: this one is a replica, which takes nothing',
  ],
  [/^OOM/, 'Give the store more memory (maxmemory)'],
  [/^MISCONF/, 'Make room on the disk of the store, which refuses all as it cannot save'],
  [
    /^WRONGTYPE/,
    'Give another database in PAGE_VIEWS_URL: another program has put something else under this name',
  ],
  [
    /unknown command|syntax error/i,
    'It has to know streams: Redis 6.2 or later, Valkey, or one of their like',
  ],
  [
    /^(?:DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_(?:VERIFY|GET)\w*|CERT_\w+|ERR_TLS_\w+)$/,
    'Its certificate is not trusted: give the file of its authority in NODE_EXTRA_CA_CERTS, and the name that is in the certificate in PAGE_VIEWS_URL',
  ],
  [
    /^(?:EPROTO|ERR_SSL_\w+)$/,
    'It does not speak TLS there: write redis:// in place of rediss://, or give its port for TLS',
  ],
  [
    /^(?:ENOTFOUND|EAI_AGAIN)$/,
    'The name in PAGE_VIEWS_URL is not known; see to the name, or to the resolver of this machine',
  ],
  [
    /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|no-answer)$/,
    'See whether it runs, may be reached from this machine at the host and port of PAGE_VIEWS_URL, and speaks TLS there where that begins with rediss://',
  ],
];

/** Sharing page views fails; its message says why, and what to do. No part of it is the address, which holds a password. */
export class SharedViewsError extends Error {
  readonly code = 'shared-views';
  constructor(message: string) {
    super(message);
    this.name = 'SharedViewsError';
  }
}

/** Says what an error of the store means. */
export function explainRedisFault(error: unknown): SharedViewsError {
  const { code, message } = describe(error);
  const cure = CURES.find(([pattern]) => pattern.test(code) || pattern.test(message))?.[1];
  return new SharedViewsError(cure === undefined ? `${message}.` : `${message}. ${cure}.`);
}

function describe(error: unknown): { readonly code: string; readonly message: string } {
  // Of a name with several addresses, each was tried.
  if (error instanceof AggregateError && error.errors.length > 0) return describe(error.errors[0]);
  if (!(error instanceof Error)) return { code: '', message: String(error) };
  if (error instanceof NoAnswerError) return { code: error.code, message: 'It gives no answer' };
  const { code = '' } = error as NodeJS.ErrnoException;
  return { code, message: error.message.replace(/\.$/, '') || code || error.name };
}
