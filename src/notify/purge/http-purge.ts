import { hash } from 'node:crypto';
import type { PurgeChannel } from './purge-channel.ts';

const MOST_TAGS = 500;
/** About 20 kB, as much as receivers of JSON expect. */
const MOST_BYTES = 16_000;

/** Purges by a POST of JSON to an address of the operator’s own: `{"keys":[…]}` or `{"everything":true}`. */
export function httpPurge(url: string, token: string | null): PurgeChannel {
  const { origin } = new URL(url);
  return {
    // What follows the host may be a secret.
    cache: origin,
    id: `http ${hash('sha256', url, 'base64url')}`,
    mostTags: MOST_TAGS,
    mostBytes: MOST_BYTES,
    restMs: 0,
    build: (purged) => ({
      url,
      headers: {
        'content-type': 'application/json',
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify(purged === 'everything' ? { everything: true } : { keys: purged }),
    }),
    explain(status) {
      if (status === 401 || status === 403)
        return `the address that purges refuses (${status}). Check that it expects the token of PURGE_TOKEN`;
      return `the address that purges answers ${status}. Look into its own log`;
    },
  };
}
