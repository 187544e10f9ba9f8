import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/**
 * The key of a secret: what follows `whsec_` is base64, as in Standard Webhooks; a secret without that
 * prefix is its own text in UTF-8.
 */
export function decodeWebhookSecret(secret: string): Buffer {
  return secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
}

export interface SignedContent {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The value of `Webhook-Signature`: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. */
export function signWebhook(key: Buffer, { id, timestamp, body }: SignedContent): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
