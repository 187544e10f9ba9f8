import satori from 'satori';
import { CARD_FONT_FAMILY, type CardFont } from './card-fonts.ts';
import type { Piece } from './set-lines.ts';

export interface TextStyle {
  readonly weight: number;
  /** Ems. */
  readonly letterSpacing: number;
}

/** Widths of texts on one line, in ems, in their order. */
export type Measure = (texts: readonly string[], style: TextStyle) => Promise<readonly number[]>;

/** Px; satori rounds widths up to whole px, so they are measured large. */
const MEASURED_SIZE = 1000;

/** Measures with the typesetter that will set the text. */
export function createMeasure(fonts: CardFont[]): Measure {
  return async (texts, { weight, letterSpacing }) => {
    const widths: number[] = [];
    const spans = texts.map((text) => ({
      type: 'span',
      props: { style: { flexShrink: 0, whiteSpace: 'nowrap' }, children: text },
    }));
    const style = {
      display: 'flex',
      fontFamily: CARD_FONT_FAMILY,
      fontSize: MEASURED_SIZE,
      fontWeight: weight,
      letterSpacing: letterSpacing * MEASURED_SIZE,
    };
    await satori(
      { type: 'div', props: { style, children: spans } },
      {
        width: MEASURED_SIZE * 1000,
        height: MEASURED_SIZE * 2,
        fonts,
        embedFont: false,
        onNodeDetected: ({ type, width }) => {
          if (type === 'span') widths.push(width / MEASURED_SIZE);
        },
      },
    );
    return widths;
  };
}

/** Where a line may break within a word: after a hyphen, dash or slash between letters. */
const BREAKS = /(?<=[\p{L}\p{N}]{2}[-–—/])(?=[\p{L}\p{N}]{2})/u;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * A text's words as pieces to set. A word wider than `widest` ems is cut between letters, so that each of
 * its pieces fits a line.
 */
export async function measurePieces(
  text: string,
  measure: Measure,
  style: TextStyle,
  widest: number,
): Promise<readonly Piece[]> {
  const parts = text
    .split(' ')
    .filter((word) => word !== '')
    .flatMap((word) =>
      word.split(BREAKS).map((part, index) => ({ text: part, hasSpaceBefore: index === 0 })),
    );
  const widths = await measure(
    parts.map((part) => part.text),
    style,
  );
  const pieces = parts.map((part, index) => ({ ...part, width: widths[index] ?? 0 }));
  const cut = await Promise.all(
    pieces.map((piece) => (piece.width <= widest ? [piece] : cutPiece(piece, measure, style, widest))),
  );
  return cut.flat();
}

async function cutPiece(
  piece: Piece,
  measure: Measure,
  style: TextStyle,
  widest: number,
): Promise<readonly Piece[]> {
  const letters = [...graphemes.segment(piece.text)].map(({ segment }) => segment);
  const widths = await measure(letters, style);
  const pieces: Piece[] = [];
  letters.forEach((text, index) => {
    const width = widths[index] ?? 0;
    const last = pieces.at(-1);
    // Letters that stand together are a little wider or narrower than alone.
    if (last === undefined || last.width + width > widest * 0.95)
      pieces.push({ text, width, hasSpaceBefore: piece.hasSpaceBefore && pieces.length === 0 });
    else pieces[pieces.length - 1] = { ...last, text: last.text + text, width: last.width + width };
  });
  return pieces;
}
