/** What of site.yaml tells its hosts. */
interface OwnHosts {
  readonly publisher: { readonly url: string | null };
  readonly formerHosts?: readonly string[] | undefined;
}

/** Tells whether a host, with its port if it has one, is or was the site's. */
export type IsOwnHost = (host: string) => boolean;

const hostsOf = new WeakMap<OwnHosts, IsOwnHost>();

const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** Whether a host is, or was, the site's: that of its publisher, with or without `www.`, and `formerHosts`. */
export function ownHosts(site: OwnHosts): IsOwnHost {
  let isOwn = hostsOf.get(site);
  if (isOwn === undefined) {
    const { url } = site.publisher;
    const hosts = new Set(
      [...(url === null || !URL.canParse(url) ? [] : [new URL(url).host]), ...(site.formerHosts ?? [])].map(
        withoutWww,
      ),
    );
    isOwn = (host) => hosts.has(withoutWww(host));
    hostsOf.set(site, isOwn);
  }
  return isOwn;
}
