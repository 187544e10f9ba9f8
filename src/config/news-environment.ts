import { z } from 'zod';
import { isLoopback, splitList } from './machine-addresses.ts';

/** What of the newsroom's work others may be told. */
export const NEWS_TOPICS = ['problems', 'live', 'scheduled'] as const;

export type NewsTopic = (typeof NEWS_TOPICS)[number];

export const CHAT_KINDS = ['slack', 'mattermost', 'matrix'] as const;

export type ChatKind = (typeof CHAT_KINDS)[number];

/** A room in which the newsroom talks. */
export interface ChatAddress {
  readonly kind: ChatKind;
  /** Where messages go: of Slack and Mattermost an incoming webhook, which is a secret; of Matrix the server and the room. */
  readonly url: string;
  /** The access token of Matrix; null for the others. */
  readonly token: string | null;
}

/** The mail server that takes what is sent. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly user: string | null;
  readonly password: string | null;
  /** `tls` from the first byte; `starttls` or nothing at all; `none`: unencrypted. */
  readonly security: 'tls' | 'starttls' | 'none';
}

/** Whom the newsroom's own news is told. All of it is secret or as good as that. */
export interface NewsAddresses {
  readonly webhookTopics: readonly NewsTopic[];
  readonly chats: readonly ChatAddress[];
  readonly chatTopics: readonly NewsTopic[];
  /** Null where no mail is sent. */
  readonly mail: {
    readonly server: MailServer;
    readonly from: string;
    readonly to: readonly string[];
  } | null;
  readonly mailTopics: readonly NewsTopic[];
}

const TOPICS = `is not a list of news. Give some of ${NEWS_TOPICS.join(', ')} with commas between, or none.`;

const topics = () =>
  z
    .string()
    .refine(
      (text) => text === 'none' || splitList(text).every((one) => NEWS_TOPICS.some((topic) => topic === one)),
      TOPICS,
    )
    .transform((text) => NEWS_TOPICS.filter((topic) => splitList(text).includes(topic)));

const ADDRESS = /^[^\s@<>,;:"()[\]\\]{1,64}@[A-Za-z0-9.-]{1,255}$/;

/** Entries of ENVIRONMENT: who is told of what editors have to know. */
export const NEWS_ENVIRONMENT = {
  WEBHOOK_EVENTS: {
    fallback: 'none',
    meaning: `what WEBHOOK_URLS are told besides publishes: ${NEWS_TOPICS.join(', ')}, or none`,
    schema: topics(),
  },
  CHAT_URLS: {
    fallback: '',
    meaning:
      'chat rooms that are told what editors have to know: slack:https://…, mattermost:https://…, matrix:https://:TOKEN@SERVER/ROOM, with commas between',
    schema: z.string().transform((text, context) => {
      const rooms = splitList(text).map(readChat);
      const known = rooms.filter((room) => room !== null);
      if (known.length === rooms.length) return known;
      context.addIssue({
        code: 'custom',
        message:
          'is not a list of rooms. Give slack:https://…, mattermost:https://… or matrix:https://:TOKEN@SERVER/!ROOM with commas between; http:// only for this machine.',
      });
      return z.NEVER;
    }),
  },
  CHAT_EVENTS: {
    fallback: 'problems,live,scheduled',
    meaning: `what they are told: ${NEWS_TOPICS.join(', ')}`,
    schema: topics(),
  },
  SMTP_URL: {
    fallback: '',
    meaning:
      'mail server for the same by e-mail: smtps://USER:PASSWORD@HOST or smtp://USER:PASSWORD@HOST:587, which must offer TLS unless ?tls=no follows; empty for off',
    schema: z.string().transform((text, context) => {
      const read = text === '' ? null : readMailServer(text);
      if (read !== undefined) return read;
      context.addIssue({
        code: 'custom',
        message:
          'is not a mail server. Give smtps://USER:PASSWORD@HOST:465 or smtp://USER:PASSWORD@HOST:587, with signs such as @ and / of the password as %40 and %2F.',
      });
      return z.NEVER;
    }),
  },
  MAIL_FROM: {
    fallback: '',
    meaning: 'address that these mails come from',
    schema: z
      .string()
      .refine(
        (text) => text === '' || ADDRESS.test(text),
        'is not an address. Give one such as desk@example.org.',
      )
      .transform((text) => (text === '' ? null : text)),
  },
  MAIL_TO: {
    fallback: '',
    meaning: 'addresses that they go to, with commas between',
    schema: z
      .string()
      .refine(
        (text) => splitList(text).every((one) => ADDRESS.test(one)),
        'is not a list of addresses. Give some such as desk@example.org with commas between.',
      )
      .transform((text) => [...new Set(splitList(text))]),
  },
  MAIL_EVENTS: {
    fallback: 'problems',
    meaning: `what they tell: ${NEWS_TOPICS.join(', ')}`,
    schema: topics(),
  },
} as const;

/** Variables of these whose values are told nobody, not even where they are wrong. */
export const NEWS_SECRETS = ['CHAT_URLS', 'SMTP_URL'] as const;

/** What is wrong with the variables together: the name of one, and its complaint. */
export function newsConflicts(
  env: Readonly<Record<string, string | undefined>>,
): { readonly name: string; readonly message: string }[] {
  const isEmpty = (name: string): boolean => (env[name]?.trim() ?? '') === '';
  if (isEmpty('SMTP_URL')) return [];
  return ['MAIL_FROM', 'MAIL_TO'].filter(isEmpty).map((name) => ({
    name,
    message: 'is not set, and SMTP_URL needs it. Give an address, or unset SMTP_URL.',
  }));
}

/**
 * Reads from the environment who is told, in the process that tells: what is handed on a command line can be read by everyone
 * on the machine. @throws ZodError for an environment that `readEnvironment` refuses.
 */
export function readNewsAddresses(
  env: Readonly<Record<string, string | undefined>> = process.env,
): NewsAddresses {
  const read = <Name extends keyof typeof NEWS_ENVIRONMENT>(name: Name) =>
    NEWS_ENVIRONMENT[name].schema.parse(env[name]?.trim() || NEWS_ENVIRONMENT[name].fallback) as z.output<
      (typeof NEWS_ENVIRONMENT)[Name]['schema']
    >;
  const [server, from] = [read('SMTP_URL'), read('MAIL_FROM')];
  return {
    webhookTopics: read('WEBHOOK_EVENTS'),
    chats: read('CHAT_URLS'),
    chatTopics: read('CHAT_EVENTS'),
    mail: server === null || from === null ? null : { server, from, to: read('MAIL_TO') },
    mailTopics: read('MAIL_EVENTS'),
  };
}

/** Null for what is no room. */
function readChat(text: string): ChatAddress | null {
  const [, kind, address = ''] = /^(\w+):(https?:\/\/.+)$/.exec(text) ?? [];
  if (!CHAT_KINDS.some((known) => known === kind) || !URL.canParse(address)) return null;
  const url = new URL(address);
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return null;
  if (kind !== 'matrix') {
    return url.username + url.password + url.hash === ''
      ? { kind: kind as ChatKind, url: url.href, token: null }
      : null;
  }
  const room = safelyDecoded(url.pathname.slice(1));
  const token = safelyDecoded(url.password) ?? '';
  // A name such as #room:server leads to a room, which messages are sent to by its id.
  if (url.search + url.hash !== '' || token === '' || !/^![^\s/]+$/.test(room ?? '')) return null;
  return { kind, url: `${url.origin}/${encodeURIComponent(room ?? '')}`, token };
}

/** Undefined for what is no mail server. */
function readMailServer(text: string): MailServer | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  const { protocol, hostname, username, password, search, hash, pathname } = url;
  const isPlain = search === '?tls=no';
  if (hostname === '' || hash !== '' || (pathname !== '' && pathname !== '/')) return undefined;
  if (!['smtp:', 'smtps:'].includes(protocol) || (search !== '' && !isPlain)) return undefined;
  if (protocol === 'smtps:' && isPlain) return undefined;
  const [user, word] = [safelyDecoded(username), safelyDecoded(password)];
  if (user === null || word === null) return undefined;
  const isTls = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (isTls ? 465 : 587) : Number(url.port),
    user: user || null,
    password: word || null,
    security: isTls ? 'tls' : isPlain || isLoopback(hostname) ? 'none' : 'starttls',
  };
}

function safelyDecoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
