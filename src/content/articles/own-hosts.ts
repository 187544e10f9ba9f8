import type { Site } from '../../config/site.ts';

const hostsOf = new WeakMap<Site, (host: string) => boolean>();

const withoutWww = (host: string): string => host.toLowerCase().replace(/^www\./, '');

/** Whether a host is, or was, the site's: that of its publisher, with or without `www.`, and `formerHosts`. */
export function ownHosts(site: Site): (host: string) => boolean {
  let isOwn = hostsOf.get(site);
  if (isOwn === undefined) {
    const { url } = site.publisher;
    const hosts = new Set(
      [...(url === null ? [] : [new URL(url).host]), ...(site.formerHosts ?? [])].map(withoutWww),
    );
    isOwn = (host) => hosts.has(withoutWww(host));
    hostsOf.set(site, isOwn);
  }
  return isOwn;
}
