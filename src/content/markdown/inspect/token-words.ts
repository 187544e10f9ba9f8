import type { Token, Tokens } from 'marked';
import { hasMarks } from '../html/inline-caption.ts';
import { repeatsTitle } from '../html/headline.ts';
import { childrenOf } from '../syntax/lex-markdown.ts';
import { classifyPicture } from '../../../domain/picture-source.ts';

/** Tokens that are read through to the ones inside; those that are lines of their own end with one. */
const BLOCKS: ReadonlySet<string> = new Set('heading list list_item blockquote table'.split(' '));
const INLINES: ReadonlySet<string> = new Set('strong em del link text inlineMark'.split(' '));
const LEAVES: ReadonlySet<string> = new Set('text escape codespan'.split(' '));
const PLAIN_ITEM: ReadonlySet<string> = new Set('text paragraph list space'.split(' '));
const PICTURE_OR_BREAK: ReadonlySet<string> = new Set('image link br'.split(' '));
const LINE_ENDS: ReadonlySet<string> = new Set('space br hr def'.split(' '));

/** A picture of the site that is written as it is served, and so surely shown. */
const USUAL_PICTURE = /^[\w./-]{1,500}$/;

/** Links of other schemes may show their addresses; see resolveLinks. */
const ADDRESS_SHOWN = /^(?!https?:|mailto:|tel:|name:|root:)[a-z][a-z0-9+.-]*:/i;

/** Thrown, and caught here, where only rendering can tell. */
const UNSURE = Symbol('unsure');

/**
 * The words that rendering these tokens would show, a line for each block; null where only rendering can
 * tell. `title` and `file` are as for renderBody. Tokens of raw HTML and of entities are for rendering:
 * give it text without `<` and `&`.
 */
export function wordsOfTokens(tokens: readonly Token[], title: string | null, file: string): string | null {
  const first = tokens.findIndex(({ type }) => type !== 'space' && type !== 'def');
  try {
    return tokens
      .map((token, index) => (index === first && isRepeated(token, title, file) ? '' : wordsOf(token, file)))
      .join('');
  } catch (error) {
    if (error !== UNSURE) throw error;
    return null;
  }
}

/** Whether a token is a heading that goes because it repeats the title. */
function isRepeated(token: Token, title: string | null, file: string): boolean {
  if (token.type !== 'heading') return false;
  if (title === null || token.raw.includes('![')) throw UNSURE;
  return repeatsTitle(wordsOf(token, file), title);
}

function wordsOf(token: Token, file: string): string {
  const { type } = token;
  const lists = childrenOf(token);
  if (lists.length === 0 && LEAVES.has(type)) return (token as Tokens.Text).text;
  if (type === 'link' && ADDRESS_SHOWN.test((token as Tokens.Link).href)) throw UNSURE;
  if (INLINES.has(type)) return wordsOfAll(lists[0] ?? [], file);
  if (type === 'list_item' && lists[0]?.some((inner) => !PLAIN_ITEM.has(inner.type))) throw UNSURE;
  if (type === 'paragraph') return `${wordsOfAll(lists[0] ?? [], file)}\n${captionOf(token)}\n`;
  if (type === 'blockquote' && /^ {0,3}> {0,3}(?:\*\*|__)/.test(token.raw)) throw UNSURE;
  if (BLOCKS.has(type)) return `\n${lists.map((list) => wordsOfAll(list, file)).join('\n')}\n`;
  if (LINE_ENDS.has(type)) return '\n';
  if (type === 'code') return wordsOfCode(token as Tokens.Code);
  if (type === 'image') return wordsOfPicture(token as Tokens.Image, file);
  throw UNSURE;
}

/** A block with a title has a caption; one of formulas is no code. */
function wordsOfCode({ text, lang = '' }: Tokens.Code): string {
  if (/[\s:={]|^math$/.test(lang.trim())) throw UNSURE;
  return `${text}\n`;
}

function wordsOfAll(tokens: readonly Token[], file: string): string {
  let words = '';
  for (const token of tokens) words += wordsOf(token, file);
  return words;
}

/** A picture that is shown parts the words around it. */
function wordsOfPicture({ href }: Tokens.Image, file: string): string {
  const isShown = USUAL_PICTURE.test(href) && classifyPicture(href, file).kind === 'served';
  if (!isShown) throw UNSURE;
  return '\n';
}

/** The title of a picture, perhaps linked, that is all of a paragraph. */
function captionOf(token: Token): string {
  const inner = (childrenOf(token)[0] ?? []).filter((one) => one.raw.trim() !== '');
  const [only] = inner;
  // Only rendering tells which pictures are a gallery.
  if (inner.length > 1 && inner.every(({ type }) => PICTURE_OR_BREAK.has(type))) throw UNSURE;
  if (only === undefined || inner.length > 1) return '';
  if (only.type === 'link') return captionOf(only);
  const title = only.type === 'image' ? ((only as Tokens.Image).title ?? '') : '';
  // So it is with what a caption says besides its words.
  if (hasMarks(title)) throw UNSURE;
  return title;
}
