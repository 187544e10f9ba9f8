import type { MarkedExtension, Tokens } from 'marked';
import { escapeHtml } from '../../../html/escape.ts';
import { isSureFormula, MAX_FORMULA } from './sure-formula.ts';

/** A formula: its source, and whether it stands apart from the text. */
export interface MathToken extends Tokens.Generic {
  readonly text: string;
  readonly isApart: boolean;
}

const WITHIN = `(?:\\\\[\\s\\S]|(?!\\n[ \\t]*\\n)[^\\\\$])`;
/** As Pandoc: no blank inside of the signs, no digit behind the second; on top of that, no letter on either side. */
const DOLLARS = new RegExp(
  `^\\$(?![\\s$])(${WITHIN}{1,${MAX_FORMULA}}?)(?<![\\s\\\\])\\$(?![\\p{L}\\p{N}$])`,
  'u',
);
const DOUBLE = new RegExp(`^\\$\\$(${WITHIN}{1,${MAX_FORMULA}}?)\\$\\$(?!\\$)`, 'u');
/** GitHub's: a code span between dollar signs. */
const QUOTED = /^\$(`{1,3})([^`\n]{1,1000})\1\$(?!\d)/;
const BEFORE = /[\p{L}\p{N}$\\]$/u;
/** `\\(x\\)`, as it is written where Markdown takes one of the strokes, and `\(x\)`. */
const ROUND = /^(\\{1,2})\(([^\n]{1,500}?)\1\)/;
const SQUARE = /^(\\{1,2})\[([\s\S]{1,2000}?)\1\]/;

const BLOCK_DOLLARS = new RegExp(
  `^ {0,3}\\$\\$[ \\t]*((?:\\\\[\\s\\S]|(?!\\n[ \\t]*\\n[ \\t]*\\n)[^\\\\$]){1,${MAX_FORMULA}}?)\\$\\$(?:[ \\t]*\\{#[^{}\\n]{1,80}\\})?[ \\t]*(?:\\n+|$)`,
  'u',
);
const BLOCK_SQUARE = /^ {0,3}(\\{1,2})\[((?:(?!\n[ \t]*\n)[\s\S]){1,2000}?)\1\][ \t]*(?:\n+|$)/;
const NEXT_BLOCK = /\n {0,3}(?:\$\$|\\{1,2}\[)/;

/**
 * Formulas: `$x$`, `$$x$$`, `\\(x\\)`, `\\[x\\]`, GitHub's `` $`x`$ `` and blocks of code in `math`. Only where it is
 * surely one: prices are not. `mark` begins the attribute by which they are told in the HTML; see setMath.
 */
export function mathSyntax(mark: string): MarkedExtension {
  const renderer = (token: Tokens.Generic): string => {
    const { text, isApart, type } = token as MathToken;
    const [tag, end] = type === 'mathBlock' ? ['div', '\n'] : ['span', ''];
    return `<${tag} data-${mark}math="${isApart ? 'block' : 'inline'}">${escapeHtml(text)}</${tag}>${end}`;
  };
  return {
    extensions: [
      {
        name: 'mathBlock',
        level: 'block',
        start: (source) => {
          const end = source.indexOf('\n\n');
          const at = (end === -1 ? source : source.slice(0, end)).search(NEXT_BLOCK);
          return at === -1 ? undefined : at + 1;
        },
        tokenizer: (source) => {
          if (!/^ {0,3}[$\\]/.test(source)) return undefined;
          const dollars = BLOCK_DOLLARS.exec(source);
          const square = dollars === null ? BLOCK_SQUARE.exec(source) : null;
          const raw = dollars?.[0] ?? square?.[0];
          const text = (dollars?.[1] ?? square?.[2] ?? '').trim();
          if (raw === undefined || text === '' || (square !== null && !isTex(square[1], text)))
            return undefined;
          return { type: 'mathBlock', raw, text, isApart: true };
        },
        renderer,
      },
      {
        name: 'math',
        level: 'inline',
        start: (source) => {
          const at = source.search(/\$|\\[\\([]/);
          return at === -1 ? undefined : at;
        },
        tokenizer: (source, before) => {
          const found = source[0] === '$' ? readDollars(source, before) : readStrokes(source);
          return found === null ? undefined : { type: 'math', ...found };
        },
        renderer,
      },
    ],
  };
}

type Found = Pick<MathToken, 'raw' | 'text' | 'isApart'>;

function readDollars(source: string, before: readonly { readonly raw: string }[]): Found | null {
  if (BEFORE.test(before.at(-1)?.raw.slice(-1) ?? '')) return null;
  const quoted = QUOTED.exec(source);
  if (quoted !== null) return { raw: quoted[0], text: quoted[2] ?? '', isApart: false };
  const double = DOUBLE.exec(source);
  if (double?.[1]?.trim()) return { raw: double[0], text: double[1].trim(), isApart: false };
  const [raw, text = ''] = DOLLARS.exec(source) ?? [];
  return raw === undefined || !isSureFormula(text) ? null : { raw, text, isApart: false };
}

function readStrokes(source: string): Found | null {
  if (source[0] !== '\\') return null;
  const round = ROUND.exec(source);
  const found = round ?? SQUARE.exec(source);
  const text = found?.[2]?.trim() ?? '';
  if (found === null || !isTex(found[1], text)) return null;
  return { raw: found[0], text, isApart: round === null };
}

/** One stroke before a bracket is how converters write brackets: what is in them has to be TeX. */
const isTex = (strokes = '', text = ''): boolean =>
  text !== '' &&
  (strokes === '\\\\' ? !text.startsWith('\\\\') : /\\[a-zA-Z]{2}|[_^]/.test(text) && isSureFormula(text));
