import { CARD_WEIGHTS } from './card-fonts.ts';
import { type CardText, cleanCardText } from './card-text.ts';
import { type Measure, measurePieces, type TextStyle } from './measure-text.ts';
import { type SetText, setLines } from './set-lines.ts';

/** Px. */
export const CARD_SIZE = { width: 1200, height: 630 } as const;
export const CARD_MARGIN = 72;
/** Px between the rule under the site's name and the one above the date. */
export const STORY_HEIGHT = 418;
/** Px that the kicker takes, its distance from the headline included. */
export const KICKER_HEIGHT = 58;
/** Px that stay free above and below kicker and headline. */
export const STORY_PADDING = 36;

const MEASURE_WIDTH = CARD_SIZE.width - 2 * CARD_MARGIN;
/** Set lines are up to a hundredth wider than their words alone: kerning, and rounding to whole px. */
const SAFETY = 0.99;

/** A card's texts with their sizes and lines. */
export interface CardLayout {
  readonly siteName: SetText;
  readonly kicker: SetText | null;
  readonly headline: SetText & HeadlineStyle;
  readonly date: SetText | null;
  readonly host: SetText;
}

export interface HeadlineStyle {
  /** Times the size. */
  readonly lineHeight: number;
  /** Ems. */
  readonly letterSpacing: number;
}

const HEADLINE_SIZES = sizes(116, 34);
/** More than a card holds of the narrowest letters; the rest need not be measured. */
const MOST_LETTERS = 1_200;
const LINE_STYLE = { letterSpacing: 0 };

/** Sets all texts of a card; each fits its place at the size given. Only what is very long is cut. */
export async function layOutCard(card: CardText, measure: Measure): Promise<CardLayout> {
  const { display, text } = CARD_WEIGHTS;
  const line = async (words: string, weight: number, sizes: readonly number[], width: number) =>
    setText(
      words,
      measure,
      { weight, ...LINE_STYLE },
      { width, height: 1000, sizes, maxLines: 1, lineHeight: 1 },
    );
  const [dateWidth, hostWidth] = [MEASURE_WIDTH * 0.38, MEASURE_WIDTH * 0.58];
  return {
    siteName: await line(card.siteName, display, sizes(40, 24), MEASURE_WIDTH),
    kicker: card.kicker === null ? null : await line(card.kicker, display, sizes(30, 24), MEASURE_WIDTH),
    headline: await layOutHeadline(card, measure),
    date: card.date === null ? null : await line(card.date, text, sizes(26, 18), dateWidth),
    host: await line(card.host, text, sizes(26, 18), hostWidth),
  };
}

async function layOutHeadline(card: CardText, measure: Measure): Promise<CardLayout['headline']> {
  const style = headlineStyle(card.headline);
  const height = STORY_HEIGHT - 2 * STORY_PADDING - (card.kicker === null ? 0 : KICKER_HEIGHT);
  const set = await setText(
    card.headline,
    measure,
    { weight: CARD_WEIGHTS.display, letterSpacing: style.letterSpacing },
    { width: MEASURE_WIDTH, height, sizes: HEADLINE_SIZES, maxLines: 8, lineHeight: style.lineHeight },
  );
  return { ...set, ...style };
}

/** How headlines with letters of a script are set; others stand closer. */
const BY_SCRIPT: readonly (readonly [RegExp, HeadlineStyle])[] = [
  // Marks above and below the letters, and no room between them, as they are joined.
  [/\p{Script=Arabic}/u, { lineHeight: 1.42, letterSpacing: 0 }],
  [/\p{Script=Hebrew}/u, { lineHeight: 1.18, letterSpacing: 0 }],
  // Letters that are tall and wide.
  [/[\p{Script=Armenian}\p{Script=Georgian}]/u, { lineHeight: 1.24, letterSpacing: 0 }],
];

const headlineStyle = (headline: string): HeadlineStyle =>
  BY_SCRIPT.find(([letters]) => letters.test(headline))?.[1] ?? { lineHeight: 1.14, letterSpacing: -0.011 };

interface TextBox {
  readonly width: number;
  readonly height: number;
  readonly sizes: readonly number[];
  readonly maxLines: number;
  readonly lineHeight: number;
}

async function setText(text: string, measure: Measure, style: TextStyle, box: TextBox): Promise<SetText> {
  const width = box.width * SAFETY;
  const widest = width / (box.sizes.at(-1) ?? 1);
  const [apart = 0, together = 0, ellipsisWidth = 0] = await measure(['n n', 'nn', '…'], style);
  const pieces = await measurePieces(cleanCardText(text).slice(0, MOST_LETTERS), measure, style, widest);
  return setLines(pieces, { ...box, width, spaceWidth: apart - together, ellipsisWidth });
}

function sizes(largest: number, smallest: number): readonly number[] {
  return Array.from({ length: (largest - smallest) / 2 + 1 }, (_, index) => largest - 2 * index);
}
