import { type EmbedRead, idOf, numberOf, type ProviderRow, segmentOf } from './embed.ts';

/** Charts, maps and code. */
export const OTHER_PROVIDERS: readonly ProviderRow[] = [
  {
    id: 'datawrapper',
    name: 'Datawrapper',
    kind: 'chart',
    hosts: ['datawrapper.dwcdn.net', 'datawrapper.de'],
    oembed: 'https://api.datawrapper.de/v3/oembed?format=json&url=',
    shape: 'chart',
    read(_, path) {
      const id = idOf(path[0] === '_' ? path[1] : path[0], 5);
      if (id?.length !== 5 || path.length > 3) return null;
      const url = `https://datawrapper.dwcdn.net/${id}/`;
      return { url, player: url };
    },
  },
  {
    id: 'flourish',
    name: 'Flourish',
    kind: 'chart',
    hosts: ['public.flourish.studio', 'flo.uri.sh', 'app.flourish.studio'],
    oembed: 'https://app.flourish.studio/api/v1/oembed?format=json&url=',
    shape: 'chart',
    read(_, [what, item]) {
      const id = what === 'visualisation' || what === 'story' ? numberOf(item) : null;
      if (id === null) return null;
      return {
        url: `https://public.flourish.studio/${what}/${id}/`,
        player: `https://flo.uri.sh/${what}/${id}/embed`,
      };
    },
  },
  {
    id: 'openstreetmap',
    name: 'OpenStreetMap',
    kind: 'map',
    hosts: ['openstreetmap.org', 'osm.org'],
    shape: 'chart',
    read: readOpenStreetMap,
  },
  {
    id: 'google-maps',
    name: 'Google Maps',
    kind: 'map',
    hosts: ['google.com', 'maps.google.com'],
    shape: 'chart',
    read: readGoogleMap,
  },
  {
    id: 'gist',
    name: 'GitHub Gist',
    kind: 'code',
    hosts: ['gist.github.com'],
    read(_, [user, item]) {
      const [by, id] = [idOf(user, 40), /^([\da-f]{5,40})(?:\.js)?$/.exec(item ?? '')?.[1]];
      return by === null || id === undefined ? null : { url: `https://gist.github.com/${by}/${id}` };
    },
  },
];

const degrees = (text: string | null | undefined, most: number): number | null => {
  const value = text != null && /^-?\d{1,3}(?:\.\d{1,20})?$/.test(text) ? Number(text) : Number.NaN;
  return Math.abs(value) <= most ? value : null;
};
const short = (value: number): string => String(Number(value.toFixed(5)));

/** `#map=ZOOM/LAT/LON`, a marker by `mlat` and `mlon`, and frames by their box. */
function readOpenStreetMap({ searchParams, hash }: URL, path: readonly string[]): EmbedRead | null {
  const [, zoom = '', north = '', east = ''] = /^#map=(\d{1,2})\/([\d.-]+)\/([\d.-]+)/.exec(hash) ?? [];
  const markers = [searchParams.get('mlat'), searchParams.get('mlon')];
  const [marked] = [(searchParams.get('marker') ?? '').split(',')];
  const box = (searchParams.get('bbox') ?? '')
    .split(',')
    .map((one, at) => degrees(one, at % 2 === 0 ? 180 : 90));
  const isFrame = path.at(-1) === 'embed.html';
  if (!isFrame && path.length > 0) return null;
  const [west, south, right, top] = box;
  const hasBox = box.length === 4 && !box.includes(null);
  const lat =
    degrees(markers[0] ?? marked?.[0], 90) ??
    degrees(north, 90) ??
    (hasBox ? ((south ?? 0) + (top ?? 0)) / 2 : null);
  const lon =
    degrees(markers[1] ?? marked?.[1], 180) ??
    degrees(east, 180) ??
    (hasBox ? ((west ?? 0) + (right ?? 0)) / 2 : null);
  if (lat === null || lon === null) return null;
  // A frame of 600 px shows so many degrees at a zoom, a map of which is 256 px wide at zoom 0.
  const wide = hasBox
    ? Math.max((right ?? 0) - (west ?? 0), 1e-4)
    : (600 * 360) / (256 * 2 ** Number(zoom || 13));
  const level =
    zoom === '' ? Math.min(19, Math.max(1, Math.round(Math.log2((600 * 360) / (256 * wide))))) : Number(zoom);
  const hasMarker = degrees(markers[0] ?? marked?.[0], 90) !== null;
  const [x, y] = [short(lon), short(lat)];
  const high = (wide * 3 * Math.cos((lat * Math.PI) / 180)) / 4;
  const bbox = [lon - wide / 2, Math.max(-90, lat - high / 2), lon + wide / 2, Math.min(90, lat + high / 2)];
  return {
    url: `https://www.openstreetmap.org/${hasMarker ? `?mlat=${y}&mlon=${x}` : ''}#map=${level}/${y}/${x}`,
    player: `https://www.openstreetmap.org/export/embed.html?bbox=${bbox.map(short).join('%2C')}&layer=mapnik${hasMarker ? `&marker=${y}%2C${x}` : ''}`,
  };
}

/** Places, views and frames of `google.com/maps`; of a frame’s `pb` the middle and the name. */
function readGoogleMap({ hostname, pathname, searchParams }: URL, path: readonly string[]): EmbedRead | null {
  if (!hostname.startsWith('maps.') && path[0] !== 'maps') return null;
  const pb = searchParams.get('pb')?.slice(0, 2000);
  if (pb !== undefined) {
    const [lon, lat] = [/!2d(-?[\d.]+)/.exec(pb)?.[1], /!3d(-?[\d.]+)/.exec(pb)?.[1]];
    const name = /!1s0x[\da-f]+(?::|%3A)0x[\da-f]+!2s([^!]{1,200})/i.exec(pb)?.[1];
    const where = degrees(lat, 90) === null || degrees(lon, 180) === null ? null : `${lat},${lon}`;
    const asked = name === undefined ? where : decodeName(name);
    return asked === null ? null : mapOf(asked, null);
  }
  const named = path[1] === 'place' || path[1] === 'search' ? segmentOf(path[2]) : null;
  const [, lat, lon, zoom] = /\/@(-?[\d.]{1,20}),(-?[\d.]{1,20}),([\d.]{1,5})z/.exec(pathname) ?? [];
  const hasView = degrees(lat, 90) !== null && degrees(lon, 180) !== null;
  const query = searchParams.get('q') ?? searchParams.get('query') ?? searchParams.get('ll');
  const asked = named !== null ? decodeName(named) : (query ?? (hasView ? `${lat},${lon}` : null));
  if (asked === null || asked.trim() === '' || asked.length > 300) return null;
  return mapOf(asked, hasView ? `&ll=${lat},${lon}&z=${Math.round(Number(zoom))}` : null);
}

const mapOf = (asked: string, view: string | null): EmbedRead => {
  const query = encodeURIComponent(asked.toWellFormed());
  return {
    url: `https://www.google.com/maps/search/?api=1&query=${query}`,
    player: `https://www.google.com/maps?q=${query}${view ?? ''}&output=embed`,
  };
};

const decodeName = (text: string): string | null => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ')).toWellFormed();
  } catch {
    return null;
  }
};
