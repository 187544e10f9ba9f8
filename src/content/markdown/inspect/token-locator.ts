import type { Token, Tokens } from 'marked';

/** How far ahead a token is looked for, in characters; bounds the cost of one that is nowhere. */
const SEARCH_WINDOW = 20_000;

/** Follows tokens through the text they came from, in document order. */
export interface TokenLocator {
  /** Enters a block of the top level. */
  enterBlock(raw: string): void;
  /** Offset at which an inner token begins; the block's own offset where that cannot be told. */
  locate(token: Pick<Token, 'raw'>): number;
  /**
   * The same of a link, whose text is looked through after it. `address` is where its address begins, null where it
   * is not written in it as it is read.
   */
  locateLink(link: Pick<Tokens.Link, 'raw' | 'href'>): {
    readonly offset: number;
    readonly address: number | null;
  };
}

/** Opens a locator on a text. Blocks are looked up only once an inner token is asked for. */
export function createTokenLocator(text: string): TokenLocator {
  let entered: string[] = [];
  let blockStart = 0;
  let blockEnd = 0;
  let cursor = 0;
  const findBlock = (raw: string): void => {
    const found = text.startsWith(raw, blockEnd) ? blockEnd : text.indexOf(raw, blockEnd);
    blockStart = found === -1 ? blockEnd : found;
    blockEnd = found === -1 ? blockEnd : found + raw.length;
    cursor = blockStart;
  };
  /** Where a text begins from here on; -1 for nowhere. */
  const find = (raw: string): number => {
    entered.forEach(findBlock);
    entered = [];
    const found = text.slice(cursor, Math.min(blockEnd, cursor + SEARCH_WINDOW)).indexOf(raw);
    return found === -1 ? -1 : cursor + found;
  };
  const locate: TokenLocator['locate'] = ({ raw }) => {
    const firstLine = raw.split('\n', 1)[0] ?? '';
    const offset = find(firstLine);
    if (offset === -1) return cursor;
    cursor = offset + firstLine.length;
    return offset;
  };
  return {
    enterBlock(raw) {
      entered.push(raw);
    },
    locate,
    locateLink({ raw, href }) {
      const offset = find(raw);
      if (offset === -1) return { offset: locate({ raw: raw.startsWith('[') ? '[' : raw }), address: null };
      if (!raw.startsWith('[')) {
        cursor = offset + raw.length;
        return { offset, address: raw === href || raw === `<${href}>` ? offset + raw.indexOf(href) : null };
      }
      cursor = offset + 1;
      const at = raw.lastIndexOf(`](${href}`);
      const angled = at === -1 ? raw.lastIndexOf(`](<${href}>`) : at;
      if (angled === -1) return { offset, address: null };
      return { offset, address: offset + angled + (at === -1 ? 3 : 2) };
    },
  };
}
