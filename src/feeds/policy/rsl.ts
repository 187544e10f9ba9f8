import type { AiException } from '../../catalog/read/feed-queries.ts';
import type { Site } from '../../config/site.ts';
import {
  AI_USES,
  type AiPreferences,
  type AiUse,
  preferencesFor,
  prefersAlike,
} from '../../domain/machines/ai-preferences.ts';
import { markdownPath } from '../../domain/urls.ts';
import { element, textElement, xmlDocument } from '../xml.ts';
import { isLicensable } from './ai-statements.ts';

const TOKENS: Readonly<Record<AiUse, string>> = { search: 'search', train: 'ai-train', input: 'ai-input' };

/**
 * Writes the site's licence for machines (RSL 1.0, rslstandard.org): what the site allows and forbids, and after it each story
 * that differs. It sells nothing. Null where nothing can be said: see isLicensable.
 */
export function buildRsl(
  { ai, publisher }: Pick<Site, 'ai' | 'publisher'>,
  exceptions: readonly AiException[],
): string | null {
  const site = ai ?? {};
  const copyright = textElement('copyright', publisher.name, { type: 'organization' });
  const content = (url: string, preferences: AiPreferences): string =>
    element('content', { url }, [element('license', {}, licenseOf(preferences)), copyright]);
  const contents = [
    ...(isLicensable(site) ? [content('/', site)] : []),
    ...exceptions.flatMap(({ path, ai: own }) => {
      const preferences = preferencesFor(ai, own);
      if (!isLicensable(preferences) || prefersAlike(preferences, site)) return [];
      // Addresses are matched as in robots.txt: `$` ends one.
      return [path, markdownPath(path)].map((one) => content(`${one}$`, preferences));
    }),
  ];
  if (contents.length === 0) return null;
  return xmlDocument(element('rsl', { xmlns: 'https://rslstandard.org/rsl' }, contents));
}

/** At most one element of each kind, with its uses between blanks (§3.5). */
function licenseOf(preferences: AiPreferences): string[] {
  const uses = (answer: boolean): string =>
    AI_USES.filter((use) => preferences[use] === answer)
      .map((use) => TOKENS[use])
      .join(' ');
  return (
    [
      ['permits', uses(true)],
      ['prohibits', uses(false)],
    ] as const
  ).map(([name, tokens]) => (tokens === '' ? '' : textElement(name, tokens, { type: 'usage' })));
}
