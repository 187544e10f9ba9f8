import { quoteText } from '../../../problems/quote-text.ts';
import {
  ALLOWED_TAGS,
  CONTAINER_TAGS,
  REMOVED_TAGS,
  REPLACED_TAGS,
  SWALLOWING_TAGS,
  TAGS_WITH_CONTENT,
  VOID_TAGS,
} from '../html/allowed-html.ts';
import type { BodyFinding, WrittenIn } from './body-finding.ts';
import { picturesInHtml } from './pictures-in-html.ts';
import { inspectAttributes } from './inspect-attributes.ts';

/** A finding at an offset of the raw HTML. */
export interface RawFinding extends BodyFinding {
  readonly offset: number;
}

/** A tag that is not ended yet. */
interface OpenTag {
  readonly name: string;
  readonly offset: number;
  /** Whether what is in it is code, by its own name or that of a tag around it. */
  readonly isCode: boolean;
}

interface CleanHtml {
  readonly html: string;
  readonly findings: readonly RawFinding[];
}

/**
 * Cleans HTML that an editor wrote inside Markdown, before it can swallow what follows: comments go,
 * tags that do not end become text, refused tags go with what is in them. What remains still has to be
 * sanitised. Inline HTML comes tag by
 * tag, so that only a block can tell which of its tags are left open.
 */
export function cleanRawHtml(raw: string, place: WrittenIn, isBlock: boolean): CleanHtml {
  const findings: RawFinding[] = [];
  const open: OpenTag[] = [];
  const textOf = (text: string): string =>
    isBlock && open.at(-1)?.isCode !== true ? picturesInHtml(text) : text;
  let html = '';
  let at = 0;
  while (at < raw.length) {
    const opening = raw.indexOf('<', at);
    if (opening === -1) break;
    html += textOf(raw.slice(at, opening));
    const declaration = DECLARATIONS.find(([start]) => raw.startsWith(start, opening));
    if (declaration !== undefined) {
      const [start, stop] = declaration;
      const end = raw.indexOf(stop, opening + start.length);
      if (end !== -1) {
        if (start === '<?') findings.push(removedCode(raw.slice(opening, end + stop.length), opening));
        at = end + stop.length;
      } else if (start === COMMENT) {
        findings.push(endlessComment(opening));
        at = raw.length;
      } else {
        findings.push(keptAsText(start, stop, opening));
        html += '&lt;';
        at = opening + 1;
      }
      continue;
    }
    const tag = readTag(raw, opening);
    if (tag === null) {
      html += '&lt;';
      at = opening + 1;
      continue;
    }
    at = tag.end;
    if (!tag.isClosed) {
      findings.push(unclosedTag(tag.name, opening));
      html += '&lt;';
      at = opening + 1;
    } else if (ALLOWED_TAGS.has(tag.name) || Object.hasOwn(REPLACED_TAGS, tag.name)) {
      html += raw.slice(opening, tag.end);
      trackOpenTags(open, tag, opening);
      if (!tag.isEnd)
        findings.push(...inspectAttributes(tag.name, raw.slice(opening, tag.end), opening, place));
    } else if (!TAGS_WITH_CONTENT.has(tag.name) && !REMOVED_TAGS.has(tag.name)) {
      if (!tag.isEnd) findings.push(unknownTag(tag.name, opening));
      html += `&lt;${raw.slice(opening + 1, tag.end)}`;
    } else if (!tag.isEnd) {
      const hasContent = TAGS_WITH_CONTENT.has(tag.name);
      const end = hasContent ? endOfContent(raw, tag.name, tag.end) : null;
      if (hasContent && end === null && SWALLOWING_TAGS.has(tag.name) && raw.length > tag.end) {
        findings.push(keptAsText(`<${tag.name}>`, `</${tag.name}>`, opening));
        html += `&lt;${raw.slice(opening + 1, tag.end)}`;
      } else {
        findings.push(removedTag(tag.name, opening));
        at = end ?? tag.end;
      }
    }
  }
  html += textOf(raw.slice(at));
  if (isBlock) html += closeLeftOpen(open, findings);
  return { html, findings };
}

const COMMENT = '<!--';
const DECLARATIONS = [
  [COMMENT, '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
] as const;

interface Tag {
  readonly name: string;
  readonly isEnd: boolean;
  readonly isClosed: boolean;
  readonly end: number;
}

/** Reads the tag at `<`, minding quotes; null where no tag name follows. */
function readTag(raw: string, opening: number): Tag | null {
  const pattern = /<(\/?)([a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^"'>]+)*)(>?)/iy;
  pattern.lastIndex = opening;
  const match = pattern.exec(raw);
  if (match === null) return null;
  return {
    name: (match[2] ?? '').toLowerCase(),
    isEnd: match[1] === '/',
    isClosed: match[4] === '>',
    end: pattern.lastIndex,
  };
}

function trackOpenTags(open: OpenTag[], tag: Tag, offset: number): void {
  if (VOID_TAGS.has(tag.name)) return;
  if (!tag.isEnd) {
    const isCode = open.at(-1)?.isCode === true || tag.name === 'pre' || tag.name === 'code';
    open.push({ name: tag.name, offset, isCode });
    return;
  }
  const index = open.findLastIndex((one) => one.name === tag.name);
  if (index !== -1) open.length = index;
}

/** Ends the tags that would run on into the paragraphs below; containers may wait for a later block. */
function closeLeftOpen(open: OpenTag[], findings: RawFinding[]): string {
  let ends = '';
  for (let last = open.pop(); last !== undefined && !CONTAINER_TAGS.has(last.name); last = open.pop()) {
    ends += `</${last.name}>`;
    if (last.name !== 'p') findings.push(leftOpen(last.name, last.offset));
  }
  return ends;
}

function endOfContent(raw: string, name: string, from: number): number | null {
  const pattern = new RegExp(`</${name}\\s*>`, 'gi');
  pattern.lastIndex = from;
  return pattern.exec(raw) === null ? null : pattern.lastIndex;
}

const CURES: Readonly<Record<string, string>> = {
  iframe:
    'Put the address of what it showed alone in a paragraph, or link to it: [what it shows](https://…).',
  video: 'Show the file: ![what it shows](clip.mp4).',
  audio: 'Show the file: ![what it is](talk.mp3).',
  script: 'Remove it: pages of this site run no scripts of their own.',
  style: 'Remove it: the site’s style sheet decides how pages look.',
  time: 'Remove the tag and keep its text.',
};

const removedTag = (name: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-removed',
  about: `<${name}>`,
  message: `<${name}> is not allowed; it was removed.`,
  hint: CURES[name] ?? 'Write the same in Markdown, or remove the tag.',
});

const unknownTag = (name: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-unknown',
  about: `<${name.slice(0, 40)}>`,
  message: `<${name.slice(0, 40)}> is not an HTML tag; it was kept as text.`,
  hint: `If it is meant as text, write \\<${name.slice(0, 40)}>.`,
});

const unclosedTag = (name: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-tag-unclosed',
  message: `The tag <${name.slice(0, 40)} does not end; it was kept as text.`,
  hint: 'Close its quotes and end it with >.',
});

const leftOpen = (name: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-left-open',
  about: `<${name}>`,
  message: `<${name}> is not closed; it was closed at the end of its block.`,
  hint: `Add </${name}>.`,
});

/** An error, because the rest of the article would be missing, and may be for editors alone. */
const endlessComment = (offset: number): RawFinding => ({
  severity: 'error',
  offset,
  code: 'html-unclosed',
  message: '"<!--" never ends; the story is held back, as what follows may not be for readers.',
  hint: 'Add --> where it should end.',
});

const keptAsText = (start: string, stop: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-unclosed',
  message: `${quoteText(start)} never ends; it was kept as text.`,
  hint: `Add ${stop} where it should end, or remove it.`,
});

const removedCode = (code: string, offset: number): RawFinding => ({
  severity: 'warning',
  offset,
  code: 'html-removed',
  message: `${quoteText(code, 30)} is code for a server; it was removed.`,
  hint: 'Write what it stands for, or put it between backticks if readers should see it.',
});
