import type { AiException } from '../../catalog/read/feed-queries.ts';
import { type AiPreferences, preferencesFor } from '../../domain/machines/ai-preferences.ts';
import { editionPath, OWN_EDITION } from '../../domain/edition.ts';
import { LICENSE_PATH, markdownPath, SEARCH_PATH } from '../../domain/urls.ts';
import { aiStatements, isLicensable } from './ai-statements.ts';

/** What robots.txt says besides what crawlers may fetch. */
export interface RobotsPolicy {
  /** Those of the site; absent for none. */
  readonly ai?: AiPreferences | undefined;
  /** Stories with preferences of their own. */
  readonly exceptions?: readonly AiException[];
  /** The names of its editions; by default its own alone. */
  readonly editions?: readonly string[];
}

/**
 * Writes `/robots.txt`: everyone may read everything but results of searches, which are endless. `origin` is
 * the public origin without a trailing slash. What machines may do with what they read stands inside the one group, behind its
 * rule, where parsers of RFC 9309 pass over lines that they do not know (§2.2.4).
 */
export function buildRobots(
  origin: string,
  { ai, exceptions = [], editions = [OWN_EDITION] }: RobotsPolicy = {},
): string {
  const site = aiStatements(ai ?? {});
  const hasLicense = [{ ai: {} }, ...exceptions].some((one) => isLicensable(preferencesFor(ai, one.ai)));
  return [
    'User-agent: *',
    ...editions.map((edition) => `Disallow: ${editionPath(edition, SEARCH_PATH)}?`),
    ...(site.contentSignal === null ? [] : [`Content-Signal: ${site.contentSignal}`]),
    ...(site.contentUsage === null ? [] : [`Content-Usage: ${site.contentUsage}`]),
    ...exceptions.flatMap((one) => exceptionRules(one, ai, site.contentUsage)),
    '',
    // For all crawlers, and no part of a group (RSL 1.0, “Adding RSL to robots.txt”).
    ...(hasLicense ? [`License: ${origin}${LICENSE_PATH}`, ''] : []),
    ...editions.flatMap((edition) =>
      ['/sitemap.xml', '/sitemap-news.xml'].map((path) => `Sitemap: ${origin}${editionPath(edition, path)}`),
    ),
    '',
  ].join('\n');
}

/** The rule with the longest path decides, and of Content-Usage alone a rule has a path; `$` ends it (RFC 9309 §2.2.3). */
function exceptionRules(
  { path, ai: own }: AiException,
  site: AiPreferences | undefined,
  usual: string | null,
): string[] {
  const { contentUsage } = aiStatements(preferencesFor(site, own));
  if (contentUsage === null || contentUsage === usual) return [];
  return [path, markdownPath(path)].map((one) => `Content-Usage: ${one}$ ${contentUsage}`);
}
