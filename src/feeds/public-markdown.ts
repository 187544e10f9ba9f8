import { withoutNotes } from '../domain/find-notes.ts';
import { legalText } from '../html/escape.ts';

/** Comments, in code as well, to be on the safe side; one without an end takes the rest where it begins a line. */
const COMMENT = /<!--[\s\S]*?-->|^[ \t>]*<!--[\s\S]*(?![\s\S])/gm;
/** Elements whose content is no prose; named in code, a backtick stands before them. */
const NOT_PROSE =
  /(?<!`)<(script|style|textarea|title|xmp|noscript|iframe|noembed|noframes|svg|math|object|applet|template|select|video|audio|canvas|button)(?=[\s/>])[\s\S]*?<\/\1\s*>/gi;
const LABEL = /\[(?!\^)((?:\\.|[^[\]\\]){1,999})\]/g;
/** `[label]: address "title"`, on one line or with its title on the next; footnotes are another thing. */
const DEFINITION = /^[ >]*\[(?!\^)((?:\\.|[^[\]\\]){1,999})\]:[ \t]*\S.*(?:\n[ \t]+["'(].*)?$\n?/gm;

/**
 * A body's Markdown as readers may see it. Editors leave notes where pages do not show them: in comments of many
 * kinds, in elements that are no prose, and as link definitions that nothing refers to. They are left out.
 */
export function publicMarkdown(bodyMarkdown: string): string {
  const text = withoutNotes(legalText(bodyMarkdown)).replace(COMMENT, '').replace(NOT_PROSE, '');
  const mentions = countLabels(text, LABEL);
  const definitions = countLabels(text, DEFINITION);
  const isUsed = (label: string): boolean =>
    (mentions.get(labelKey(label)) ?? 0) > (definitions.get(labelKey(label)) ?? 0);
  return text.replace(DEFINITION, (whole, label: string) => (isUsed(label) ? whole : '')).trim();
}

/** Labels are compared without regard to case and spaces (CommonMark §4.7). */
export const labelKey = (label: string): string => label.trim().replace(/\s+/g, ' ').toLowerCase();

/** How often each label is matched by the first group of a pattern. */
function countLabels(text: string, pattern: RegExp): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [, label = ''] of text.matchAll(pattern)) {
    const key = labelKey(label);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
