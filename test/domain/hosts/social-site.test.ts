import { expect, test } from 'vitest';
import { socialSiteName } from '../../../src/domain/hosts/social-site.ts';

test.each([
  ['https://bsky.app/profile/courier.example', 'Bluesky'],
  ['https://www.facebook.com/courier', 'Facebook'],
  ['https://m.facebook.com/courier', 'Facebook'],
  ['https://twitter.com/courier', 'X'],
  ['https://t.me/courier', 'Telegram'],
  // Profiles as servers of the fediverse have them, but not where the host is known for something else.
  ['https://social.example/@courier', 'Mastodon'],
  ['https://social.example/users/courier/', 'Mastodon'],
  ['https://www.youtube.com/@courier', 'YouTube'],
  ['https://www.threads.net/@courier', 'Threads'],
  ['https://www.tiktok.com/@courier', 'TikTok'],
  ['https://www.courier.example/about', 'courier.example'],
  ['https://constructor/x', 'constructor'],
])('%s is known as %s', (address, name) => {
  expect(socialSiteName(address)).toBe(name);
});
