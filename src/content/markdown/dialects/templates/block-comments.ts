import type { Edit } from '../../../../problems/edited-text.ts';
import type { TextStep } from '../text-step.ts';
import { findDelimited } from './delimited.ts';
import { isWebAddress, writePicture } from './meaning/write-picture.ts';

const EMBED =
  /<!--\s*wp:(?:core-embed\/[\w-]{1,40}|embed)\s*(\{[^\n]{0,3000}?\})?\s*(?:\/-->|-->([\s\S]{0,5000}?)<!--\s*\/wp:(?:core-embed\/[\w-]{1,40}|embed)\s*-->)/g;
const GALLERY = ['<!-- wp:gallery', '<!-- /wp:gallery -->'] as const;
const MAX_GALLERY = 200_000;
const CAPTION = /<figcaption\b[^<>]{0,300}>([\s\S]{0,2000}?)<\/figcaption>/i;

/** What WordPress’s editor says in comments that its HTML does not: embeds become addresses, galleries pictures. */
export const BLOCK_COMMENTS: TextStep = {
  name: 'block-comments',
  mayApply: (text) => text.includes('<!-- wp:') || text.includes('<!--wp:'),
  run({ text, isInCode }) {
    const edits: Edit[] = [];
    for (const { 0: whole, 1: settings = '', 2: inner = '', index } of text.matchAll(EMBED)) {
      const address = embedded(settings, inner);
      if (address === null || isInCode(index)) continue;
      const caption = CAPTION.exec(inner)?.[1]?.trim() ?? '';
      const below = caption === '' ? '' : `\n\n${caption}`;
      edits.push({ start: index, end: index + whole.length, replacement: `\n\n${address}${below}\n\n` });
    }
    for (const { start, end, inner } of findDelimited(text, GALLERY, isInCode, MAX_GALLERY)) {
      const pictures = picturesOf(inner);
      if (pictures.length < 2) continue;
      edits.push({ start, end, replacement: `\n\n${pictures.join('\n')}\n\n` });
    }
    return { edits: edits.sort((a, b) => a.start - b.start) };
  },
};

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
