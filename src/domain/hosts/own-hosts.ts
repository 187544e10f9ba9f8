/** What of site.yaml tells its hosts. */
interface OwnHosts {
  readonly publisher: { readonly url: string | null };
  readonly formerHosts?: readonly string[] | undefined;
}

/** Tells whether a host, with its port if it has one, is or was the site's. */
export type IsOwnHost = (host: string) => boolean;

const hostsOf = new WeakMap<OwnHosts, IsOwnHost>();

/** A host as hosts of the site are compared: in lower case, and without `www.`. */
export const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** The host of a publisher's address, as withoutWww gives it; null where there is none. */
export const publisherHost = (url: string | null): string | null =>
  url === null || !URL.canParse(url) ? null : withoutWww(new URL(url).host);

/** Whether a host is, or was, the site's: that of its publisher, with or without `www.`, and `formerHosts`. */
export function ownHosts(site: OwnHosts): IsOwnHost {
  let isOwn = hostsOf.get(site);
  if (isOwn === undefined) {
    const hosts = new Set((site.formerHosts ?? []).map(withoutWww));
    const own = publisherHost(site.publisher.url);
    if (own !== null) hosts.add(own);
    isOwn = (host) => hosts.has(withoutWww(host));
    hostsOf.set(site, isOwn);
  }
  return isOwn;
}
