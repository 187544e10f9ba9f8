import { givenOne, type TagArguments } from '../tag.ts';
import { isWebAddress } from './write-picture.ts';
import { plainValue } from './plain-value.ts';

interface Provider {
  /** Of tags that embed something of it. */
  readonly name: RegExp;
  /** The address of an item by its number, and by whose it is where that was told. */
  readonly address: (id: string, owner: string) => string;
}

const PROVIDERS: readonly Provider[] = [
  {
    name: /^(?:lite)?(?:youtube|yt)(?!music)/,
    address: (id) => `https://www.youtube.com/watch?v=${id}`,
  },
  { name: /^(?:lite)?vimeo/, address: (id) => `https://vimeo.com/${id}` },
  {
    name: /^(?:tweet|twitter|x$|xpost|xembed|twittertweet|embedtweet)/,
    address: (id, owner) => `https://twitter.com/${owner || 'i'}/status/${id}`,
  },
  {
    name: /^(?:gist|githubgist|embedgist)/,
    address: (id, owner) => `https://gist.github.com/${owner === '' ? '' : `${owner}/`}${id}`,
  },
  { name: /^insta(?:gram)?/, address: (id) => `https://www.instagram.com/p/${id}/` },
  { name: /^tiktok/, address: (id, owner) => `https://www.tiktok.com/@${owner || 'tiktok'}/video/${id}` },
  {
    name: /^spotify/,
    address: (id, owner) => `https://open.spotify.com/${id.includes('/') ? id : `${owner || 'track'}/${id}`}`,
  },
  { name: /^soundcloud/, address: (id) => `https://api.soundcloud.com/tracks/${id}` },
  { name: /^dailymotion/, address: (id) => `https://www.dailymotion.com/video/${id}` },
  { name: /^bilibili/, address: (id) => `https://www.bilibili.com/video/${id}` },
  { name: /^twitch/, address: (id) => `https://www.twitch.tv/videos/${id}` },
  { name: /^codepen/, address: (id, owner) => `https://codepen.io/${owner || 'pen'}/pen/${id}` },
  { name: /^jsfiddle/, address: (id) => `https://jsfiddle.net/${id}/` },
  { name: /^asciinema/, address: (id) => `https://asciinema.org/a/${id}` },
  { name: /^speakerdeck/, address: (id) => `https://speakerdeck.com/player/${id}` },
  { name: /^telegram/, address: (id) => `https://t.me/${id}` },
  { name: /^(?:datawrapper)/, address: (id) => `https://datawrapper.dwcdn.net/${id}/` },
  { name: /^(?:flourish)/, address: (id) => `https://public.flourish.studio/visualisation/${id}/` },
  {
    name: /^(?:bluesky|bsky)/,
    address: (id, owner) => `https://bsky.app/profile/${owner}/post/${id}`,
  },
  { name: /^ted(?:talk)?$/, address: (id) => `https://www.ted.com/talks/${id}` },
  { name: /^loom/, address: (id) => `https://www.loom.com/share/${id}` },
  { name: /^wistia/, address: (id) => `https://fast.wistia.com/medias/${id}` },
];

const ADDRESSES = ['url', 'src', 'href', 'link', 'embed', 'status', 'post', 'source'];
const NUMBERS = [
  'id',
  'videoid',
  'video',
  'key',
  'tweetid',
  'tweet',
  'statusid',
  'gistid',
  'gist',
  'v',
  'youtubeid',
  'vimeoid',
  'code',
  'slug',
  'track',
  'pen',
  'postid',
  'youtube',
  'vimeo',
  'bvid',
];
const OWNERS = ['user', 'username', 'owner', 'author', 'account', 'handle', 'type', 'host'];
const NUMBER = /^[\w@./:-]{2,120}$/;

/**
 * The address of what a tag embeds from another site, by its name and what it was given; null for a tag that does not.
 * `inner` is what stood between it and its end.
 */
export function embedAddress(name: string, given: TagArguments, inner: string): string | null {
  const asked = providerName(name, given);
  const provider = PROVIDERS.find((one) => one.name.test(asked));
  const values = [...given.positional, inner]
    .map((value) => plainValue(value))
    .filter((value) => value !== '');
  const direct = givenOne(given, ADDRESSES) ?? values.find(isWebAddress) ?? null;
  const number = plainValue(givenOne(given, ['id', 'videoid']) ?? '');
  // `{% include video.html id="…" %}` says nothing else.
  if (provider === undefined && /^video/.test(asked) && /^[\w-]{11}$/.test(number)) {
    return `https://www.youtube.com/watch?v=${number}`;
  }
  if (provider === undefined) {
    if (
      !/^(?:embed|oembed|iframe|embedly|mastodon|toot|fediverse|peertube|facebook|reddit|map|googlemaps?|responsiveembed|videoembed|embedvideo)/.test(
        asked,
      )
    )
      return null;
    return direct !== null && isWebAddress(direct) ? direct : null;
  }
  if (direct !== null && isWebAddress(direct)) return direct;
  const owner = plainValue(givenOne(given, OWNERS) ?? '').replace(/^@/, '');
  const id = plainValue(givenOne(given, NUMBERS) ?? '');
  const [first = '', second = ''] = values;
  if (id !== '') return NUMBER.test(id) ? provider.address(id, owner) : webOr(id);
  const isOwnerFirst =
    /^(?:gist|githubgist|tweet|twitter|x|tiktok|codepen)/.test(asked) &&
    /^[\w.-]+$/.test(second) &&
    !first.includes('/');
  // `{{< gist user 123 >}}`, `{{< tweet user 123 >}}`; with a file behind it, of which nothing is known.
  if (isOwnerFirst && !/^\d{6,}$/.test(first)) return provider.address(second, first.replace(/^@/, ''));
  return NUMBER.test(first) ? provider.address(first.replace(/^\//, ''), owner) : null;
}

const webOr = (value: string): string | null => (isWebAddress(value) ? value : null);

/** `{% include video id="…" provider="youtube" %}` names the site by an argument. */
function providerName(name: string, given: TagArguments): string {
  const provider = givenOne(given, ['provider', 'service', 'platform', 'site']);
  return /^(?:video|embed|media|player)/.test(name) && provider !== null
    ? provider.toLowerCase().replace(/[^a-z0-9]/g, '')
    : name;
}
