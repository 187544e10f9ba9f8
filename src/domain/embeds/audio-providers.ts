import { idOf, numberOf, type ProviderRow, segmentOf } from './embed.ts';

/** Those whose items are heard. */
export const AUDIO_PROVIDERS: readonly ProviderRow[] = [
  {
    id: 'spotify',
    name: 'Spotify',
    kind: 'audio',
    hosts: ['open.spotify.com', 'play.spotify.com', 'podcasters.spotify.com'],
    oembed: 'https://open.spotify.com/oembed?url=',
    shape: 'strip',
    read(_, path) {
      const bare = path.filter((one) => !/^(?:embed|embed-podcast|intl-[a-z-]+)$/.test(one));
      const [type = '', item] = bare;
      const id = idOf(item, 40);
      if (id === null || !/^(?:track|album|playlist|artist|episode|show)$/.test(type)) return null;
      return {
        url: `https://open.spotify.com/${type}/${id}`,
        player: `https://open.spotify.com/embed/${type}/${id}`,
      };
    },
  },
  {
    id: 'soundcloud',
    name: 'SoundCloud',
    kind: 'audio',
    hosts: ['soundcloud.com', 'w.soundcloud.com', 'api.soundcloud.com'],
    oembed: 'https://soundcloud.com/oembed?format=json&url=',
    shape: 'strip',
    read(url, path) {
      const inner = url.hostname === 'w.soundcloud.com' ? URL.parse(url.searchParams.get('url') ?? '') : url;
      const at = inner === url ? path : inner?.pathname.split('/').filter((one) => one !== '');
      if (
        inner === null ||
        at === undefined ||
        !/^(?:www\.|m\.)?(?:api\.)?soundcloud\.com$/.test(inner.hostname)
      )
        return null;
      const segments = at.map((one) => segmentOf(one));
      if (segments.includes(null) || segments.length < 2 || segments.length > 4) return null;
      if (NO_SOUND.has(segments[0] ?? '')) return null;
      const isApi = inner.hostname.includes('api.');
      if (isApi && !/^(?:tracks|playlists|users)$/.test(segments[0] ?? '')) return null;
      const page = `https://${isApi ? 'api.' : ''}soundcloud.com/${segments.join('/')}`;
      const player = `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}`;
      return { url: isApi ? player : page, subject: page, player: `${player}&auto_play=true` };
    },
  },
  {
    id: 'apple-podcasts',
    name: 'Apple Podcasts',
    kind: 'audio',
    hosts: ['podcasts.apple.com', 'embed.podcasts.apple.com'],
    shape: 'strip',
    read({ searchParams }, path) {
      const segments = path.map((one) => segmentOf(one));
      if (segments.includes(null) || !/^id\d{3,15}$/.test(segments.at(-1) ?? '') || segments.length > 4)
        return null;
      const episode = numberOf(searchParams.get('i'));
      const rest = `${segments.join('/')}${episode === null ? '' : `?i=${episode}`}`;
      return {
        url: `https://podcasts.apple.com/${rest}`,
        player: `https://embed.podcasts.apple.com/${rest}`,
      };
    },
  },
  {
    id: 'mixcloud',
    name: 'Mixcloud',
    kind: 'audio',
    hosts: ['mixcloud.com', 'player-widget.mixcloud.com'],
    oembed: 'https://www.mixcloud.com/oembed/?format=json&url=',
    shape: 'strip',
    read({ searchParams }, path) {
      const isFrame = path[0] === 'widget';
      const at = isFrame ? (searchParams.get('feed') ?? '').split('/').filter((one) => one !== '') : path;
      const [user, show] = at.slice(-2).map((one) => segmentOf(one));
      if (user == null || show == null || (!isFrame && path.length !== 2)) return null;
      return {
        url: `https://www.mixcloud.com/${user}/${show}/`,
        player: `https://player-widget.mixcloud.com/widget/iframe/?feed=${encodeURIComponent(`/${user}/${show}/`)}&autoplay=1`,
      };
    },
  },
];

/** Bandcamp, where each band has a host of its own; its player is known by a number that the address does not tell. */
export const BANDCAMP: ProviderRow = {
  id: 'bandcamp',
  name: 'Bandcamp',
  kind: 'audio',
  hosts: [],
  read({ hostname }, [what, item]) {
    const name = what === 'album' || what === 'track' ? segmentOf(item) : null;
    return name === null ? null : { url: `https://${hostname}/${what}/${name}` };
  },
};

const NO_SOUND: ReadonlySet<string> = new Set(['discover', 'pages', 'search', 'tags', 'charts', 'you']);
