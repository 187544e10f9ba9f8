import type { MarkedExtension, Token, Tokens } from 'marked';

/** Most terms of one group, and most lines of one list. */
const MAX_TERMS = 5;
const MAX_LINES = 2000;
/** `: )` is a face. */
const DEFINITION = /^ {0,3}:[ \t]+(?=[^\s()])/;
const INDENTED = /^(?: {2,}|\t)/;
/** Terms and, perhaps behind a blank line, a first definition: asked of every block of a text. */
const BEGINNING = /^(?:[^\n]+\n){1,5}[ \t]*\n? {0,3}:[ \t]+[^\s()]/;
/** What no term begins with: another block, code, a definition. */
const NO_TERM =
  /^(?: {4}|\t| {0,3}(?:[#>|:<=]|[-+*][ \t]|\d{1,9}[.)][ \t]|`{3}|~{3}|\[[^\]\n]+\]:|\*\[|(?:[-*_][ \t]*){3,}$))/;
const STRAY_INDENT = /^(?: {1,4}|\t)/gm;

interface Part {
  readonly type: 'definitionTerm' | 'definitionText';
  readonly raw: string;
  readonly tokens: Token[];
}

/**
 * Definition lists as PHP Markdown Extra, Kramdown and Pandoc have them: one term or more, each on a line, then one
 * definition or more behind colons, whose further paragraphs are indented.
 */
export const DEFINITION_LISTS: MarkedExtension = {
  extensions: [
    {
      name: 'definitionList',
      level: 'block',
      childTokens: ['items'],
      tokenizer(source) {
        if (NO_TERM.test(source) || !BEGINNING.test(source)) return undefined;
        const list = readList(source);
        if (list === null) return undefined;
        const items = list.parts.map(({ isTerm, isLoose, text, raw }): Part => {
          const tokens: Token[] = [];
          if (isTerm || !isLoose) this.lexer.inline(text, tokens);
          else this.lexer.blockTokens(text, tokens);
          return { type: isTerm ? 'definitionTerm' : 'definitionText', raw, tokens };
        });
        const loose = list.parts.map(({ isLoose }) => isLoose);
        return { type: 'definitionList', raw: list.raw, items, loose };
      },
      renderer(token) {
        const { items, loose } = token as Tokens.Generic & { items: Part[]; loose: boolean[] };
        const written = items.map(({ type, tokens }, nth) => {
          if (type === 'definitionTerm') return `<dt>${this.parser.parseInline(tokens)}</dt>\n`;
          const inner = loose[nth] ? this.parser.parse(tokens) : this.parser.parseInline(tokens);
          return `<dd>${inner}</dd>\n`;
        });
        return `<dl>\n${written.join('')}</dl>\n`;
      },
    },
  ],
};

interface ListPart {
  readonly isTerm: boolean;
  /** Whether its text is blocks rather than a line of words. */
  readonly isLoose: boolean;
  readonly text: string;
  readonly raw: string;
}

/** The definition list with which a source begins; null for none. */
function readList(source: string): { readonly raw: string; readonly parts: readonly ListPart[] } | null {
  const lines = source.split('\n', MAX_LINES);
  const parts: ListPart[] = [];
  let end = 0;
  for (let at = 0; ; ) {
    const group = readGroup(lines, at);
    if (group === null) break;
    parts.push(...group.parts);
    end = group.end;
    at = end;
    while (lines[at]?.trim() === '') at += 1;
  }
  if (end === 0) return null;
  const raw = lines.slice(0, end).join('\n');
  return { raw: source.length > raw.length ? `${raw}\n` : raw, parts };
}

function readGroup(
  lines: readonly string[],
  start: number,
): { readonly parts: readonly ListPart[]; readonly end: number } | null {
  let at = start;
  const parts: ListPart[] = [];
  while (at < start + MAX_TERMS && isTerm(lines[at])) {
    const raw = lines[at] ?? '';
    parts.push({ isTerm: true, isLoose: false, text: raw.trim(), raw });
    at += 1;
  }
  if (parts.length === 0) return null;
  // One blank line may part the term from what it means, which is a paragraph then.
  let isLoose = lines[at] !== undefined && lines[at]?.trim() === '';
  if (isLoose) at += 1;
  let end = 0;
  while (DEFINITION.test(lines[at] ?? '')) {
    const definition = readDefinition(lines, at, isLoose);
    parts.push(definition.part);
    end = definition.end;
    at = end;
    isLoose = false;
    if (lines[at]?.trim() === '' && DEFINITION.test(lines[at + 1] ?? '')) {
      isLoose = true;
      at += 1;
    }
  }
  return end === 0 ? null : { parts, end };
}

const isTerm = (line: string | undefined): boolean =>
  line !== undefined && line.trim() !== '' && !NO_TERM.test(line);

function readDefinition(
  lines: readonly string[],
  start: number,
  isApart: boolean,
): { readonly part: ListPart; readonly end: number } {
  let end = start + 1;
  for (let at = end; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '') continue;
    if (INDENTED.test(line) && !DEFINITION.test(line)) end = at + 1;
    // A line that goes on with the sentence above, and is no term of the next definition.
    else if (at === end && !NO_TERM.test(line) && !DEFINITION.test(lines[at + 1] ?? '')) end = at + 1;
    else break;
  }
  const raw = lines.slice(start, end).join('\n');
  const [first = '', ...rest] = lines.slice(start, end);
  const below = rest.join('\n').replace(STRAY_INDENT, '');
  const text = `${first.replace(DEFINITION, '')}${rest.length === 0 ? '' : `\n${below}`}`;
  const isLoose = isApart || /\n[ \t]*\n|\n[ \t]*(?:[-+*>#|`~]|\d{1,9}[.)] )/.test(text);
  return { part: { isTerm: false, isLoose, text, raw }, end };
}
