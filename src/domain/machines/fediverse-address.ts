const USER = String.raw`[A-Za-z0-9_](?:[\w.-]{0,58}\w)?`;
const HOST = String.raw`(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z](?:[a-z0-9-]{0,61}[a-z0-9])`;
const ADDRESS = new RegExp(`^(?:acct:)?@?(${USER})@(${HOST})$`, 'i');
const PROFILE = new RegExp(`^/(?:@|users/)(${USER})(?:@(${HOST}))?/?$`, 'i');

/** Hosts whose addresses of people look the same, and at which nobody of the Fediverse surely is. */
const OTHERS: ReadonlySet<string> = new Set(
  (
    'medium.com youtube.com tiktok.com threads.net threads.com substack.com flipboard.com rumble.com odysee.com unsplash.com ' +
    'hashnode.com steemit.com hive.blog clubhouse.com producthunt.com glitch.com lemon8-app.com observablehq.com minds.com'
  ).split(' '),
);

/**
 * An account of the Fediverse, such as one of Mastodon, as `@user@host`: from such an address, with its first @ or without, or
 * from the address of a profile (`https://example.social/@user`). Null for anything else.
 */
export function toFediverseAddress(written: string): string | null {
  const text = written.trim();
  const [, user, host] = ADDRESS.exec(text) ?? [];
  return user === undefined || host === undefined ? ofProfile(text) : `@${user}@${host.toLowerCase()}`;
}

/** The first account that is among someone's pages elsewhere; null for none. */
export function fediverseAmong(links: readonly { readonly url: string }[]): string | null {
  return links.map(({ url }) => ofProfile(url)).find((address) => address !== null) ?? null;
}

function ofProfile(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.port !== '') return null;
  const [, user, home = url.hostname.replace(/^www\./, '')] = PROFILE.exec(url.pathname) ?? [];
  const isOther = OTHERS.has(url.hostname.split('.').slice(-2).join('.'));
  if (user === undefined || isOther || !ADDRESS.test(`${user}@${home}`)) return null;
  return `@${user}@${home.toLowerCase()}`;
}
