import type { MarkedExtension, TokenizerAndRendererExtension, Tokens } from 'marked';
import { keysOf } from './key-names.ts';

/** Longest text between two signs, in characters. */
const MAX_LENGTH = 1000;
const WORD_BEFORE = /[\w)\]]$/;
/** What stands below or above the line: figures, letters and signs without a blank; `^_^` and `[^1]` are other things. */
const SMALL = /^([~^])(?!\1)(?=[^~^]*[\p{L}\p{N}])([\p{L}\p{M}\p{N}+\-−=().,/*′’]{1,60})\1(?!\1)/u;

const PAIRS = { '==': 'mark', '++': 'ins' } as const;
const SMALLS = { '~': 'sub', '^': 'sup' } as const;

/**
 * `==marked==`, `++inserted++`, keys such as `++ctrl+c++`, `H~2~O` and `x^2^`. What is small stands behind something and holds no blank; a word between
 * single tildes with a blank before it is struck through, as on GitHub.
 */
const INLINE_MARK: TokenizerAndRendererExtension = {
  name: 'inlineMark',
  level: 'inline',
  start: (source) => {
    const at = source.search(/==|\+\+|[~^]/);
    return at === -1 ? undefined : at;
  },
  tokenizer(source, before) {
    const before1 = (before as Tokens.Generic[]).at(-1)?.raw.slice(-1) ?? '';
    const found = readPair(source, before1) ?? readSmall(source, before1);
    if (found === null) return undefined;
    return { type: 'inlineMark', ...found, tokens: this.lexer.inlineTokens(found.text) };
  },
  renderer(token) {
    const { tag, tokens = [] } = token as Tokens.Generic;
    return `<${tag}>${this.parser.parseInline(tokens)}</${tag}>`;
  },
};

interface Found {
  readonly raw: string;
  readonly text: string;
  readonly tag: string;
}

function readPair(source: string, before: string): Found | null {
  const sign = source.slice(0, 2);
  if (!isKey(sign, PAIRS) || source[2] === sign[0] || WORD_BEFORE.test(before) || before === sign[0])
    return null;
  const end = source.slice(0, MAX_LENGTH).indexOf(sign, 2);
  if (end === -1) return null;
  const text = source.slice(2, end);
  if (!/^\S(?:[\s\S]*\S)?$/.test(text) || text.includes('\n\n') || source[end + 2] === sign[0]) return null;
  const raw = source.slice(0, end + 2);
  const keys = sign === '++' ? keysOf(text) : null;
  return keys === null ? { raw, text, tag: PAIRS[sign] } : { raw, text: keys, tag: 'kbd' };
}

function readSmall(source: string, before: string): Found | null {
  const sign = source.slice(0, 1);
  if (!isKey(sign, SMALLS) || !/[\p{L}\p{M}\p{N})\]}*_.’”»]$/u.test(before)) return null;
  const [raw, , text = ''] = SMALL.exec(source) ?? [];
  return raw === undefined ? null : { raw, text, tag: SMALLS[sign] };
}

const isKey = <Table extends object>(name: string, table: Table): name is Extract<keyof Table, string> =>
  Object.hasOwn(table, name);

export const INLINE_MARKS: MarkedExtension = { extensions: [INLINE_MARK] };
