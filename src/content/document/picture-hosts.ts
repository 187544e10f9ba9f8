import type { Site } from '../../config/site.ts';

type PictureHosts = Pick<Site, 'pictureHosts'>;

const hostsOf = new WeakMap<PictureHosts, (host: string) => boolean>();
const none = (): boolean => false;

/**
 * Whether pictures of a host, with its port where that is not the usual one, are the newsroom’s and so fetched: `pictures.hosts`
 * of site.yaml, where `*.example.org` means every host below `example.org`.
 */
export function pictureHosts(site: PictureHosts): (host: string) => boolean {
  const { pictureHosts: written = [] } = site;
  if (written.length === 0) return none;
  let isWanted = hostsOf.get(site);
  if (isWanted === undefined) {
    const exact = new Set(written.filter((host) => !host.startsWith('*.')));
    const below = written.filter((host) => host.startsWith('*.')).map((host) => host.slice(1));
    isWanted = (host) => {
      const name = host.toLowerCase().replace(/\.(?=:|$)/, '');
      return exact.has(name) || below.some((end) => name.endsWith(end) && name.length > end.length);
    };
    hostsOf.set(site, isWanted);
  }
  return isWanted;
}
