import { block, inline, type Meaning } from './meaning.ts';
import { plainValue } from './plain-value.ts';
import { firstNamed, isPathLike } from './read-values.ts';
import { givenOne, type TagArguments } from '../tag.ts';
import { isWebAddress, writeLink } from './write-picture.ts';

const BUTTON =
  /^(?:button|btn|cta|linkbutton|buttonlink|link|extlink|externallink|a|card|linkcard|bookmark|ring|download|assetlink|assetstatic|legacyfile|file|attachment|pdf|indieweblink|asset|url)$/;

/** A link that a tag makes of what is in it or what it was given; the address of another site alone, where that is all. */
export function readLink(name: string, given: TagArguments, inner: string | null): Meaning | null {
  const at = given.positional.findIndex(isPathLike);
  const address =
    firstNamed(given, ['href', 'url', 'link', 'to', 'file', 'src', 'path'], isPathLike) ??
    given.positional[at] ??
    null;
  const before = given.positional.slice(0, Math.max(0, at)).join(' ');
  // Hexo’s themes part the address and its text by commas.
  const parted = at === 0 && !/["'=]/.test(given.written) ? given.written.split(',')[1]?.trim() : undefined;
  const words =
    givenOne(given, ['text', 'label', 'title', 'name', 'content', 'caption']) ??
    parted ??
    (/\p{L}/u.test(before)
      ? before
      : given.positional.slice(at + 1).find((one) => one !== address && /\p{L}/u.test(one))) ??
    null;
  if (address === null) return null;
  if (inner !== null && inner.trim() !== '') {
    if (!BUTTON.test(name) || /\n\s*\n|[[\]]/.test(inner)) return null;
    return { kind: 'around', before: '[', after: `](${writeLink('', address).slice(3)}` };
  }
  if (BUTTON.test(name) && words !== null) return inline(writeLink(words, address));
  if (!isWebAddress(address)) return null;
  return words !== null && /\s/.test(words) ? inline(writeLink(words, address)) : block(plainValue(address));
}
