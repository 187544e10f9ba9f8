import type { Token, Tokens } from 'marked';
import { beginningOfBody } from './syntax/beginning-of-body.ts';
import { childrenOf, lexMarkdown } from './syntax/lex-markdown.ts';
import { mayHoldRareSyntax } from './syntax/rare-syntax.ts';
import { ENOUGH, type OpeningLines, openingLines } from './html/opening.ts';
import { runTextSteps } from './dialects/run-text-steps.ts';
import { type BodySource, renderPlainText } from './render-body.ts';

/** How much of a body is looked at first; most begin with a paragraph. */
const FIRST_LOOK = ENOUGH;

/**
 * The opening of a plain body, as in a RenderedBody, of its first blocks alone: what follows them is not lexed, but for the
 * addresses of links. At about a tenth of what rendering takes.
 */
export function plainOpening(source: BodySource): string {
  const { text: body } = runTextSteps(source.text, source);
  for (let size = FIRST_LOOK; ; size *= 4) {
    const end = blankLineFrom(body, size);
    const opening = openingOfText({ ...source, text: beginningOfBody(body, end) });
    if (opening.length > ENOUGH || end === body.length) return opening;
  }
}

/** Where the first blank line behind an offset begins: no paragraph goes on there. */
function blankLineFrom(body: string, offset: number): number {
  const at = offset >= body.length ? -1 : body.indexOf('\n\n', offset);
  return at === -1 ? body.length : at;
}

function openingOfText(source: BodySource): string {
  const { text } = source;
  // What entities and angle brackets mean is told by rendering alone.
  if (['<', '&', '[!'].some((sign) => text.includes(sign)) || OLD_BOX.test(text) || mayHoldRareSyntax(text))
    return renderPlainText(source).readOpening();
  const lines = openingLines();
  for (const token of lexMarkdown(text, '').tokens) collect(token, lines);
  return lines.text();
}

/** A quote that may be a box as GitHub had them before: `> **Warning**`. */
const OLD_BOX = />[ \t]{0,3}(?:\*\*|__)/;

const BLOCKS: ReadonlySet<string> = new Set('paragraph blockquote list list_item'.split(' '));
const SKIPPED: ReadonlySet<string> = new Set('heading code table hr def space image del html'.split(' '));

function collect(token: Token, lines: OpeningLines): void {
  const { type } = token;
  if (lines.isFull() || SKIPPED.has(type)) return;
  const inner = childrenOf(token);
  if (inner.length === 0) {
    lines.add(type === 'br' ? ' ' : ((token as Partial<Tokens.Text>).text ?? ''));
    return;
  }
  const isBlock = BLOCKS.has(type);
  if (isBlock) lines.end();
  for (const list of inner) for (const child of list) collect(child, lines);
  if (isBlock) lines.end();
}
