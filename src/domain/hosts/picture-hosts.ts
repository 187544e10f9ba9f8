import { type IsOwnHost, publisherHost, withoutWww } from './own-hosts.ts';

/** What of site.yaml tells whose pictures are fetched. */
interface PictureHosts {
  readonly pictureHosts?: readonly string[] | undefined;
  readonly publisher?: { readonly url: string | null };
}

const hostsOf = new WeakMap<PictureHosts, IsOwnHost>();
const none = (): boolean => false;

/**
 * Whether pictures of a host, with its port where that is not the usual one, are the newsroom’s and so fetched: `pictures.hosts`
 * of site.yaml, where `*.example.org` means every host below `example.org`. Never the publisher’s host: what it has is this site.
 */
export function pictureHosts(site: PictureHosts): IsOwnHost {
  const { pictureHosts: written = [], publisher } = site;
  if (written.length === 0) return none;
  let isWanted = hostsOf.get(site);
  if (isWanted === undefined) {
    const exact = new Set(written.filter((host) => !host.startsWith('*.')));
    const below = written.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
    const own = publisherHost(publisher?.url ?? null);
    isWanted = (host) => {
      const name = host.toLowerCase().replace(/\.(?=:|$)/, '');
      if (withoutWww(name) === own) return false;
      return exact.has(name) || below.some((end) => name.endsWith(end) && name.length > end.length);
    };
    hostsOf.set(site, isWanted);
  }
  return isWanted;
}
