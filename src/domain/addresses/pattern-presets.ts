/** The names that Jekyll has for patterns of `permalink`. Source: jekyllrb.com/docs/permalinks. */
export const JEKYLL_STYLES: Readonly<Record<string, string>> = {
  date: '/:categories/:year/:month/:day/:slug.html',
  pretty: '/:categories/:year/:month/:day/:slug/',
  ordinal: '/:categories/:year/:y_day/:slug.html',
  weekdate: '/:categories/:year/W:week/:short_day/:slug.html',
  none: '/:categories/:slug.html',
};

/**
 * The addresses that systems give to articles unless they are told otherwise, by the name of the system. `.html` and a
 * slash at the end make no difference to where an address leads, so that one form of each stands for all.
 */
export const ADDRESS_PRESETS: Readonly<Record<string, readonly string[]>> = {
  jekyll: ['/:categories/:year/:month/:day/:slug'],
  hugo: ['/:language/:sections/:slugorfilename'],
  wordpress: [
    '/%year%/%monthnum%/%day%/%postname%',
    '/%year%/%monthnum%/%postname%',
    '/%postname%',
    '/archives/%post_id%',
    '/?p=%post_id%',
  ],
  ghost: ['/{slug}'],
  zola: ['/:language/:path'],
  pelican: ['/{slug}'],
  mkdocs: ['/:language/:path', '/blog/:year/:month/:day/:title'],
  hexo: ['/:year/:month/:day/:slug'],
  docusaurus: ['/blog/:year/:month/:day/:slug', '/blog/:slug'],
  eleventy: ['/:path'],
  grav: ['/:path'],
};

/** The patterns that an entry of `oldAddresses` stands for: a preset's, or itself. */
export const patternsOf = (entry: string): readonly string[] => {
  const name = entry.trim().toLowerCase();
  return Object.hasOwn(ADDRESS_PRESETS, name) ? (ADDRESS_PRESETS[name] ?? []) : [entry.trim()];
};
