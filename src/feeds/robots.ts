/**
 * Writes `/robots.txt`: everyone may read everything but results of searches, which are endless. `origin` is
 * the public origin without a trailing slash.
 */
export function buildRobots(origin: string): string {
  return [
    'User-agent: *',
    'Disallow: /search?',
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    `Sitemap: ${origin}/sitemap-news.xml`,
    '',
  ].join('\n');
}
