import type { PurgeChannel } from './purge-channel.ts';

const API = 'https://api.cloudflare.com/client/v4';
/** As many tags does one request take (https://developers.cloudflare.com/cache/how-to/purge-cache/). */
const MOST_TAGS = 100;
const MOST_BYTES = 100_000;
/** Five requests a second are the least that a paid plan allows; a free one makes itself heard by 429. */
const REST_MS = 200;

/** Purges a zone of Cloudflare by `POST /zones/ID/purge_cache`, by cache tags or everything. */
export function cloudflarePurge(
  { zone, token }: { readonly zone: string; readonly token: string },
  api = API,
): PurgeChannel {
  return {
    cache: 'cloudflare',
    id: `cloudflare ${zone}`,
    mostTags: MOST_TAGS,
    mostBytes: MOST_BYTES,
    restMs: REST_MS,
    build: (purged) => ({
      url: `${api}/zones/${encodeURIComponent(zone)}/purge_cache`,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(purged === 'everything' ? { purge_everything: true } : { tags: purged }),
    }),
    explain(status) {
      if (status === 401 || status === 403)
        return `Cloudflare refuses the token (${status}). Set CLOUDFLARE_API_TOKEN to one with the permission "Cache Purge" for the zone`;
      if (status === 400 || status === 404)
        return `Cloudflare does not know the zone, or takes no tags for it (${status}). Set CLOUDFLARE_ZONE_ID to the id that the zone’s overview shows`;
      if (status === 429)
        return 'Cloudflare asks to slow down (429): its plan allows fewer purges than the site makes. What waits is purged together';
      return `Cloudflare answers purges with ${status}. See https://www.cloudflarestatus.com`;
    },
  };
}
