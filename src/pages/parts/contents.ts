import { textDirection } from '../../domain/language.ts';
import { readAttributes } from '../../html/attributes.ts';
import { decodeReferences } from '../../html/escape.ts';
import type { Link } from './page-context.ts';
import type { Lang } from './teaser-view.ts';

/** A heading of the body, as the list of contents names it; `url` is its fragment. */
export interface ContentsEntry extends Link {
  /** Where the heading is in another language than the article. */
  readonly lang: Lang | null;
}

/** From this length on readers come back to a story, and look for a place in it: about four minutes. */
const MIN_WORDS = 900;
const MIN_HEADINGS = 3;

/** Boxes whose headings are theirs, not the story's; footnotes are a section. */
const TOKEN =
  /<(\/?)(?:blockquote|details|table|figure|section|ul|ol|dl)\b[^>]*>|<h2((?:\s[^>]*)?)>([\s\S]*?)<\/h2>/g;
const FOOTNOTE = /<sup>(?:<a [^>]*role="doc-noteref"[^>]*>[^<]*<\/a>)+<\/sup>/g;

/**
 * Lists the first-level headings of a long body, in order; empty where it is short or has fewer than three.
 * Takes sanitised HTML: there, attributes are double-quoted and `<` and `>` stand for nothing but tags.
 */
export function buildContents(bodyHtml: string, wordCount: number): ContentsEntry[] {
  if (wordCount < MIN_WORDS) return [];
  const entries: ContentsEntry[] = [];
  let depth = 0;
  for (const [, slash, written, inner] of bodyHtml.matchAll(TOKEN)) {
    if (slash !== undefined) {
      depth += slash === '/' ? -1 : 1;
    } else if (depth === 0) {
      const attributes = readAttributes(written ?? '');
      const id = attributes.get('id');
      const text = plain(inner);
      const tag = attributes.get('lang');
      const lang = tag === undefined ? null : { tag, direction: textDirection(tag) };
      if (id !== undefined && text !== '') entries.push({ text, url: `#${id}`, lang });
    }
  }
  return entries.length < MIN_HEADINGS ? [] : entries;
}

/** The words of a heading, those of its pictures too, without footnote numbers. */
function plain(html = ''): string {
  return decodeReferences(
    html
      .replace(FOOTNOTE, '')
      .replace(/<img\s[^>]*?alt="([^"]*)"[^>]*>/g, '$1')
      .replace(/<br>/g, ' ')
      .replace(/<[^>]*>/g, ''),
  )
    .replace(/\s+/g, ' ')
    .trim();
}
