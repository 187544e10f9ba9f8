import { type IsOwnHost, ownHosts } from './own-hosts.ts';
import { pictureHosts } from './picture-hosts.ts';

/** Which hosts a text may name the site’s pictures by; absent ones are none. One that is both is fetched from, unless its path is in `media/`. */
export interface SiteHosts {
  /** Whether a host is, or was, the site’s own. */
  readonly isOwnHost?: IsOwnHost | undefined;
  /** Whether pictures of a host are fetched. */
  readonly isPictureHost?: IsOwnHost | undefined;
}

/** Those that a site.yaml tells. */
export const siteHosts = (
  site: Parameters<typeof ownHosts>[0] & Parameters<typeof pictureHosts>[0],
): { readonly isOwnHost: IsOwnHost; readonly isPictureHost: IsOwnHost } => ({
  isOwnHost: ownHosts(site),
  isPictureHost: pictureHosts(site),
});
