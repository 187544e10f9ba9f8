import { Tokenizer, type MarkedExtension, type Tokens } from 'marked';
import { PICTURE_ENDINGS } from '../../../domain/files/shown-names.ts';
import { readWikiLink } from './wiki-links.ts';

/** A link or picture, perhaps with a title, whose address holds blanks and which is therefore none in Markdown. */
const SPACED =
  /^(?<bang>!?)\[(?<text>(?:\\.|[^[\]\\\n])*)\]\([ \t]*(?<address>[^\s()<>"'\n][^()<>"'\n]*?)(?:[ \t]+(?:"(?<double>[^"\n]*)"|'(?<single>[^'\n]*)'))?[ \t]*\)/u;
/** What such an address must be for the reading to be sure: a picture’s name, a number, a mail, a page. */
const PICTURE = new RegExp(String.raw`\.(?:jpe|${PICTURE_ENDINGS})(?:[?#]\S*)?$`, 'i');
const LINK =
  /^(?:tel:[\d\s+/.-]+|mailto:\s*[^\s@]+@[^\s@]+(?:\?.*)?|https?:\/\/\S.*|\/\S.*|.*\.(?:pdf|md|html?|docx?))$/i;

/** Whether a token was read so although its address holds blanks. */
export const hasSpacedAddress = (token: Tokens.Link | Tokens.Image): boolean =>
  /\s/.test(token.href.trim()) && SPACED.test(token.raw);

/**
 * Reads links and pictures whose addresses hold blanks, as file names and telephone numbers do, and links by the names of
 * files, where Marked finds none and there is one reading.
 */
export const SPACED_LINKS: MarkedExtension = {
  tokenizer: {
    link(source): Tokens.Link | Tokens.Image | false | undefined {
      // Asked at every place of a text.
      if (source[0] !== '[' && source[0] !== '!') return undefined;
      const usual = Tokenizer.prototype.link.call(this, source);
      if (usual !== undefined) return usual;
      if (source.startsWith('[[') || source.startsWith('![[')) {
        const { lexer } = this;
        const wiki = readWikiLink(source, {
          links: lexer.tokens.links,
          inlineTokens: (text) => lexer.inlineTokens(text),
        });
        if (wiki !== undefined) return wiki;
      }
      const groups = SPACED.exec(source)?.groups;
      const { bang, text = '', address = '', double, single } = groups ?? {};
      if (groups === undefined || !/\s/.test(address)) return undefined;
      const raw = SPACED.exec(source)?.[0] ?? '';
      const isPicture = bang === '!';
      if (!(isPicture ? PICTURE : LINK).test(address)) return undefined;
      const title = double ?? single ?? null;
      const tokens = this.lexer.inlineTokens(text);
      if (isPicture) return { type: 'image', raw, href: address, title, text, tokens };
      return { type: 'link', raw, href: address, title, text, tokens };
    },
  },
};
