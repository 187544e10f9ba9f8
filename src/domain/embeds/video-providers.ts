import { type EmbedRead, idOf, numberOf, type ProviderRow, secondsOf, segmentOf } from './embed.ts';

/** Those whose items are films, each with the addresses that its own share buttons and frames give. */
export const VIDEO_PROVIDERS: readonly ProviderRow[] = [
  {
    id: 'youtube',
    name: 'YouTube',
    kind: 'video',
    hosts: ['youtube.com', 'youtu.be', 'youtube-nocookie.com', 'music.youtube.com'],
    oembed: 'https://www.youtube.com/oembed?format=json&url=',
    read: readYouTube,
  },
  {
    id: 'vimeo',
    name: 'Vimeo',
    kind: 'video',
    hosts: ['vimeo.com', 'player.vimeo.com'],
    // Its picture is as wide as the player that is asked for.
    oembed: 'https://vimeo.com/api/oembed.json?dnt=1&width=1280&url=',
    read: readVimeo,
  },
  {
    id: 'tiktok',
    name: 'TikTok',
    kind: 'video',
    hosts: ['tiktok.com', 'vm.tiktok.com'],
    oembed: 'https://www.tiktok.com/oembed?url=',
    shape: 'tall',
    read(_, [first = '', second, third]) {
      const framed = first === 'embed' || first === 'player' ? numberOf(third ?? second) : null;
      const id = second === 'video' && /^@[\w.-]{1,60}$/.test(first) ? numberOf(third) : framed;
      if (id === null) return null;
      const by = first.startsWith('@') ? first : '@';
      return {
        url: `https://www.tiktok.com/${by}/video/${id}`,
        player: `https://www.tiktok.com/player/v1/${id}?autoplay=1`,
      };
    },
  },
  {
    id: 'dailymotion',
    name: 'Dailymotion',
    kind: 'video',
    hosts: ['dailymotion.com', 'dai.ly', 'geo.dailymotion.com'],
    oembed: 'https://www.dailymotion.com/services/oembed?url=',
    read({ hostname, searchParams }, path) {
      const id = idOf(
        hostname === 'dai.ly'
          ? path[0]
          : (searchParams.get('video') ?? path[path.indexOf('video') + 1])?.replace(/_.*$/s, ''),
        24,
      );
      if (id === null || !(hostname === 'dai.ly' || path.includes('video') || searchParams.has('video')))
        return null;
      return {
        url: `https://www.dailymotion.com/video/${id}`,
        player: `https://geo.dailymotion.com/player.html?video=${id}`,
      };
    },
  },
  {
    id: 'twitch',
    name: 'Twitch',
    kind: 'video',
    hosts: ['twitch.tv', 'clips.twitch.tv', 'player.twitch.tv'],
    // Its player has to be told which site it stands on.
    read({ hostname, searchParams }, path) {
      const clip =
        hostname === 'clips.twitch.tv'
          ? idOf(searchParams.get('clip') ?? path[0], 100)
          : path[1] === 'clip'
            ? idOf(path[2], 100)
            : null;
      if (clip !== null) return { url: `https://clips.twitch.tv/${clip}` };
      const video = numberOf(
        searchParams.get('video')?.replace(/^v/, '') ?? (path[0] === 'videos' ? path[1] : null),
      );
      return video === null ? null : { url: `https://www.twitch.tv/videos/${video}` };
    },
  },
  {
    id: 'archive',
    name: 'Internet Archive',
    kind: 'video',
    hosts: ['archive.org'],
    read(_, [what, item]) {
      const id = what === 'details' || what === 'embed' ? segmentOf(item) : null;
      return id === null
        ? null
        : { url: `https://archive.org/details/${id}`, player: `https://archive.org/embed/${id}` };
    },
  },
  {
    id: 'odysee',
    name: 'Odysee',
    kind: 'video',
    hosts: ['odysee.com'],
    oembed: 'https://odysee.com/$/oembed?url=',
    read(_, path) {
      const item = path[0] === '$' && path[1] === 'embed' ? path.slice(2) : path;
      const [channel, video] = item.map((one) => segmentOf(one));
      if (item.length !== 2 || channel == null || video == null || !/^(?:@|%40)/.test(channel)) return null;
      return {
        url: `https://odysee.com/${channel}/${video}`,
        player: `https://odysee.com/$/embed/${channel}/${video}?autoplay=true`,
      };
    },
  },
  {
    id: 'rumble',
    name: 'Rumble',
    kind: 'video',
    hosts: ['rumble.com'],
    oembed: 'https://rumble.com/api/Media/oembed.json?url=',
    read(_, [first, second]) {
      const framed = first === 'embed' ? idOf(second?.split('.').at(-1), 24) : null;
      if (framed !== null)
        return { url: `https://rumble.com/embed/${framed}/`, player: `https://rumble.com/embed/${framed}/` };
      const page = segmentOf(first);
      return page === null || !/^v[a-z0-9]{4,12}-.*\.html$/.test(page)
        ? null
        : { url: `https://rumble.com/${page}` };
    },
  },
  {
    id: 'rutube',
    name: 'RUTUBE',
    kind: 'video',
    hosts: ['rutube.ru'],
    oembed: 'https://rutube.ru/api/oembed/?format=json&url=',
    read(_, path) {
      const id = /^(?:video|play\/embed|shorts)\/([\da-f]{32}|\d{1,12})(?:\/|$)/.exec(path.join('/'))?.[1];
      return id === undefined
        ? null
        : { url: `https://rutube.ru/video/${id}/`, player: `https://rutube.ru/play/embed/${id}` };
    },
  },
  {
    id: 'vk',
    name: 'VK',
    kind: 'video',
    hosts: ['vk.com', 'vkvideo.ru', 'vk.ru'],
    read({ searchParams }, [first = '']) {
      const named = /^(?:video|clip)(-?\d{1,15})_(\d{1,15})$/.exec(first);
      const [owner, id] = named?.slice(1) ?? [searchParams.get('oid') ?? '', searchParams.get('id') ?? ''];
      if (named === null && first !== 'video_ext.php') return null;
      if (!/^-?\d{1,15}$/.test(owner ?? '') || numberOf(id) === null) return null;
      const hash = idOf(searchParams.get('hash'), 40);
      return {
        url: `https://vkvideo.ru/video${owner}_${id}`,
        player: `https://vkvideo.ru/video_ext.php?oid=${owner}&id=${id}${hash === null ? '' : `&hash=${hash}`}&hd=2`,
      };
    },
  },
];

/** Watch pages, short links, shorts, live, frames with and without cookies, lists; `t=`, `start=` and `#t=` (developers.google.com/youtube/player_parameters). */
function readYouTube({ hostname, searchParams, hash }: URL, path: readonly string[]): EmbedRead | null {
  const [first = '', second] = path;
  // Flash had its settings behind the id: `/v/ID&hl=en`.
  const given = /^(?:embed|v|e|shorts|live)$/.test(first) ? second?.split('&', 1)[0] : null;
  const written = hostname === 'youtu.be' ? first : (searchParams.get('v') ?? given);
  // All are of 11 today; nobody has promised it.
  const id = (idOf(written, 24)?.length ?? 0) >= 6 ? written : null;
  const list = idOf(searchParams.get('list'), 64);
  if (id === null || id === undefined || id === 'videoseries') {
    const isList = list !== null && /^(?:playlist|watch|embed)$/.test(first);
    return isList
      ? {
          url: `https://www.youtube.com/playlist?list=${list}`,
          player: `https://www.youtube-nocookie.com/embed/videoseries?list=${list}&autoplay=1`,
        }
      : null;
  }
  const start = secondsOf(
    searchParams.get('t') ??
      searchParams.get('start') ??
      searchParams.get('time_continue') ??
      hash.replace(/^#t=/, ''),
  );
  const isShort = first === 'shorts';
  const subject = isShort ? `https://www.youtube.com/shorts/${id}` : `https://www.youtube.com/watch?v=${id}`;
  const inList = list === null || isShort ? '' : `&list=${list}`;
  return {
    url: `${subject}${inList}${start > 0 && !isShort ? `&t=${start}s` : ''}`,
    subject,
    player: `https://www.youtube-nocookie.com/embed/${id}?autoplay=1${inList}${start > 0 ? `&start=${start}` : ''}`,
    ...(isShort ? { shape: 'tall' as const } : {}),
  };
}

/** Pages, frames, and those that only who has their hash may see: `vimeo.com/ID/HASH`, `?h=HASH`. */
function readVimeo({ hostname, searchParams, hash }: URL, path: readonly string[]): EmbedRead | null {
  const at = path.findIndex((one) => numberOf(one) !== null);
  const before = path.slice(0, at).join('/');
  const isVideo =
    hostname === 'player.vimeo.com'
      ? before === 'video'
      : /^(?:|video|channels\/[\w-]+|groups\/[\w-]+\/videos|album\/\d+\/video|showcase\/\d+\/video|ondemand\/[\w-]+)$/.test(
          before,
        );
  if (at === -1 || !isVideo) return null;
  const [id, next] = path.slice(at);
  const secret = idOf(searchParams.get('h') ?? (before === '' ? next : null), 40);
  const start = secondsOf(hash.replace(/^#t=/, ''));
  const subject = `https://vimeo.com/${id}${secret === null ? '' : `/${secret}`}`;
  const query = `?${secret === null ? '' : `h=${secret}&`}dnt=1&autoplay=1`;
  const moment = start > 0 ? `#t=${start}s` : '';
  return {
    url: subject + moment,
    subject,
    player: `https://player.vimeo.com/video/${id}${query}${moment}`,
  };
}
