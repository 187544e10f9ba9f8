import { SHARE_NETWORKS, type ShareNetwork } from '../../domain/hosts/share-networks.ts';
import type { Link, PageContext } from './page-context.ts';

/** A network as the row names it; `name` is also that of its icon. */
export interface NetworkLink extends Link {
  readonly name: ShareNetwork;
}

/** Ways to pass an article on: plain links, no third party's script. */
export interface ShareLinks {
  /** What the device’s own share sheet is given besides the address. */
  readonly title: string;
  readonly copyUrl: string;
  readonly email: Link;
  readonly networks: readonly NetworkLink[];
  /** Whether readers can save the story on their device. */
  readonly canSave: boolean;
}

/** What is handed over: address and headline, each as a part of a URL. */
interface Handed {
  readonly address: string;
  readonly text: string;
}

/** Mastodon is many servers: its own page, which keeps nothing, asks which is the reader’s and is told the text after `#` alone. */
const NETWORKS: Readonly<Record<ShareNetwork, readonly [text: string, urlOf: (handed: Handed) => string]>> = {
  whatsapp: ['WhatsApp', ({ address, text }) => `https://wa.me/?text=${text}%20${address}`],
  telegram: ['Telegram', ({ address, text }) => `https://t.me/share/url?url=${address}&text=${text}`],
  x: ['X', ({ address, text }) => `https://x.com/intent/post?url=${address}&text=${text}`],
  facebook: ['Facebook', ({ address }) => `https://www.facebook.com/sharer/sharer.php?u=${address}`],
  bluesky: ['Bluesky', ({ address, text }) => `https://bsky.app/intent/compose?text=${text}%20${address}`],
  mastodon: ['Mastodon', ({ address, text }) => `https://share.joinmastodon.org/#text=${text}%20${address}`],
};

/** Builds the share row of a page; `url` is absolute. */
export function buildShareLinks(
  { words, site }: Pick<PageContext, 'words' | 'site'>,
  url: string,
  headline: string,
): ShareLinks {
  const handed = { address: encodeURIComponent(url), text: encodeURIComponent(headline.toWellFormed()) };
  return {
    title: headline,
    copyUrl: url,
    email: {
      text: words.plain('share-email'),
      url: `mailto:?subject=${handed.text}&body=${handed.address}`,
    },
    networks: (site.share ?? SHARE_NETWORKS).map((name) => {
      const [text, urlOf] = NETWORKS[name];
      return { name, text, url: urlOf(handed) };
    }),
    canSave: site.offline,
  };
}
