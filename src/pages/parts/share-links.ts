import type { Link, PageContext } from './page-context.ts';

/** Ways to pass an article on: plain links, no third party's script. */
export interface ShareLinks {
  /** What the device’s own share sheet is given besides the address. */
  readonly title: string;
  readonly copyUrl: string;
  readonly email: Link;
  readonly networks: readonly Link[];
}

/** Builds the share row of a page; `url` is absolute. */
export function buildShareLinks(
  { words }: Pick<PageContext, 'words'>,
  url: string,
  headline: string,
): ShareLinks {
  const address = encodeURIComponent(url);
  const text = encodeURIComponent(headline);
  return {
    title: headline,
    copyUrl: url,
    email: { text: words.plain('share-email'), url: `mailto:?subject=${text}&body=${address}` },
    networks: [
      { text: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${address}` },
      { text: 'Telegram', url: `https://t.me/share/url?url=${address}&text=${text}` },
      { text: 'X', url: `https://x.com/intent/post?url=${address}&text=${text}` },
    ],
  };
}
