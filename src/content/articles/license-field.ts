import type { LabelledSource } from '../../domain/article.ts';
import { cleanText } from '../../problems/clean-text.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { refuse, stringField } from '../../problems/reading/text-fields.ts';
import { toWebAddress } from '../../problems/web-address.ts';

/** A Creative Commons licence by its name, and by its address. */
const NAMED = /^cc[\s-]*(by(?:-(?:nc|nd|sa)){0,2})[\s-]*(\d\.\d)?$/i;
const ADDRESS = /^https?:\/\/creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/i;
const ZERO = 'https://creativecommons.org/publicdomain/zero/1.0/';
const NEWEST = '4.0';

/** Under which an article may be used: a name, an address, or a name whose address is known. */
export function licenseField() {
  return stringField((written, context): LabelledSource => {
    const text = cleanText(written);
    if (text === '' || text.length > 300) {
      return refuse(context, `${quoteText(text)} is not a licence.`, {
        code: 'license-invalid',
        hint: 'Write its name or its address, such as CC BY 4.0.',
      });
    }
    if (/^cc[\s-]*(?:0|zero)(?:[\s-]*1\.0)?$/i.test(text)) return { name: 'CC0 1.0', url: ZERO };
    const [named, kind = '', version = NEWEST] = NAMED.exec(text) ?? [];
    if (named !== undefined) return { name: nameOf(kind, version), url: addressOf(kind, version) };
    const url = toWebAddress(text);
    if (url === null) return { name: text, url: null };
    const [known, words = '', edition = ''] = ADDRESS.exec(url) ?? [];
    return {
      name: known === undefined ? new URL(url).hostname.replace(/^www\./, '') : nameOf(words, edition),
      url,
    };
  });
}

const nameOf = (kind: string, version: string): string => `CC ${kind.toUpperCase()} ${version}`;
const addressOf = (kind: string, version: string): string =>
  `https://creativecommons.org/licenses/${kind.toLowerCase()}/${version}/`;
