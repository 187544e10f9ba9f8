import { AUDIO_PROVIDERS, BANDCAMP } from './audio-providers.ts';
import type { Embed, ProviderRow } from './embed.ts';
import { OTHER_PROVIDERS } from './other-providers.ts';
import { MASTODON, POST_PROVIDERS } from './post-providers.ts';
import { VIDEO_PROVIDERS } from './video-providers.ts';

/** Every provider whose hosts are known. */
export const PROVIDERS: readonly ProviderRow[] = [
  ...VIDEO_PROVIDERS,
  ...AUDIO_PROVIDERS,
  ...POST_PROVIDERS,
  ...OTHER_PROVIDERS,
];

const BY_HOST: ReadonlyMap<string, ProviderRow> = new Map(
  PROVIDERS.flatMap((row) => row.hosts.map((host) => [host, row] as const)),
);

/** Longer addresses are left as links. */
const LONGEST = 2000;
/** Google’s sites of countries: `google.de`, `google.co.uk`, `maps.google.fr`. */
const GOOGLE = /^(?:maps\.)?google\.(?:com?\.)?[a-z]{2}$/;

/**
 * What an address of another site stands for, where its provider is known: `https://…`, `//…`, or without a scheme before
 * `www.`. Null for any other address. Pure, and of an address alone: nobody is asked.
 */
export function recogniseEmbed(address: string): Embed | null {
  const written = address.trim();
  if (written.length > LONGEST || !/^(?:https?:)?\/\/|^www\./i.test(written)) return null;
  const url = URL.parse(
    written.startsWith('//') ? `https:${written}` : written.replace(/^www\./i, 'https://$&'),
  );
  if (url === null || url.username !== '' || url.password !== '' || url.port !== '') return null;
  const host = url.hostname
    .replace(/^(?:www|m|mobile)\./, '')
    .replace(GOOGLE, (one) => `${one.startsWith('maps.') ? 'maps.' : ''}google.com`);
  const path = url.pathname.split('/').filter((segment) => segment !== '');
  const row = BY_HOST.get(host) ?? (host.endsWith('.bandcamp.com') ? BANDCAMP : MASTODON);
  const read = row.read(url, path);
  if (read === null) return null;
  const { subject = read.url, player, oembed = row.oembed } = read;
  return {
    provider: row.id,
    name: row.name,
    kind: read.kind ?? row.kind,
    url: read.url,
    subject,
    playerUrl: player ?? null,
    shape: read.shape ?? row.shape ?? 'wide',
    oembedUrl: oembed === undefined ? null : oembed + encodeURIComponent(subject),
  };
}
