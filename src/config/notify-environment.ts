import { z } from 'zod';
import { isLoopback } from './machine-addresses.ts';

/** Where every publish is posted to, and what signs it. Both are secrets: an address may hold a token. */
export interface Webhooks {
  readonly urls: readonly string[];
  /** Null only where there are no addresses. */
  readonly secret: string | null;
}

/** Entries of ENVIRONMENT: who is told of publishes. */
export const NOTIFY_ENVIRONMENT = {
  INDEXNOW_KEY: {
    fallback: '',
    meaning:
      'key that tells search engines of changes by IndexNow, 8–128 letters, digits or dashes; empty for off',
    schema: z
      .string()
      .regex(/^(?:[A-Za-z0-9-]{8,128})?$/, 'is not an IndexNow key. Give 8 to 128 letters, digits or dashes.')
      .transform((key) => (key === '' ? null : key)),
  },
  WEBSUB_HUBS: {
    fallback: '',
    meaning: 'WebSub hubs that are told when a feed changes, with commas between; empty for none',
    schema: targets('is not a list of hubs. Give https:// addresses with commas between.'),
  },
  WEBHOOK_URLS: {
    fallback: '',
    meaning: 'addresses that every publish is posted to, signed, with commas between; empty for none',
    schema: targets(
      'is not a list of addresses. Give https:// addresses with commas between; http:// only for this machine.',
    ),
  },
  WEBHOOK_SECRET: {
    fallback: '',
    meaning:
      'secret that signs these posts: whsec_ and base64 of 24 to 64 bytes, or a text of 24 characters or more',
    schema: z
      .string()
      .refine(
        (text) => text === '' || isSecret(text),
        'is no secret to sign with. Give whsec_ and the base64 of 24 to 64 random bytes.',
      )
      .transform((text) => (text === '' ? null : text)),
  },
} as const;

/** Variables whose values are told nobody, not even where they are wrong. */
export const SECRET_VARIABLES: ReadonlySet<string> = new Set(['WEBHOOK_URLS', 'WEBHOOK_SECRET']);

/** What is wrong with WEBHOOK_URLS where there is no WEBHOOK_SECRET. */
export const SECRET_MISSING =
  'needs WEBHOOK_SECRET, which signs what is posted. Set it to the output of: echo "whsec_$(openssl rand -base64 32)"';

/**
 * Reads from the environment where publishes are posted to. Only the process that posts asks for it: what is
 * handed from process to process on a command line can be read by everyone on the machine.
 * @throws ZodError for an environment that `readEnvironment` refuses.
 */
export function readWebhooks(env: Readonly<Record<string, string | undefined>> = process.env): Webhooks {
  const { WEBHOOK_URLS, WEBHOOK_SECRET } = NOTIFY_ENVIRONMENT;
  return {
    urls: WEBHOOK_URLS.schema.parse(env['WEBHOOK_URLS']?.trim() ?? ''),
    secret: WEBHOOK_SECRET.schema.parse(env['WEBHOOK_SECRET']?.trim() ?? ''),
  };
}

/** Addresses with commas between, each once, as URL writes them. */
function targets(complaint: string) {
  const split = (text: string): string[] =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  return z
    .string()
    .refine((text) => split(text).every(isTarget), complaint)
    .transform((text) => [...new Set(split(text).map((part) => new URL(part).href))]);
}

/** Whether requests may be sent there: https, or http to this machine; no credentials, no fragment. */
function isTarget(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password, hash } = new URL(text);
  if (username + password + hash !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** `whsec_` and the base64 of 24 to 64 bytes, or any text of at least 24 characters without spaces. */
function isSecret(text: string): boolean {
  if (!text.startsWith('whsec_')) return /^[\x21-\x7e]{24,256}$/.test(text);
  const base64 = text.slice('whsec_'.length);
  const bytes = Buffer.from(base64, 'base64');
  return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === base64;
}
