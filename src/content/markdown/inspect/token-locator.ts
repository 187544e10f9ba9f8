import type { Token } from 'marked';

/** How far ahead a token is looked for, in characters; bounds the cost of one that is nowhere. */
const SEARCH_WINDOW = 20_000;

/** Follows tokens through the text they came from, in document order. */
export interface TokenLocator {
  /** Enters a block of the top level. */
  enterBlock(raw: string): void;
  /** Offset at which an inner token begins; the block's own offset where that cannot be told. */
  locate(token: Pick<Token, 'raw'>): number;
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
  return {
    enterBlock(raw) {
      entered.push(raw);
    },
    locate({ raw }) {
      entered.forEach(findBlock);
      entered = [];
      const firstLine = raw.split('\n', 1)[0] ?? '';
      const found = text.slice(cursor, Math.min(blockEnd, cursor + SEARCH_WINDOW)).indexOf(firstLine);
      if (found === -1) return cursor === blockStart ? blockStart : cursor;
      const offset = cursor + found;
      cursor = offset + firstLine.length;
      return offset;
    },
  };
}
