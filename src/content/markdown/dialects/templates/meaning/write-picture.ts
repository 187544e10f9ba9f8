import { CLIP_ENDINGS, PICTURE_ENDINGS } from '../../../../../domain/files/shown-names.ts';
import { bareWords, plainValue, plainWords } from './plain-value.ts';

/** A picture, clip or recording, by its arguments; each is text as it was written. */
export interface PictureParts {
  readonly src: string;
  readonly alt?: string | null;
  readonly caption?: string | null;
  readonly credit?: string | null;
  /** Where a click leads. */
  readonly link?: string | null;
}

/** An address as Markdown can hold it between parentheses. */
export const writeAddress = (address: string): string =>
  plainValue(address).replace(
    /[\s()<>"\\]/g,
    (character) => ({ '(': '%28', ')': '%29' })[character] ?? encodeURIComponent(character),
  );

/** `![alt](src "caption")`, perhaps as a link; a caption stands for an alt that is not there, as in other systems. */
export function writePicture({ src, alt, caption, credit, link }: PictureParts): string {
  const words = [caption, credit].map((part) => plainWords(part ?? '')).filter((part) => part !== '');
  const title = [...new Set(words)].join(' ');
  const text = bareWords(alt ?? '') || bareWords(caption ?? '');
  const shown = title === '' ? '' : ` "${title.replace(/["\\]/g, '\\$&')}"`;
  const picture = `![${text}](${writeAddress(src)}${shown})`;
  return link === undefined || link === null || link === '' ? picture : `[${picture}](${writeAddress(link)})`;
}

/** `[text](address)`. */
export const writeLink = (text: string, address: string): string =>
  `[${plainWords(text).replace(/[[\]]/g, '')}](${writeAddress(address)})`;

const PICTURE = new RegExp(String.raw`\.(?:${PICTURE_ENDINGS})(?:[?#]\S{0,300})?$`, 'i');
const CLIP = new RegExp(String.raw`\.(?:${CLIP_ENDINGS})(?:[?#]\S{0,300})?$`, 'i');

export const isPictureName = (value: string): boolean => PICTURE.test(value.trim());
export const isClipName = (value: string): boolean => CLIP.test(value.trim());
export const isWebAddress = (value: string): boolean => /^https?:\/\/[^\s/]{3,}/i.test(value.trim());
