import type { MarkedExtension } from 'marked';
import { escapeHtml } from '../../../html/escape.ts';
import { readCodeInfo } from './code-info.ts';

/** Tells the language and the title of each block of code in its HTML; `mark` begins the attributes. Formulas are no code. */
export const codeSyntax = (mark: string): MarkedExtension => ({
  renderer: {
    code({ lang, text }) {
      if (/^\{?\s*\.?math\b/.test(lang ?? '')) {
        return `<div data-${mark}math="block">${escapeHtml(text.trim())}</div>\n`;
      }
      const { language, title } = readCodeInfo(lang);
      const named = language === null ? '' : ` data-${mark}code="${language}"`;
      const titled = title === '' ? '' : ` data-${mark}title="${escapeHtml(title)}"`;
      const code = escapeHtml(text.replace(/\n$/, ''));
      return `<pre${named}${titled}><code>${code}\n</code></pre>\n`;
    },
  },
});
