import { Marked, type Token, type TokensList } from 'marked';
import markedFootnote from 'marked-footnote';

export interface LexedMarkdown {
  readonly tokens: TokensList;
  /** Turns the tokens, perhaps changed, into HTML that is not yet safe. Call it once. */
  readonly toHtml: () => string;
}

/**
 * Reads Markdown (GFM and footnotes) into tokens. Every call has a Marked of its own: the footnote
 * extension keeps state, which a stopped run would leave behind. `mark` begins all ids it makes.
 */
export function lexMarkdown(text: string, mark: string): LexedMarkdown {
  const marked = new Marked({ gfm: true, async: false });
  marked.use(markedFootnote({ prefixId: mark, prefixData: mark, description: 'Footnotes' }));
  marked.use({
    renderer: {
      checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
    },
  });
  const tokens = marked.lexer(text);
  return {
    tokens,
    toHtml: () => {
      if (marked.defaults.walkTokens) void marked.walkTokens(tokens, marked.defaults.walkTokens);
      return marked.parser(tokens);
    },
  };
}

/** The tokens inside a token, in the order of the text. */
export function childrenOf(token: Token): Token[][] {
  const holder = token as Token & {
    readonly tokens?: Token[];
    readonly items?: Token[];
    readonly content?: Token[];
    readonly header?: { readonly tokens: Token[] }[];
    readonly rows?: { readonly tokens: Token[] }[][];
  };
  const lists: Token[][] = [];
  for (const cells of [holder.header ?? [], ...(holder.rows ?? [])]) {
    for (const cell of cells) lists.push(cell.tokens);
  }
  if (Array.isArray(holder.items)) lists.push(holder.items);
  if (holder.tokens !== undefined) lists.push(holder.tokens);
  if (Array.isArray(holder.content)) lists.push(holder.content);
  return lists;
}
