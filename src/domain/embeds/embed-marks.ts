import type { Embed } from './embed.ts';

const ATTRIBUTE = 'data-embed';

/**
 * The attributes of a paragraph in a stored body that holds nothing but the link to something on another site: what is known
 * of that may change without the file. Sanitised HTML has them from nowhere else.
 */
export const embedMark = ({ provider }: Embed): Readonly<Record<string, string>> => ({
  class: 'embed',
  [ATTRIBUTE]: provider,
});

/** Of tags alone: there, `<` and `>` are escaped everywhere, and links hold text. */
const MARKED = /<p class="embed" data-embed="[a-z-]+"><a href="([^"<>]*)"[^<>]*>([^<>]*)<\/a><\/p>/g;

/** Whether a body has anything to fill. */
export const hasEmbeds = (bodyHtml: string): boolean => bodyHtml.includes(` ${ATTRIBUTE}="`);

/** A mark as a body has it; both are escaped. */
export interface WrittenEmbed {
  readonly href: string;
  readonly text: string;
}

/** Puts cards in the place of the marks of a body; where `write` gives null, the link stays a paragraph. */
export function fillEmbeds(bodyHtml: string, write: (written: WrittenEmbed) => string | null): string {
  if (!hasEmbeds(bodyHtml)) return bodyHtml;
  return bodyHtml.replace(MARKED, (whole, href: string, text: string) => write({ href, text }) ?? whole);
}

/** The addresses that the marks of a body lead to, decoded. */
export function embedsIn(bodyHtml: string): string[] {
  if (!hasEmbeds(bodyHtml)) return [];
  return [...bodyHtml.matchAll(MARKED)].map(([, href = '']) => href.replaceAll('&amp;', '&'));
}
