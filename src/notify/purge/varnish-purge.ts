import type { PurgeChannel } from './purge-channel.ts';

/** Varnish takes request headers of 8,192 bytes by default, of which other fields need some. */
const MOST_BYTES = 4_000;
const MOST_TAGS = 1_000;

/**
 * Purges Varnish through the rules of deploy/varnish: `PURGE /` with the tags in `xkey-purge`, blanks between, or `*` for everything
 * (the module xkey of varnish-modules). `origin` is where it listens; `token` is sent as a bearer token.
 */
export function varnishPurge(origin: string, token: string | null): PurgeChannel {
  const { host } = new URL(origin);
  return {
    cache: `varnish://${host}`,
    id: `varnish ${host}`,
    mostTags: MOST_TAGS,
    mostBytes: MOST_BYTES,
    restMs: 0,
    build: (purged) => ({
      method: 'PURGE',
      url: `${origin}/`,
      headers: {
        'xkey-purge': purged === 'everything' ? '*' : purged.join(' '),
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      },
      body: null,
    }),
    explain(status) {
      if (status === 401 || status === 403)
        return `Varnish refuses purges (${status}). Put the address of this machine into the list "purgers" of its VCL, and set PURGE_TOKEN to the token that it asks for`;
      if (status === 400 || status === 405 || status === 501)
        return `Varnish does not know this way to purge (${status}). Load the VCL of deploy/varnish, and the module xkey of varnish-modules`;
      return `Varnish answers purges with ${status}. Check that PURGE names the address of Varnish itself`;
    },
  };
}
