import type { Site } from '../config/site.ts';
import { textDirection } from '../domain/language.ts';
import type { CardColours } from '../media/cards/card-colours.ts';

export interface WebManifestContext {
  readonly site: Site;
  readonly at: (path: string) => string;
  readonly assetUrl: (name: string) => string;
  readonly cardColours: Pick<CardColours, 'paper'>;
}

const ICONS = [
  { name: 'icons/icon-192.png', size: 192, purpose: 'any' },
  { name: 'icons/icon-512.png', size: 512, purpose: 'any' },
  { name: 'icons/icon-maskable-512.png', size: 512, purpose: 'maskable' },
];

/**
 * Writes the web app manifest (w3.org/TR/appmanifest). `minimal-ui`: a window of its own that still goes back,
 * reloads and shows addresses, since a newspaper is links.
 */
export function buildWebManifest({ at, site, assetUrl, cardColours }: WebManifestContext): string {
  return JSON.stringify({
    id: at('/'),
    name: site.name,
    short_name: site.name,
    ...(site.description === null ? {} : { description: site.description }),
    lang: site.language,
    dir: textDirection(site.language),
    start_url: at('/'),
    scope: '/',
    display: 'minimal-ui',
    background_color: cardColours.paper,
    theme_color: cardColours.paper,
    categories: ['news'],
    icons: ICONS.map(({ name, size, purpose }) => ({
      src: assetUrl(name),
      sizes: `${size}x${size}`,
      type: 'image/png',
      purpose,
    })),
  });
}
