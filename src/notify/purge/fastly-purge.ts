import type { PurgeChannel } from './purge-channel.ts';

const API = 'https://api.fastly.com';
/** As many keys does one request take (https://www.fastly.com/documentation/reference/api/purging/). */
const MOST_TAGS = 256;
/** Header and JSON have room for more than that. */
const MOST_BYTES = 16_000;
const REST_MS = 50;

/** Purges a service of Fastly by `POST /service/ID/purge` with the keys as JSON, or `POST /service/ID/purge_all`. */
export function fastlyPurge(
  { service, token }: { readonly service: string; readonly token: string },
  api = API,
): PurgeChannel {
  const address = `${api}/service/${encodeURIComponent(service)}`;
  const headers = { 'fastly-key': token, accept: 'application/json' };
  return {
    cache: 'fastly',
    id: `fastly ${service}`,
    mostTags: MOST_TAGS,
    mostBytes: MOST_BYTES,
    restMs: REST_MS,
    build: (purged) =>
      purged === 'everything'
        ? { url: `${address}/purge_all`, headers, body: null }
        : {
            url: `${address}/purge`,
            headers: { ...headers, 'content-type': 'application/json' },
            body: JSON.stringify({ surrogate_keys: purged }),
          },
    explain(status) {
      if (status === 401 || status === 403)
        return `Fastly refuses the token (${status}). Set FASTLY_API_TOKEN to one with the scopes purge_select and purge_all`;
      if (status === 404) return 'Fastly does not know the service (404). Set FASTLY_SERVICE_ID to its id';
      if (status === 429) return 'Fastly asks to slow down (429)';
      return `Fastly answers purges with ${status}. See https://www.fastlystatus.com`;
    },
  };
}
