import { expect, test } from 'vitest';
import { PROVIDERS, recogniseEmbed } from '../../../src/domain/embeds/recognise-embed.ts';

const ID = 'dQw4w9WgXcQ';
const WATCH = `https://www.youtube.com/watch?v=${ID}`;

test.each([
  [`https://youtu.be/${ID}?si=x`, WATCH],
  [`http://m.youtube.com/watch?feature=x&v=${ID}`, WATCH],
  [`//www.youtube.com/embed/${ID}?rel=0`, WATCH],
  [`https://www.youtube-nocookie.com/embed/${ID}`, WATCH],
  [`https://www.youtube.com/v/${ID}&hl=en`, WATCH],
  [`https://www.youtube.com/live/${ID}`, WATCH],
  ['https://youtu.be/abc123', 'https://www.youtube.com/watch?v=abc123'],
  [`www.youtube.com/watch?v=${ID}#t=1m5s`, `${WATCH}&t=65s`],
  [`https://youtu.be/${ID}?t=1h2m3s`, `${WATCH}&t=3723s`],
  [`https://www.youtube.com/embed/${ID}?start=30`, `${WATCH}&t=30s`],
  [`https://www.youtube.com/watch?v=${ID}&list=PLx`, `${WATCH}&list=PLx`],
  [`https://www.youtube.com/shorts/${ID}`, `https://www.youtube.com/shorts/${ID}`],
  ['https://www.youtube.com/playlist?list=PLx', 'https://www.youtube.com/playlist?list=PLx'],
  ['https://player.vimeo.com/video/76979871?h=8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
  ['https://vimeo.com/channels/staffpicks/76979871', 'https://vimeo.com/76979871'],
  ['https://mobile.twitter.com/jack/status/20?s=20', 'https://x.com/jack/status/20'],
  ['https://platform.twitter.com/embed/Tweet.html?id=20', 'https://x.com/i/status/20'],
  ['https://www.instagram.com/name/reel/Cabc-1/?utm_source=x', 'https://www.instagram.com/reel/Cabc-1/'],
  [
    'https://www.tiktok.com/@a.b/video/6718335390845095173?x=1',
    'https://www.tiktok.com/@a.b/video/6718335390845095173',
  ],
  [
    'https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fa%2Fposts%2F1',
    'https://www.facebook.com/a/posts/1',
  ],
  ['https://mastodon.example/@name/109318821117356215', 'https://mastodon.example/@name/109318821117356215'],
  [
    'https://mastodon.example/users/name/statuses/109318821117356215',
    'https://mastodon.example/@name/109318821117356215',
  ],
  ['https://bsky.app/profile/a.bsky.social/post/3kabc', 'https://bsky.app/profile/a.bsky.social/post/3kabc'],
  ['https://www.threads.net/@a/post/Cabc', 'https://www.threads.com/@a/post/Cabc'],
  ['https://t.me/s/channel/12', 'https://t.me/channel/12'],
  ['https://open.spotify.com/intl-de/episode/4rOo?si=1', 'https://open.spotify.com/episode/4rOo'],
  ['https://soundcloud.com/forss/flickermood', 'https://soundcloud.com/forss/flickermood'],
  [
    'https://podcasts.apple.com/us/podcast/a/id12345?i=100',
    'https://podcasts.apple.com/us/podcast/a/id12345?i=100',
  ],
  ['https://datawrapper.dwcdn.net/abcDE/3/', 'https://datawrapper.dwcdn.net/abcDE/'],
  ['https://flo.uri.sh/visualisation/123/embed', 'https://public.flourish.studio/visualisation/123/'],
  ['https://www.openstreetmap.org/#map=13/40.18/44.51', 'https://www.openstreetmap.org/#map=13/40.18/44.51'],
  ['https://maps.google.de/?q=Yerevan', 'https://www.google.com/maps/search/?api=1&query=Yerevan'],
  ['https://dai.ly/x5e9eog', 'https://www.dailymotion.com/video/x5e9eog'],
  ['https://www.twitch.tv/videos/123', 'https://www.twitch.tv/videos/123'],
  ['https://old.reddit.com/r/a/comments/1abc/title/', 'https://www.reddit.com/r/a/comments/1abc/title/'],
  ['https://gist.github.com/user/abcdef0123.js', 'https://gist.github.com/user/abcdef0123'],
  ['https://archive.org/embed/an-item', 'https://archive.org/details/an-item'],
  ['https://a-band.bandcamp.com/album/an-album?from=x', 'https://a-band.bandcamp.com/album/an-album'],
  ['https://vk.com/video-1_2', 'https://vkvideo.ru/video-1_2'],
  [
    'https://rutube.ru/play/embed/0123456789abcdef0123456789abcdef',
    'https://rutube.ru/video/0123456789abcdef0123456789abcdef/',
  ],
])('%s is shown as %s', (address, url) => {
  const embed = recogniseEmbed(address);
  expect(embed?.url).toBe(url);
  // What is kept of it is its subject, from which all else is read again.
  const again = recogniseEmbed(embed?.subject ?? '');
  expect([again?.subject, again?.oembedUrl, again?.kind]).toEqual([
    embed?.subject,
    embed?.oembedUrl,
    embed?.kind,
  ]);
});

test.each([
  'https://www.youtube.com/@channel',
  'https://www.youtube.com/watch?v=short',
  'https://youtube.com.example.org/watch?v=dQw4w9WgXcQ',
  'https://user:secret@youtu.be/dQw4w9WgXcQ',
  'https://youtu.be:8080/dQw4w9WgXcQ',
  'javascript://youtu.be/dQw4w9WgXcQ',
  'https://vimeo.com/about',
  'https://x.com/jack',
  'https://127.0.0.1/@name/109318821117356215',
  'https://localhost/@name/109318821117356215',
  'https://medium.example/@name/a-story-of-ours-1234567890ab',
  'https://www.google.com/search?q=x',
  'https://open.spotify.com/',
  'youtu.be/dQw4w9WgXcQ',
  `https://youtu.be/dQw4w9WgXcQ?x=${'a'.repeat(3000)}`,
])('%s is an address like any other', (address) => {
  expect(recogniseEmbed(address)).toBeNull();
});

test('a player is that of the provider, without cookies where there is one, and begins where the address says', () => {
  expect(recogniseEmbed(`https://youtu.be/${ID}?t=90`)?.playerUrl).toBe(
    `https://www.youtube-nocookie.com/embed/${ID}?autoplay=1&start=90`,
  );
  expect(recogniseEmbed('https://vimeo.com/1/ab')?.playerUrl).toBe(
    'https://player.vimeo.com/video/1?h=ab&dnt=1&autoplay=1',
  );
  expect(recogniseEmbed('https://x.com/jack/status/20')?.playerUrl).toBeNull();
});

test('what is known of a film is known by its address without the moment', () => {
  const at = recogniseEmbed(`https://youtu.be/${ID}?t=90`);
  expect(at?.subject).toBe(WATCH);
  expect(at?.oembedUrl).toBe(`https://www.youtube.com/oembed?format=json&url=${encodeURIComponent(WATCH)}`);
});

test('a server of Mastodon is asked itself', () => {
  expect(recogniseEmbed('https://mastodon.example/@name/109318821117356215')?.oembedUrl).toBe(
    'https://mastodon.example/api/oembed?url=https%3A%2F%2Fmastodon.example%2F%40name%2F109318821117356215',
  );
});

test('all addresses of cards and players are https, and hold nothing that needs escaping', () => {
  for (const address of [
    `https://youtu.be/${ID}"><script>`,
    'https://soundcloud.com/a/<b>',
    'https://www.google.com/maps/place/"><x/',
  ]) {
    const embed = recogniseEmbed(address);
    for (const url of [embed?.url, embed?.playerUrl, embed?.oembedUrl])
      expect(url ?? 'https://').toMatch(/^https:\/\/[^\s<>"]*$/);
  }
});

test('no two providers have one host', () => {
  const hosts = PROVIDERS.flatMap((row) => row.hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
});
