/** Where the pages of a preview stand. */
export interface PreviewPlace {
  /** What stands before all its paths: `/preview/TOKEN`. */
  readonly prefix: string;
  /** The public origin of the site, without a trailing slash. */
  readonly origin: string;
  /** Which of the site's paths the preview has; the others are left to the public site. */
  readonly has: (path: string) => boolean;
}

/**
 * Where an address of a page of the site leads in its preview: a path from the root, and an absolute address of the site, below the
 * preview's prefix, or to the public site where the preview has no such page. All others stay as they are: those of other hosts, of
 * the page itself (`#notes`), and relative ones, which are below the prefix already.
 */
export function placeLink(address: string, { prefix, origin, has }: PreviewPlace): string {
  const path = pathOf(address, origin);
  if (path === null) return address;
  return has(path.replace(/[?#].*$/s, '')) ? prefix + path : origin + path;
}

function pathOf(address: string, origin: string): string | null {
  if (address.startsWith('/')) return address.startsWith('//') ? null : address;
  if (!address.startsWith(origin)) return null;
  const rest = address.slice(origin.length);
  if (rest === '') return '/';
  return rest.startsWith('/') ? rest : null;
}

/** The same for each address of a `srcset` (HTML, "srcset attributes"): addresses of this site hold no blanks. */
export const placeSourceSet = (value: string, place: PreviewPlace): string =>
  value.replace(/(^|,\s+|,(?=\/))(\s*)([^\s,]+)/g, (_whole, before: string, blank: string, address: string) =>
    [before, blank, placeLink(address, place)].join(''),
  );

/** The same for each `url(/…)` of a style sheet. */
export const placeStyle = (css: string, place: PreviewPlace): string =>
  css.replace(
    /\burl\(\s*(["']?)(\/(?!\/)[^"')\s]*)\1\s*\)/g,
    (_whole, quote: string, address: string) => `url(${quote}${placeLink(address, place)}${quote})`,
  );
