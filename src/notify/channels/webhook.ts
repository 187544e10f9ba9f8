import { createHmac } from 'node:crypto';
import { type Channel, isRedirect, isSuccess, type Verdict } from '../channel.ts';

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

interface SignedContent {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** The value of `Webhook-Signature`: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64. */
export function signWebhook(key: Buffer, { id, timestamp, body }: SignedContent): string {
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

/**
 * Posts messages one by one to an address of the newsroom’s own, signed as Standard Webhooks asks
 * (https://www.standardwebhooks.com). The id stays the same when a delivery is tried again; timestamp and
 * signature are those of the try. `secret` is as decodeWebhookSecret takes it.
 */
export function webhookChannel(url: string, secret: string): Channel {
  const key = decodeWebhookSecret(secret);
  return {
    channel: 'webhook',
    target: url,
    gatherMs: 0,
    batchSize: 1,
    build(messages, now) {
      const { id = '', body } = messages[0] ?? {};
      const timestamp = Math.floor(now / 1000);
      const text = body ?? '';
      return {
        url,
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'webhook-id': id,
          'webhook-timestamp': String(timestamp),
          'webhook-signature': signWebhook(key, { id, timestamp, body: text }),
        },
        body: text,
        messages: messages.slice(0, 1),
      };
    },
    classify,
  };
}

/** Everything but 2xx may be a fault that the receiver mends, so it is tried again. */
function classify(status: number): Verdict {
  if (isSuccess(status)) return { kind: 'delivered' };
  if (status === 410) {
    return {
      kind: 'stop',
      reason:
        'the receiver wants no more (410). Take its address out of WEBHOOK_URLS, or mend it and restart',
    };
  }
  if (isRedirect(status)) {
    return {
      kind: 'retry',
      reason: `the receiver answers with a redirect (${status}), which is not followed. Set WEBHOOK_URLS to the address it leads to`,
    };
  }
  if (status === 401 || status === 403) {
    return {
      kind: 'retry',
      reason: `the receiver refuses (${status}). Check that it has the same WEBHOOK_SECRET and the right time`,
    };
  }
  return { kind: 'retry', reason: `the receiver answers ${status}. Look into its own log` };
}
