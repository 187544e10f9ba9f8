import { cleanText } from '../../../problems/clean-text.ts';
import { INLINE_TAGS } from './count-words.ts';
import type { HtmlNode } from './html-node.ts';
import { findTemplateCode } from '../inspect/inspect-text.ts';

/** How many characters of a body an excerpt is made of; more than it takes, so that it can end at a sentence. */
export const ENOUGH = 260;

/** What is no running text, or not the editor's own any more. */
const SKIPPED: ReadonlySet<string> = new Set(
  'h1 h2 h3 h4 h5 h6 figure figcaption table pre hr img details del s section'.split(' '),
);

/** Collects the lines with which a body begins, one for each paragraph or item of a list, until there are enough. */
export interface OpeningLines {
  readonly isFull: () => boolean;
  /** Adds text to the line that is open. */
  readonly add: (text: string) => void;
  /** Ends the line that is open. */
  readonly end: () => void;
  /** All lines, with line ends between. */
  readonly text: () => string;
}

export function openingLines(): OpeningLines {
  const lines: string[] = [];
  let open = '';
  let length = 0;
  const end = (): void => {
    const line = open === '' ? '' : cleanLine(open);
    open = '';
    if (line === '') return;
    lines.push(line);
    length += line.length + 1;
  };
  return {
    isFull: () => length + open.length > ENOUGH,
    add: (text) => {
      open += text;
    },
    end,
    text: () => {
      end();
      return lines.join('\n');
    },
  };
}

/**
 * The words with which a body begins, a line for each block: without headings, pictures and their captions, tables,
 * code, the numbers of footnotes, and addresses that stand alone, as those of embeds do. `nodes` is its sanitised tree.
 */
export function openingOf(nodes: readonly HtmlNode[]): string {
  const lines = openingLines();
  collect(nodes, lines);
  return lines.text();
}

function collect(nodes: readonly HtmlNode[], lines: OpeningLines): void {
  for (const node of nodes) {
    if (lines.isFull()) return;
    if (node.kind === 'text') lines.add(node.text);
    else if (node.tag === 'br') lines.add(' ');
    else if (INLINE_TAGS.has(node.tag)) {
      if (!SKIPPED.has(node.tag) && node.attributes['role'] !== 'doc-noteref') collect(node.children, lines);
    } else if (node.tag !== 'img') {
      lines.end();
      const isBox = node.attributes['class']?.startsWith('box ') === true;
      if (!SKIPPED.has(node.tag) && !isBox) collect(node.children, lines);
      lines.end();
    }
  }
}

/** What is seen of no letter, and what turns the direction of a text that an excerpt may end within. */
const UNSEEN = /[\u00ad\u200b\u202a-\u202e\u2066-\u2069]/g;
/** The mark of a footnote that is not there. */
const NO_FOOTNOTE = /\[\^[^\]\s]{1,40}\]/g;
const BOXES = /^[☐☑] /;
/** The host alone is what stands for a frame without a title. */
const ONLY_ADDRESS = /^(?:(?:https?:\/\/|www\.)\S+|[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){0,8}\.[a-z]{2,24})$/i;

function cleanLine(text: string): string {
  const bare = findTemplateCode(text).reduce((rest, code) => rest.replace(code, ' '), text);
  const seen = bare.replace(UNSEEN, '').replace(NO_FOOTNOTE, '').replace(BOXES, '');
  const line = cleanText(seen.replace(/\s+/g, ' '));
  return ONLY_ADDRESS.test(line) ? '' : line;
}
