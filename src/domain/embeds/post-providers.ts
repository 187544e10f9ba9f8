import { idOf, numberOf, type ProviderRow, segmentOf } from './embed.ts';

/** Those whose items are short texts, which a card shows itself: they have no player. */
export const POST_PROVIDERS: readonly ProviderRow[] = [
  {
    id: 'x',
    name: 'X',
    kind: 'post',
    hosts: ['twitter.com', 'x.com', 'mobile.twitter.com', 'platform.twitter.com'],
    oembed: 'https://publish.x.com/oembed?omit_script=1&dnt=1&url=',
    read({ searchParams }, path) {
      const framed = numberOf(searchParams.get('id'));
      if (path[0] === 'embed' && framed !== null) return { url: `https://x.com/i/status/${framed}` };
      const at = path.findIndex((one) => /^status(?:es)?$/.test(one));
      const id = at === -1 ? null : numberOf(path[at + 1]);
      if (id === null) return null;
      const user = at === 1 ? idOf(path[0], 20) : null;
      return { url: `https://x.com/${user ?? 'i'}/status/${id}` };
    },
  },
  {
    id: 'instagram',
    name: 'Instagram',
    kind: 'post',
    hosts: ['instagram.com', 'instagr.am'],
    read(_, path) {
      const at = path.findIndex((one) => /^(?:p|reel|reels|tv)$/.test(one));
      const id = at === 0 || at === 1 ? idOf(path[at + 1]) : null;
      const type = path[at]?.replace(/^reels$/, 'reel');
      return id === null ? null : { url: `https://www.instagram.com/${type}/${id}/` };
    },
  },
  {
    id: 'facebook',
    name: 'Facebook',
    kind: 'post',
    hosts: ['facebook.com', 'fb.watch', 'web.facebook.com'],
    read(url, path) {
      const inner = path[0] === 'plugins' ? URL.parse(url.searchParams.get('href') ?? '') : url;
      if (inner === null || !/^(?:(?:www|m|web)\.)?(?:facebook\.com|fb\.watch)$/.test(inner.hostname))
        return null;
      const at = inner.pathname.split('/').filter((one) => one !== '');
      if (at.length > 6 || at.some((one) => segmentOf(one) === null)) return null;
      const page = `https://${inner.hostname === 'fb.watch' ? 'fb.watch' : 'www.facebook.com'}/${at.join('/')}`;
      const video = numberOf(inner.searchParams.get('v'));
      const isVideo =
        /^(?:videos|reel)$/.test(at.at(-2) ?? '') || at.at(-3) === 'videos' || inner.hostname === 'fb.watch';
      const story = ['story_fbid', 'fbid', 'id'].flatMap((name) => {
        const value = idOf(inner.searchParams.get(name), 100);
        return value === null ? [] : [`${name}=${value}`];
      });
      const watched = /^watch$|^video\.php$/.test(at[0] ?? '') && video !== null;
      const isPost = /\/(?:posts|photos|permalink)\//.test(inner.pathname) || story.length > 0;
      if (!watched && !isVideo && !isPost) return null;
      const found = watched
        ? `https://www.facebook.com/watch/?v=${video}`
        : isPost && story.length > 0
          ? `${page}?${story.join('&')}`
          : page;
      return watched || isVideo
        ? {
            url: found,
            kind: 'video',
            player: `https://www.facebook.com/plugins/video.php?href=${encodeURIComponent(found)}&show_text=false&autoplay=true`,
          }
        : { url: found };
    },
  },
  {
    id: 'bluesky',
    name: 'Bluesky',
    kind: 'post',
    hosts: ['bsky.app', 'embed.bsky.app'],
    oembed: 'https://embed.bsky.app/oembed?url=',
    read({ hostname }, path) {
      const isFrame = hostname === 'embed.bsky.app';
      const [user, id] = isFrame
        ? [path[1], path[3]]
        : path[0] === 'profile' && path[2] === 'post'
          ? [path[1], path[3]]
          : [];
      const [by, post] = [segmentOf(user), idOf(id)];
      return by === null || post === null ? null : { url: `https://bsky.app/profile/${by}/post/${post}` };
    },
  },
  {
    id: 'threads',
    name: 'Threads',
    kind: 'post',
    hosts: ['threads.net', 'threads.com'],
    read(_, [user = '', what, item]) {
      const id = idOf(item);
      if (!/^@[\w.]{1,60}$/.test(user) || what !== 'post' || id === null) return null;
      return { url: `https://www.threads.com/${user}/post/${id}` };
    },
  },
  {
    id: 'telegram',
    name: 'Telegram',
    kind: 'post',
    hosts: ['t.me', 'telegram.me'],
    read(_, path) {
      const [channel, post] = path[0] === 's' ? path.slice(1) : path;
      const [name, id] = [idOf(channel, 64), numberOf(post)];
      return name === null || id === null || name.length < 4 ? null : { url: `https://t.me/${name}/${id}` };
    },
  },
  {
    id: 'reddit',
    name: 'Reddit',
    kind: 'post',
    hosts: ['reddit.com', 'old.reddit.com', 'redditmedia.com', 'embed.reddit.com'],
    oembed: 'https://www.reddit.com/oembed?url=',
    read(_, path) {
      const [forum, board, what, id, name, comment] = path.map((one) => segmentOf(one));
      if (!/^(?:r|user)$/.test(forum ?? '') || board == null || what !== 'comments' || idOf(id, 12) === null)
        return null;
      const rest = [name, comment].filter((one) => one != null);
      return { url: `https://www.reddit.com/${[forum, board, what, id, ...rest].join('/')}/` };
    },
  },
];

/**
 * Posts of Mastodon and its kin, whose hosts nobody can list: known by their paths, `/@name/1234…` and
 * `/users/name/statuses/1234…` (docs.joinmastodon.org, "Status").
 */
export const MASTODON: ProviderRow = {
  id: 'mastodon',
  name: 'Mastodon',
  kind: 'post',
  hosts: [],
  read({ host, hostname }, path) {
    const [first = '', second = '', third, fourth] = path;
    const [user, id] = first === 'users' && third === 'statuses' ? [`@${second}`, fourth] : [first, second];
    if (!/^@[\w.-]{1,60}(?:@[\w.-]{1,100})?$/.test(user) || !/^\d{6,24}$/.test(id ?? '')) return null;
    const more = first === 'users' ? path.slice(4) : path.slice(2);
    if (more.length > 0 && more.join('/') !== 'embed') return null;
    if (!hostname.includes('.') || /[\d.]+$/.exec(hostname)?.[0] === hostname) return null;
    return { url: `https://${host}/${user}/${id}`, oembed: `https://${host}/api/oembed?url=` };
  },
};
