import { quoteText } from '../../../problems/quote-text.ts';
import { type BodyFinding, warning } from './body-finding.ts';

/** Something that stands in a text, at an offset of it. */
export interface TextFinding extends BodyFinding {
  readonly at: number;
}

/** What readers would see of Markdown that did not take. */
interface Leftover {
  readonly code: string;
  readonly pattern: RegExp;
  readonly message: (shown: string) => string;
  readonly hint: string;
}

const LEFTOVERS: readonly Leftover[] = [
  {
    code: 'emphasis-unread',
    // Two marks that touch a word, or one at each end of something.
    pattern:
      /(?<![*\\])\*{2,3}(?=[^\s*])|(?<=[^\s*\\])\*{2,3}(?!\*)|(?<![*\w\\])\*[^\s*][^*\n]{0,200}?(?:[^\s*]\*(?!\*)|\s\*(?=[^\s*]))|(?<![_\w\\])__(?=[^\s_])|(?<=[^\s_\\])__(?![_\w])/,
    message: (shown) => `${shown} is shown with its signs: Markdown sees no bold or italics here.`,
    hint: 'Put no blank inside the signs, and one outside of them where they stand beside quotation marks: **«word»** …',
  },
  {
    code: 'link-unread',
    // A bare address is a link of its own, before which the text ends.
    pattern: /(?<!!)\[[^\][\n]{1,200}\]\s\((?:$|(?:mailto:|tel:|\/)[^\s()]+\))/,
    message: (shown) => `${shown} is shown as it is written, and is no link.`,
    hint: 'Write the parentheses directly behind the bracket: [text](https://…).',
  },
  {
    code: 'link-unread',
    pattern: /!?\[[^\][\n]{0,200}\]\((?=[^()\n]*[./:@])[^()\n]{0,300}\s[^()\n]{0,300}\)/,
    message: (shown) => `${shown} is shown as it is written: its address holds blanks.`,
    hint: 'Write %20 for each blank of the address, or put it between < and >.',
  },
  {
    code: 'note-unclosed',
    pattern: /(?<=^|[\s([])(?<!\d[ \t])%%(?=\s*\p{L})/u,
    message: (shown) =>
      `${shown} looks like the beginning of a note for editors; nothing ends it, and readers see it.`,
    hint: 'Add %% where the note should end, or remove the signs.',
  },
];

/** What is left of Markdown in a text that readers see as it is; `isBeforeAddress`: a bare address follows. */
export function findLeftovers(text: string, isBeforeAddress: boolean): TextFinding[] {
  if (!/[*_[]|%%/.test(text)) return [];
  return LEFTOVERS.flatMap(({ code, pattern, message, hint }) => {
    const found = pattern.exec(text);
    if (found === null || (found[0].endsWith('(') && !isBeforeAddress)) return [];
    const shown = quoteText(
      text.slice(found.index, found.index + Math.max(found[0].length, 20)).split('\n', 1)[0] ?? '',
    );
    return [{ at: found.index, ...warning(code, message(shown), hint) }];
  });
}

/** Code of other systems’ templates, which means nothing here: Liquid, Jinja, Hugo, WordPress, Kramdown. */
const TEMPLATE_CODE =
  /\{\{[^{}\n]{0,300}\}\}|\{%[^%\n]{0,300}%\}|\[\/?(?:caption|gallery|embed|video|audio|youtube|vimeo|tweet|vc_\w+|et_pb_\w+)\b[^\]\n]{0,300}\]|\{:[^{}\n]{1,200}\}/g;

/** What of a text is template code: each place, as it is written. */
export function findTemplateCode(text: string): readonly string[] {
  return /[{[]/.test(text) ? (text.match(TEMPLATE_CODE) ?? []) : [];
}
