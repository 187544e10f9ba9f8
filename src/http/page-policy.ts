import type { HeaderList } from '../cache/page-entry.ts';
import { type PolicySources, securityHeaders } from './middleware/security-headers.ts';
import type { SiteLooks } from './site-deps.ts';

const POLICY = 'Content-Security-Policy';
/** Names where the player of an embed stands: an attribute that we write, of a tag. */
const PLAYER = /<[a-z]+ (?:[^<>]* )?data-player="(https:\/\/[a-z0-9.-]+)\//g;
const CLIP = /<(?:video|audio) /;

/**
 * The policy of a page that has parts which few have, as a header of its own; nothing for a page that has none. It allows
 * their styles, clips of this site where it has one, and frames of the players that its embeds name, by their origins.
 */
export function pagePolicy(
  html: string,
  { origin, styleHash, partsIn }: Pick<SiteLooks, 'styleHash' | 'partsIn'> & { readonly origin: string },
): HeaderList {
  const hashes = partsIn(html).flatMap(({ styleHash: own }) => own ?? []);
  const sources: PolicySources = {
    frames: [...new Set([...html.matchAll(PLAYER)].map(([, player = '']) => player))].sort(),
    hasClips: CLIP.test(html),
  };
  if (hashes.length === 0 && sources.frames.length === 0 && !sources.hasClips) return [];
  const headers = securityHeaders({ origin, styleHashes: [styleHash, ...hashes], ...sources });
  return [POLICY, headers[headers.indexOf(POLICY) + 1] ?? ''];
}
