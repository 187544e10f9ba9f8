import { compactKey } from './key-dialects.ts';

/**
 * What the value of a key says about where the article stands, or stood: `other`, that this address of this site leads
 * to it as well; `own`, that it was its address, with placeholders perhaps; `link`, the same, unless it is of another
 * host, as in a link blog; `guid`, the same, unless it is no address at all.
 */
export type AddressKind = 'other' | 'own' | 'link' | 'guid';

const KEYS: Readonly<Record<AddressKind, string>> = {
  other: 'aliases alias redirectfrom redirectsfrom redirects oldaliases routes',
  own:
    'permalink permalinks oldurl oldurls oldpath oldpaths oldaddress oldlink oldpermalink formerurl formerurls ' +
    'formerpath previousurl previousurls legacyurl legacyurls legacypath wordpressurl wpurl wplink',
  link: 'url path link uri redirectto originalurl originalpath shortlink shorturl',
  guid: 'guid',
};

const KINDS: ReadonlyMap<string, AddressKind> = new Map(
  Object.entries(KEYS).flatMap(([kind, keys]) => keys.split(' ').map((key) => [key, kind as AddressKind])),
);

/** Of which kind a key is by which this or another system names addresses; null for every other key. */
export const addressKind = (key: string): AddressKind | null =>
  KINDS.get(key) ?? KINDS.get(compactKey(key)) ?? null;
