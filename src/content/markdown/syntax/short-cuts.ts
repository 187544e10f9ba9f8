import type { TokenizerObject } from 'marked';

/** What may begin something else than text, or mean another character. */
const SPECIAL = /[\\<![`*~_&]/;
/** What Marked looks for at every letter: addresses without a mark of their own, and line breaks. */
const ADDRESS = /http|ftp:|mailto:|xmpp:/i;
const HOST = /[wW]{3}\./;

const isPlainRun = (run: string): boolean =>
  !(run.includes(':') && ADDRESS.test(run)) &&
  !(run.includes('\n') && run.includes('  \n')) &&
  !HOST.test(run);

const UNDERLINE = /\n {0,3}[=-]/;
const TABLE_RULE = / {0,3}(?:\| *)?:?-/y;

/**
 * Short cuts through Marked's tokenizers, which give the same tokens much sooner: of text, for runs that
 * hold nothing else up to their first symbol, as most do; of underlined headings, where no underline
 * follows before a blank line; of tables, where the second line is no rule. False leaves a text to Marked.
 */
export const SHORT_CUTS: TokenizerObject = {
  lheading(source) {
    const end = source.indexOf('\n\n');
    return UNDERLINE.test(end === -1 ? source : source.slice(0, end)) ? false : undefined;
  },
  table(source) {
    TABLE_RULE.lastIndex = source.indexOf('\n') + 1;
    return TABLE_RULE.lastIndex > 0 && TABLE_RULE.test(source) ? false : undefined;
  },
  inlineText(source) {
    const end = source.search(SPECIAL);
    if (end === 0 || source[end] === '&' || source.includes('@')) return false;
    const raw = end === -1 ? source : source.slice(0, end);
    if (!isPlainRun(raw)) return false;
    return { type: 'text', raw, text: raw, escaped: this.lexer.state.inRawBlock };
  },
};
