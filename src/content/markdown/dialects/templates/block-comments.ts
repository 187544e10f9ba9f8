import { findHidden, type HiddenPart } from '../../../../domain/find-notes.ts';
import type { Edit } from '../../../../problems/edited-text.ts';
import { hide, isBlockComment } from '../editors-notes.ts';
import type { TextStep } from '../text-step.ts';
import { findDelimited } from './delimited.ts';
import { isWebAddress, writePicture } from './meaning/write-picture.ts';

const OPENING = /^<!--\s*wp:(?:core-embed\/[\w-]{1,40}|embed)(?:\s+(\{[^\n]*\}))?\s*(\/?)-->$/;
const CLOSING = /^<!--\s*\/wp:(?:core-embed\/[\w-]{1,40}|embed)\s*-->$/;
const MAX_COMMENT = 4000;
const MAX_EMBED = 10_000;
const GALLERY = ['<!-- wp:gallery', '<!-- /wp:gallery -->'] as const;
const MAX_GALLERY = 200_000;
const CAPTION = /<figcaption\b[^<>]{0,300}>([\s\S]{0,2000}?)<\/figcaption>/i;

/** What WordPress’s editor says in comments that its HTML does not: embeds become addresses, galleries pictures; the comments go. */
export const BLOCK_COMMENTS: TextStep = {
  name: 'block-comments',
  mayApply: (text) => text.includes('wp:') && text.includes('<!--'),
  run({ text, isInCode }) {
    const comments = findHidden(text).filter((note) => isBlockComment(text, note));
    const starts = new Set(comments.map(({ start }) => start));
    const edits: Edit[] = comments.flatMap((comment, nth) => embedOf(text, comment, comments[nth + 1]));
    for (const { start, end, inner } of findDelimited(text, GALLERY, isInCode, MAX_GALLERY)) {
      const pictures = starts.has(start) ? picturesOf(withoutComments(inner)) : [];
      if (pictures.length < 2) continue;
      edits.push({ start, end, replacement: `\n\n${pictures.join('\n')}\n\n` });
    }
    const apart = outermost(edits);
    return { edits: [...apart, ...restOf(text, comments, apart)] };
  },
};

/** What an embed becomes, whose end is the next comment unless it stands for itself; nothing for any other comment. */
function embedOf(text: string, { start, end }: HiddenPart, next: HiddenPart | undefined): Edit[] {
  const [opening, settings = '', single] =
    end - start > MAX_COMMENT ? [] : (OPENING.exec(text.slice(start, end)) ?? []);
  const isClosed =
    single === '' &&
    next !== undefined &&
    next.end - start <= MAX_EMBED &&
    CLOSING.test(text.slice(next.start, next.end));
  if (opening === undefined || (single === '' && !isClosed)) return [];
  const shown = isClosed ? withoutComments(text.slice(end, next.start)) : '';
  const address = embedded(settings, shown);
  if (address === null) return [];
  const caption = CAPTION.exec(shown)?.[1]?.trim() ?? '';
  const below = caption === '' ? '' : `\n\n${caption}`;
  return [{ start, end: isClosed ? next.end : end, replacement: `\n\n${address}${below}\n\n` }];
}

/** The same without comments; one that does not end takes the rest with it. */
function withoutComments(html: string): string {
  let kept = '';
  let from = 0;
  for (let at = html.indexOf('<!--'); at !== -1; at = html.indexOf('<!--', from)) {
    kept += html.slice(from, at);
    const end = html.indexOf('-->', at);
    if (end === -1) return kept;
    from = end + 3;
  }
  return kept + html.slice(from);
}

/** In order, and without those that begin within another one. */
function outermost(edits: readonly Edit[]): Edit[] {
  let end = 0;
  return edits
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((edit) => {
      if (edit.start < end) return false;
      ({ end } = edit);
      return true;
    });
}

/** Takes away the comments that are no part of what is replaced, which is in order. */
function restOf(text: string, comments: readonly HiddenPart[], replaced: readonly Edit[]): Edit[] {
  let next = 0;
  return comments.flatMap((comment) => {
    while ((replaced[next]?.end ?? Number.POSITIVE_INFINITY) <= comment.start) next += 1;
    return (replaced[next]?.start ?? Number.POSITIVE_INFINITY) < comment.end ? [] : hide(text, comment);
  });
}

function embedded(settings: string, inner: string): string | null {
  const [, written] = /"url"\s*:\s*"((?:\\.|[^"\\]){1,2000})"/.exec(settings) ?? [];
  const address =
    written?.replace(/\\u0026/g, '&').replace(/\\(.)/g, '$1') ??
    /https?:\/\/[^\s<>"']{4,1000}/.exec(inner)?.[0];
  return address !== undefined && isWebAddress(address) && !/[\s<>]/.test(address) ? address : null;
}

/** The pictures of a gallery, each with the words under it. */
function picturesOf(inner: string): string[] {
  return [...inner.matchAll(/<img\s([^<>]{1,3000})>([\s\S]*?)(?=<img\s|$)/gi)].flatMap(
    ([, attributes = '', below = '']) => {
      const value = (name: string): string | null =>
        new RegExp(`(?:^|\\s)${name}\\s*=\\s*"([^"]*)"`, 'i').exec(attributes)?.[1] ?? null;
      const src = value('src');
      return src === null
        ? []
        : [writePicture({ src, alt: value('alt'), caption: CAPTION.exec(below)?.[1] ?? null })];
    },
  );
}
