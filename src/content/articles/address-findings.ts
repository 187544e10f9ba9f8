import type { Finding } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { ReadAddress } from './read-address.ts';

/** What is told of a text that was read as an address; null where nothing is amiss. */
export function findingOfAddress(address: ReadAddress, text: string, key: string): Finding | null {
  const quoted = `${key}: ${quoteText(text.trim())}`;
  switch (address.kind) {
    case 'address':
      if (address.mended === null) return null;
      return {
        code: 'alias-slash',
        message: `${quoted} lacks the slash at its beginning; it was read as ${quoteText(address.mended)}.`,
        hint: `Write ${address.mended} in its place.`,
        about: key,
        fix: { old: text.trim(), repaired: address.mended },
      };
    case 'name':
      return {
        code: 'alias-name',
        message: `${quoted} is a name and no path; it was ignored.`,
        hint: 'Remove it, or write the path that is to lead here, such as /old/address.',
        about: key,
      };
    case 'foreign':
      return {
        code: 'address-foreign',
        message: `${quoted} is an address of ${address.host}, which is not this site; it was ignored.`,
        hint: `Leave it where the article is about that page. Where the site stood there, add "formerHosts: [${address.host}]" to site.yaml.`,
        about: key,
      };
    case 'reserved':
      return {
        code: 'path-reserved',
        message: `${quoted} is an address of the site itself; it was ignored.`,
        hint: 'Remove it.',
        about: key,
      };
    case 'ambiguous':
      return {
        code: 'alias-query',
        message: `${quoted} is known by its query, which is not looked at; it was ignored.`,
        hint: 'Remove it, or write a path, or an address such as /?p=123.',
        about: key,
      };
    case 'invalid':
      return {
        code: 'path-invalid',
        message: `${quoted} is not a path of this site; it was ignored.`,
        hint: 'Write a path that begins with a slash, such as /old/address.',
        about: key,
      };
    default:
      return null;
  }
}

/** What is told of a value that is neither a text nor a list of texts. */
export const noAddress = (key: string): Finding => ({
  code: 'path-invalid',
  message: `${key}: what stands here is not a path; it was ignored.`,
  hint: 'Write a list of paths that begin with a slash, such as [/old/address].',
  about: key,
});
