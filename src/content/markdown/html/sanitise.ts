import sanitizeHtml from 'sanitize-html';
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, REPLACED_TAGS, TAGS_WITH_CONTENT } from './allowed-html.ts';
import { shownSrc } from '../../../html/lazy-picture.ts';
import { cleanAddress, OWN_SCHEMES, READABLE_SCHEMES } from './link-target.ts';

/** Deepest nesting of HTML elements; deeper tags are dropped and their text kept. */
const MAX_ELEMENT_DEPTH = 64;

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [...ALLOWED_TAGS],
  // Links of the readable schemes become text, and those of our own lead to files; see resolveLinks.
  allowedSchemes: ['http', 'https', 'mailto', 'tel', ...READABLE_SCHEMES, ...OWN_SCHEMES],
  allowProtocolRelative: false,
  nonTextTags: [...TAGS_WITH_CONTENT, 'option'],
  nestingLimit: MAX_ELEMENT_DEPTH,
  selfClosing: ['img', 'br', 'hr', 'wbr'],
};
const ATTRIBUTES = Object.fromEntries(
  Object.entries(ALLOWED_ATTRIBUTES).map(([tag, names]) => [tag, [...names]]),
);

/**
 * Reduces HTML to the allow-list: balanced tags, no class, style, name or event attributes, no URL but
 * http, https, mailto, tel, relative ones and those of which resolveLinks makes text. Ids and data- marks survive only with `mark`, a prefix
 * that nothing in the text can have; an editor's own ids become such marks.
 */
export function sanitise(html: string, mark: string): string {
  return sanitizeHtml(html, {
    ...OPTIONS,
    allowedAttributes: {
      ...ATTRIBUTES,
      '*': [...(ALLOWED_ATTRIBUTES['*'] ?? []), `data-${mark}id`],
      pre: [`data-${mark}code`, `data-${mark}title`],
      div: [`data-${mark}math`],
      span: [`data-${mark}math`],
      abbr: [...(ALLOWED_ATTRIBUTES['abbr'] ?? []), `data-${mark}abbr`],
      a: [...(ALLOWED_ATTRIBUTES['a'] ?? []), 'id', `data-${mark}ref`, `data-${mark}backref`],
      li: [...(ALLOWED_ATTRIBUTES['li'] ?? []), 'id'],
      section: [`data-${mark}footnotes`],
    },
    transformTags: {
      ...REPLACED_TAGS,
      // An address with a slip in its scheme would go as unsafe.
      a: (tagName, attribs) => {
        if (attribs['href'] !== undefined) attribs['href'] = cleanAddress(attribs['href']).address;
        return { tagName, attribs };
      },
      img: (tagName, attribs) => {
        const src = shownSrc((name) => attribs[name]);
        const sized = /^\s*(\d{1,5})(?:px)?\s*$/;
        const { width = '', height = '', ...rest } = attribs;
        const [w, h] = [width, height].map((length) => sized.exec(length)?.[1]);
        const sizes = { ...(w === undefined ? {} : { width: w }), ...(h === undefined ? {} : { height: h }) };
        return { tagName, attribs: { ...rest, src, ...sizes } };
      },
      '*': (tagName, attribs) => {
        const { id, name, ...rest } = attribs;
        if (id?.startsWith(mark)) return { tagName, attribs: { ...rest, id } };
        const named = id ?? (tagName === 'a' ? name : undefined);
        return {
          tagName,
          attribs: named === undefined ? rest : { ...rest, [`data-${mark}id`]: named.trim() },
        };
      },
    },
  });
}
