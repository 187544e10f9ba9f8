import type { Edit } from '../../../../problems/edited-text.ts';
import { quoteText } from '../../../../problems/quote-text.ts';
import type { PlacedFinding } from '../../inspect/inspect-tokens.ts';
import type { TextStep } from '../text-step.ts';

/** A line that opens or ends a container. */
const MARK = /^[ \t]{0,12}(:{3,})[ \t]*(.*?)[ \t]*:*[ \t]*$/;
/** Comments, by the name of a container or its class, and what Quarto hides: their text is for nobody who reads. */
const HIDDEN_NAME = /^\{?(?:comments?|content-hidden|hidden|editors?-?notes?)\}?(?=$|[ \t[{])/i;
const HIDDEN_CLASS =
  /^[^{\n]{0,100}\{[^}\n]{0,300}\.(?:comments?|content-hidden|hidden|editors?-?notes?)(?![\w-])/i;
/** What Quarto shows in other formats than a web page alone. */
const ELSEWHERE =
  /\.content-visible(?![\w-])[^\n]{0,300}?(?:when-format=(?!["']?html)|unless-format=["']?html)/i;

const isHidden = (rest: string): boolean =>
  HIDDEN_NAME.test(rest) || HIDDEN_CLASS.test(rest) || ELSEWHERE.test(rest);

/**
 * Takes out containers of three colons or more that ask to be hidden, with all that is in them, before another step could take
 * their lines for its own. One that never ends holds the story back, as a note does.
 */
export const HIDDEN_CONTAINERS: TextStep = {
  name: 'hidden-containers',
  mayApply: (text) => text.includes(':::'),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    const findings: PlacedFinding[] = [];
    /** Colons of the containers that are open, from the hidden one on. */
    let open: number[] = [];
    let hiddenFrom = 0;
    let at = 0;
    for (const line of text.split('\n')) {
      const start = at;
      at += line.length + 1;
      const [, colons = '', rest = ''] = line.includes(':::') ? (MARK.exec(line) ?? []) : [];
      if (colons === '' || isInCode(start)) continue;
      if (rest !== '') {
        if (open.length === 0 && !isHidden(rest)) continue;
        if (open.length === 0) hiddenFrom = start;
        open.push(colons.length);
      } else if (open.length > 0) {
        const equal = open.lastIndexOf(colons.length);
        open = open.slice(0, equal === -1 ? -1 : equal);
        if (open.length === 0) edits.push({ start: hiddenFrom, end: start + line.length, replacement: '' });
      }
    }
    if (open.length > 0) {
      edits.push({ start: hiddenFrom, end: text.length, replacement: '' });
      findings.push({ offset: hiddenFrom, ...unclosed(text.slice(hiddenFrom).split('\n', 1)[0] ?? '') });
    }
    return { edits, findings };
  },
};

/** An error, because readers would miss the rest of the article or read what is not for them. */
const unclosed = (line: string): Omit<PlacedFinding, 'offset'> => ({
  severity: 'error',
  code: 'note-unclosed',
  message: `${quoteText(line.trim())} begins a text that is hidden and never ends; the story is held back, as what follows may not be for readers.`,
  hint: 'Put a line with as many colons where it should end.',
});
