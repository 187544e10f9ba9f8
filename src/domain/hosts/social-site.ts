/** What readers call the sites that a newsroom may have a page on, by their hosts without `www.` and `m.`. */
const NAMES: Readonly<Record<string, string>> = {
  'bsky.app': 'Bluesky',
  'facebook.com': 'Facebook',
  'fb.com': 'Facebook',
  'instagram.com': 'Instagram',
  'linkedin.com': 'LinkedIn',
  'medium.com': 'Medium',
  'ok.ru': 'OK',
  't.me': 'Telegram',
  'telegram.me': 'Telegram',
  'threads.com': 'Threads',
  'threads.net': 'Threads',
  'tiktok.com': 'TikTok',
  'twitter.com': 'X',
  'vk.com': 'VK',
  'wa.me': 'WhatsApp',
  'whatsapp.com': 'WhatsApp',
  'x.com': 'X',
  'youtu.be': 'YouTube',
  'youtube.com': 'YouTube',
};

/**
 * What readers call the site at an absolute address: its name where it is known, `Mastodon` for a profile as servers of the
 * fediverse have it (`/@courier`, `/users/courier`), else its host without `www.`.
 */
export function socialSiteName(address: string): string {
  const { hostname, pathname } = new URL(address);
  const host = hostname.replace(/^(?:www|m)\./, '');
  const known = Object.hasOwn(NAMES, host) ? NAMES[host] : undefined;
  return known ?? (/^\/(?:@|users\/)[^/]+\/?$/.test(pathname) ? 'Mastodon' : host);
}
