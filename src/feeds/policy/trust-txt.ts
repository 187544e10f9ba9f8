import type { Site } from '../../config/site.ts';

/** In the order in which they are told; the names are those of trust.txt. */
const RELATIONS = ['belongto', 'member', 'control', 'controlledby', 'vendor', 'customer'] as const;
/** Pages about an organisation that are nobody's account. */
const ABOUT = /(?:^|\.)(?:wikipedia|wikidata)\.org$/i;

/**
 * Writes `/trust.txt` (JournalList, trust.txt of 2024): with whom the newsroom is connected, which accounts are its own, and whether
 * models may be trained on its texts. Null where there is nothing of these to say.
 */
export function buildTrustTxt({
  trust = {},
  publisher,
  ai,
}: Pick<Site, 'trust' | 'publisher' | 'ai'>): string | null {
  const social = publisher.sameAs.filter((url) => !ABOUT.test(URL.parse(url)?.hostname ?? ''));
  const lines = [
    ...RELATIONS.flatMap((name) => (trust[name] ?? []).map((url) => [name, url])),
    ...social.map((url) => ['social', url]),
    ...(trust.disclosure ?? []).map((url) => ['disclosure', url]),
    ...(ai?.train === undefined ? [] : [['datatrainingallowed', ai.train ? 'yes' : 'no']]),
  ];
  const contacts = trust.contact ?? (publisher.email === null ? [] : [publisher.email]);
  if (lines.length === 0 && trust.contact === undefined) return null;
  return [...lines, ...contacts.map((one) => ['contact', one])]
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}
