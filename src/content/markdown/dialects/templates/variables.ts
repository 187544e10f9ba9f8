import type { Edit } from '../../../../problems/edited-text.ts';
import type { StepText, TextStep } from '../text-step.ts';
import { type Delimited, findDelimited } from './delimited.ts';
import { wholeLine } from './lines-around.ts';
import { meaningOf } from './meaning/meaning-of.ts';
import { readArguments } from './read-arguments.ts';
import { type RewrittenTags, rewriteTags } from './rewrite-tags.ts';
import { type Tag, tagName } from './tag.ts';

const LITERAL = /^["']([^"'\n]{0,500})["']\s*(?:\|[\s\S]*)?$/;
const TITLE =
  /^(?:(?:page|current|frontmatter|\$frontmatter|page\.data)\.title|\.(?:Page\.)?Title|title)(?:\s*\|[\s\S]*)?$/;
/** `name(…)` of Zola and Nunjucks, and `name key="value"` of Statamic. */
const CALL = /^([A-Za-z_][\w.:/]{0,80})\s*(?:\(([\s\S]*)\)|(\s+[\w:]+=["'][\s\S]*))$/;

/** What stands between two pairs of braces: what it means is put there, and the rest is left out. */
export const VARIABLES: TextStep = {
  name: 'variables',
  mayApply: (text) => text.includes('{{') || text.includes('<%'),
  run(source) {
    const { text } = source;
    const places = findDelimited(text, ['{{', '}}'], source.isInCode)
      .filter(({ start }) => !isFormula(text, start))
      .map((place) => withSigns(text, place));
    const calls: Tag[] = [];
    const edits: Edit[] = [];
    const leftOut: { start: number; end: number }[] = [];
    for (const { start, end, inner } of places) {
      const code = inner.replace(/^[-~{]|[-~]$/g, '').trim();
      const tag = readCall(code, { start, end });
      if (tag !== null) {
        calls.push(tag);
        continue;
      }
      const words = wordsOf(code, source);
      if (words === null) leftOut.push({ start, end });
      edits.push({ start, end, replacement: words ?? '' });
    }
    for (const { start, end } of findDelimited(text, ['<%', '%>'], source.isInCode)) {
      if (edits.some((edit) => edit.start < end && start < edit.end)) continue;
      leftOut.push({ start, end });
      edits.push({ start, end, replacement: '' });
    }
    const rewritten: RewrittenTags = rewriteTags(text, calls, (call, within) =>
      meaningOf(call.name, call.given, within),
    );
    return {
      edits: withEmptyLines(text, [...edits, ...rewritten.edits]),
      leftOut: [...leftOut, ...rewritten.leftOut],
    };
  },
};

/** With a third brace, and the sign that begins what automata read (`${{ x }}`). */
function withSigns(text: string, place: Delimited): Delimited {
  const isTriple = place.inner.startsWith('{') && text[place.end] === '}';
  const start =
    text[place.start - 1] === '$' && text[place.start - 2] !== '$' ? place.start - 1 : place.start;
  return { ...place, start, end: isTriple ? place.end + 1 : place.end };
}

/** Whether braces are a formula’s, as in `x^{{2}}` and `\\frac{{a}}{{b}}`. */
const isFormula = (text: string, start: number): boolean =>
  /[\w})\]][\^_]$|\\[a-z]{1,12}(?:\{\{?[^{}]{0,40}\}\}?)?$/i.test(text.slice(Math.max(0, start - 60), start));

function readCall(code: string, { start, end }: { start: number; end: number }): Tag | null {
  const [, name, parenthesised, spaced] = CALL.exec(code) ?? [];
  if (name === undefined || /^(?:t|url|asset|relref|ref|printf|dict|super|caller|_|__|i18n)$/.test(name))
    return null;
  const given = readArguments(parenthesised ?? spaced ?? '');
  return { start, end, name: tagName(name.split(/[.:/]/).at(-1) ?? ''), role: 'single', given };
}

/** What readers would see in place of a variable; null where nobody knows. */
function wordsOf(code: string, { title }: StepText): string | null {
  const literal = LITERAL.exec(code)?.[1];
  // The name of a person, say, of whom there would be a picture.
  if (/\|\s*\w*(?:photo|image|avatar|icon|picture|css|script)\w*/i.test(code)) return null;
  if (literal !== undefined) return literal;
  return TITLE.test(code) ? title : null;
}

/** Lines of which nothing with a letter is left go whole. */
function withEmptyLines(text: string, edits: readonly Edit[]): Edit[] {
  const sorted = [...edits].sort((a, b) => a.start - b.start);
  const kept: Edit[] = [];
  for (let at = 0; at < sorted.length; ) {
    const first = sorted[at];
    if (first === undefined) break;
    const lineStart = text.slice(Math.max(0, first.start - 2000), first.start).lastIndexOf('\n');
    const from =
      lineStart === -1 ? Math.max(0, first.start - 2000) : Math.max(0, first.start - 2000) + lineStart + 1;
    const stop = text.slice(first.end, first.end + 4000).indexOf('\n');
    const lineEnd = stop === -1 ? Math.min(text.length, first.end + 4000) : first.end + stop;
    let next = at;
    let rest = '';
    let copied = from;
    while (next < sorted.length && (sorted[next]?.start ?? 0) < lineEnd) {
      const edit = sorted[next];
      if (edit !== undefined) {
        rest += text.slice(copied, edit.start) + edit.replacement;
        copied = edit.end;
      }
      next += 1;
    }
    rest += text.slice(copied, Math.max(copied, lineEnd));
    const isEmpty = copied <= lineEnd && !/[\p{L}\p{N}]/u.test(rest) && !rest.includes('|');
    if (isEmpty) kept.push({ ...wholeLine(text, { start: from, end: lineEnd }), replacement: '' });
    else kept.push(...sorted.slice(at, next));
    at = next;
  }
  return kept;
}
