import type { MarkedExtension, Tokens } from 'marked';
import { escapeHtml } from '../../../html/escape.ts';

const DEFINITION = /^ {0,3}\*\[([^\]\n]{1,100})\]:[ \t]*([^\n]{0,500})(?:\n|$)/;
const NEXT_DEFINITION = /\n {0,3}\*\[[^\]\n]{1,100}\]:/;

/**
 * `*[HTML]: Hypertext Markup Language` on a line of its own (PHP Markdown Extra, Kramdown, Python-Markdown), which says what
 * the letters mean wherever the text has them; see markAbbreviations. `mark` begins the attribute that tells of it.
 */
export const abbreviationSyntax = (mark: string): MarkedExtension => ({
  extensions: [
    {
      name: 'abbreviation',
      level: 'block',
      start: (source) => {
        // No paragraph goes on behind a blank line.
        const end = source.indexOf('\n\n');
        const at = (end === -1 ? source : source.slice(0, end)).search(NEXT_DEFINITION);
        return at === -1 ? undefined : at + 1;
      },
      tokenizer(source) {
        const [raw, short = '', meaning = ''] = DEFINITION.exec(source) ?? [];
        if (raw === undefined) return undefined;
        return { type: 'abbreviation', raw, short: short.trim(), meaning: meaning.trim() };
      },
      renderer(token) {
        const { short, meaning } = token as Tokens.Generic & { short: string; meaning: string };
        return `<abbr data-${mark}abbr="${escapeHtml(short)}" title="${escapeHtml(meaning)}"></abbr>\n`;
      },
    },
  ],
});
