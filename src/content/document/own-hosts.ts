import type { Site } from '../../config/site.ts';

type OwnHosts = Pick<Site, 'publisher' | 'formerHosts'>;

const hostsOf = new WeakMap<OwnHosts, (host: string) => boolean>();

const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** Whether a host is, or was, the site's: that of its publisher, with or without `www.`, and `formerHosts`. */
export function ownHosts(site: OwnHosts): (host: string) => boolean {
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
