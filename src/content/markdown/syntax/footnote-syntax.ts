import type { MarkedExtension, TokenizerExtension, TokenizerThis, Tokens } from 'marked';
import markedFootnote from 'marked-footnote';

/** `[^label]:` at the beginning of a line, and what stands behind it. */
const DEFINITION = /^ {0,3}\[\^([^\]\n]+)\]:[ \t]*([^\n]*)/;
const REFERENCE = /^\[\^([^\]\n]+)\]/;
/** A note that is longer is cut there; what follows it is text of its own. */
const MOST_LINES = 2000;
const NEXT_DEFINITION = /\n(?= {0,3}\[\^[^\]\n]+\]:)/;
/** A line that belongs to the note however it goes on, since it is indented as far as its text. */
const INDENTED = /^(?: {4,}| {0,3}\t)/;
const FENCE = /^ *(`{3,}|~{3,})/;
/** What begins another block, so that it does not go on with the sentence above (CommonMark, "lazy continuation"). */
const OTHER_BLOCK =
  /^ {0,3}(?:#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|1[.)](?:\s|$)|`{3}|~{3}|<[a-z/!?]|\[[^\]\n]+\]:|\||(?:[-*_] *){3,}$)/i;
/** What no sentence can go on from. */
const ENDED = /^ *(?:#{1,6}\s|\||(?:[-*_] *){3,}$)/;

/**
 * Footnotes as GitHub and Pandoc read them, on top of Marked's extension, which takes a note's first line and
 * what is indented by four blanks: a note that was wrapped by hand goes on, with or without blanks before its
 * lines, until a blank line or another block; labels are compared without regard to case. `mark` begins the
 * ids. The extension keeps state: use it for one text.
 */
export function footnoteSyntax(mark: string): MarkedExtension {
  const made = markedFootnote({ prefixId: mark, prefixData: mark, description: 'Footnotes' });
  const extensions = (made.extensions ?? []).map((extension) => {
    if (extension.name === 'footnote') return withWrappedLines(extension as TokenizerExtension);
    return extension.name === 'footnoteRef' ? withAnyCase(extension as TokenizerExtension) : extension;
  });
  return { ...made, extensions };
}

function withWrappedLines(extension: TokenizerExtension): TokenizerExtension {
  return {
    ...extension,
    start: (source) => {
      // No paragraph goes on behind a blank line.
      const end = source.indexOf('\n\n');
      const line = (end === -1 ? source : source.slice(0, end)).search(NEXT_DEFINITION);
      return line === -1 ? undefined : line + 1;
    },
    tokenizer(this: TokenizerThis, source, tokens) {
      const begun = DEFINITION.exec(source);
      const lines = begun === null ? [''] : linesOfNote(source);
      const [, label = '', first = ''] = begun ?? [];
      const rest = lines.slice(1).map(indent).join('\n');
      const written = begun === null ? '' : `[^${comparable(label)}]: ${first}\n${rest}`;
      // Asked in any case: its first call puts the list of notes in its place.
      const token = extension.tokenizer.call(this, written, tokens);
      return token === undefined ? undefined : { ...token, raw: lines.join('\n') };
    },
  };
}

function withAnyCase(extension: TokenizerExtension): TokenizerExtension {
  return {
    ...extension,
    tokenizer(this: TokenizerThis, source, tokens) {
      const [raw, label] = REFERENCE.exec(source) ?? [];
      if (raw === undefined || label === undefined) return undefined;
      const token = extension.tokenizer.call(this, `[^${comparable(label)}]`, tokens);
      if (token !== undefined) (token as Tokens.Generic).raw = raw;
      return token;
    },
  };
}

const comparable = (label: string): string =>
  label.trim().replace(/\s+/g, ' ').normalize('NFC').toLowerCase();

/** The lines of the note with which a text begins, without the blank ones after it. */
function linesOfNote(source: string): string[] {
  const lines = source.split('\n', MOST_LINES);
  let end = 1;
  let fence: string | null = fenceIn(DEFINITION.exec(source)?.[2] ?? '', null);
  for (let at = 1; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    const isIndented = INDENTED.test(line);
    const above = lines[at - 1] ?? '';
    const goesOn = at === end && fence === null && !ENDED.test(above) && !OTHER_BLOCK.test(line);
    if (!isIndented && !goesOn) break;
    fence = fenceIn(line, fence);
    end = at + 1;
  }
  return lines.slice(0, end);
}

/** The fence that is open after a line, given the one before it. */
function fenceIn(line: string, open: string | null): string | null {
  const fence = FENCE.exec(line)?.[1];
  if (fence === undefined) return open;
  if (open === null) return fence;
  return fence.startsWith(open) ? null : open;
}

/** As the extension expects what belongs to a note. */
const indent = (line: string): string =>
  line.trim() === ''
    ? ''
    : INDENTED.test(line)
      ? line.replace(/^ {0,3}\t/, '    ')
      : `    ${line.trimStart()}`;
