import type { Token, Tokens } from 'marked';
import { mediumOf } from '../../../domain/files/clip.ts';
import { PICTURE_ENDINGS } from '../../../domain/files/shown-names.ts';
import { ANYWHERE } from '../../../domain/marks/file-marks.ts';
import { parseWikiLink } from '../../../domain/marks/wiki-link.ts';
import { toSlug } from '../../../domain/slug.ts';

const PICTURE = new RegExp(String.raw`\.(?:${PICTURE_ENDINGS})$`, 'i');
const SIZE = /^\d{1,5}(?:x\d{1,5})?$/;

/** What a wiki link needs of the lexer: the definitions of the text, and how to read the text of a link. */
export interface WikiLexer {
  readonly links: Readonly<Record<string, unknown>>;
  readonly inlineTokens: (text: string) => Token[];
}

/**
 * Reads a wiki link at the beginning of a source as a link, or as a picture where it embeds one, or a clip. Undefined where there is
 * none, or the brackets mean something else.
 */
export function readWikiLink(
  source: string,
  { links, inlineTokens }: WikiLexer,
): Tokens.Link | Tokens.Image | undefined {
  const wiki = parseWikiLink(source);
  if (wiki === null || links[wiki.name.toLowerCase().replace(/\s+/g, ' ')] !== undefined) return undefined;
  const { raw, isEmbed, name, heading, text, label } = wiki;
  if (isEmbed && (PICTURE.test(name) || mediumOf(name) !== null)) {
    const alt = SIZE.test(label) ? '' : label;
    return {
      type: 'image',
      raw,
      href: ANYWHERE + encodeURI(name),
      title: null,
      text: alt,
      tokens: [textToken(alt)],
    };
  }
  const href = name === '' ? `#${toSlug(heading.split('#').at(-1) ?? '')}` : writeAddress(name, heading);
  return { type: 'link', raw, href, title: null, text, tokens: inlineTokens(text) };
}

const textToken = (text: string): Tokens.Text => ({ type: 'text', raw: text, text, escaped: false });

const writeAddress = (name: string, heading: string): string =>
  ANYWHERE + encodeURI(name) + (heading === '' ? '' : `#${encodeURI(heading)}`);
