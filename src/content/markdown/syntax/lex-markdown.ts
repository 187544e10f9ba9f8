import { Marked, type MarkedExtension, type Token, type TokensList } from 'marked';
import { codeSyntax } from '../code/code-syntax.ts';
import { mathSyntax } from '../math/math-syntax.ts';
import { abbreviationSyntax } from './abbreviation-syntax.ts';
import { BARE_URLS } from './bare-urls.ts';
import { DEFINITION_LISTS } from './definition-lists.ts';
import { footnoteSyntax } from './footnote-syntax.ts';
import { INLINE_MARKS } from './inline-marks.ts';
import { mayHoldRareSyntax } from './rare-syntax.ts';
import { SHORT_CUTS } from './short-cuts.ts';
import { SPACED_LINKS } from './spaced-links.ts';

export interface LexedMarkdown {
  readonly tokens: TokensList;
  /** Turns the tokens, perhaps changed, into HTML that is not yet safe. Call it once. */
  readonly toHtml: () => string;
}

/**
 * Reads Markdown (GFM, footnotes, and what few texts use) into tokens. `mark` begins all ids and attributes that it makes.
 * Where the text has footnotes, it gets a Marked of its own: their extension keeps state, which a stopped run would leave
 * behind.
 */
export function lexMarkdown(text: string, mark: string): LexedMarkdown {
  const hasNotes = text.includes('[^');
  const isRare = hasNotes || mayHoldRareSyntax(text);
  const marked = isRare ? openMarked(mark, hasNotes) : BARE_ADDRESS.test(text) ? WITH_ADDRESSES : PLAIN;
  const tokens = marked.lexer(text);
  return {
    tokens,
    toHtml: () => {
      if (marked.defaults.walkTokens) void marked.walkTokens(tokens, marked.defaults.walkTokens);
      return marked.parser(tokens);
    },
  };
}

/** An address outside of a link. Looking for those before emphasis costs something, which few texts need. */
const BARE_ADDRESS = /(?<!\]\()(?:https?|ftps?):\/\/|(?<!\/)www\./i;
const CHECKBOXES: MarkedExtension = { renderer: { checkbox: ({ checked }) => (checked ? '☑ ' : '☐ ') } };
/** Runs of text end at signs of its own there. */
const { inlineText: _inlineText, ...BLOCK_CUTS } = SHORT_CUTS;
const GFM = { gfm: true, async: false } as const;

const openMarked = (mark: string, hasNotes: boolean): Marked =>
  new Marked(
    GFM,
    BARE_URLS,
    INLINE_MARKS,
    mathSyntax(mark),
    DEFINITION_LISTS,
    abbreviationSyntax(mark),
    codeSyntax(mark),
    ...(hasNotes ? [footnoteSyntax(mark)] : []),
    SPACED_LINKS,
    CHECKBOXES,
    { tokenizer: BLOCK_CUTS },
  );
const WITH_ADDRESSES = new Marked(GFM, BARE_URLS, SPACED_LINKS, CHECKBOXES, { tokenizer: SHORT_CUTS });
const PLAIN = new Marked(GFM, SPACED_LINKS, CHECKBOXES, { tokenizer: SHORT_CUTS });

/** The tokens inside a token, in the order of the text. */
export function childrenOf(token: Token): Token[][] {
  const holder = token as Token & {
    readonly tokens?: Token[];
    readonly items?: Token[];
    readonly content?: Token[];
    readonly header?: { readonly tokens: Token[] }[];
    readonly rows?: { readonly tokens: Token[] }[][];
  };
  if (holder.header === undefined && holder.items === undefined && holder.content === undefined) {
    return holder.tokens === undefined ? NONE : [holder.tokens];
  }
  const lists: Token[][] = [];
  for (const cells of [holder.header ?? [], ...(holder.rows ?? [])]) {
    for (const cell of cells) lists.push(cell.tokens);
  }
  if (Array.isArray(holder.items)) lists.push(holder.items);
  if (holder.tokens !== undefined) lists.push(holder.tokens);
  if (Array.isArray(holder.content)) lists.push(holder.content);
  return lists;
}

const NONE: Token[][] = [];
