import { createHash } from 'node:crypto';
import { makerDigest } from '../../release/maker-digest.ts';
import type { CardColours } from './card-colours.ts';
import { CARD_FONT_PACKAGES } from './card-fonts.ts';
import { type CardText, cleanCardText } from './card-text.ts';

const HASH_LENGTH = 16;

/** Names a card by all that decides how it looks: its texts, its colours, the design. 16 hexadecimal digits. */
export function cardHash(card: CardText, colours: CardColours): string {
  const { siteName, kicker, headline, date, host, direction } = card;
  const texts = [siteName, kicker, headline, date, host].map((text) => text && cleanCardText(text));
  const { paper, ink, muted, accent, rule } = colours;
  const looks = JSON.stringify([cardDesign(), direction, texts, [paper, ink, muted, accent, rule]]);
  return createHash('sha256').update(looks).digest('hex').slice(0, HASH_LENGTH);
}

/** URL path of an article's card, `/cards/<hash>/2016/07/15/slug.png`; it never shows anything else. */
export const cardUrl = (hash: string, articlePath: string): string => `/cards/${hash}${articlePath}.png`;

const PATH = /^\/cards\/([0-9a-f]{16})(\/.+)\.png$/;

/** Reads the path of such a URL. Null for any other. */
export function parseCardPath(path: string): { readonly hash: string; readonly articlePath: string } | null {
  const [, hash, articlePath] = PATH.exec(path) ?? [];
  return hash === undefined || articlePath === undefined ? null : { hash, articlePath };
}

let known: string | undefined;

/**
 * Names all that decides how cards look besides their texts and colours: layout, fonts, the libraries that set and draw
 * them. Another design has other URLs. Read once; a few milliseconds.
 */
function cardDesign(): string {
  known ??= makerDigest({
    modules: [new URL('./card-thread.ts', import.meta.url)],
    packages: CARD_FONT_PACKAGES,
    node: ['unicode', 'icu'],
  });
  return known;
}
