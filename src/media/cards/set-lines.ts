/** A word, or the part of one up to where a line may break within it. Widths are in ems. */
export interface Piece {
  readonly text: string;
  readonly width: number;
  /** Whether a space stands before it when it does not begin a line. */
  readonly hasSpaceBefore: boolean;
}

export interface LineBox {
  /** Px. */
  readonly width: number;
  readonly height: number;
  /** Px, largest first. */
  readonly sizes: readonly number[];
  /** Times the size. */
  readonly lineHeight: number;
  readonly maxLines: number;
  /** Ems. */
  readonly spaceWidth: number;
  /** Ems. */
  readonly ellipsisWidth: number;
}

export interface SetText {
  /** Px. */
  readonly size: number;
  readonly lines: readonly string[];
  /** Whether words were left out, and an ellipsis set for them. */
  readonly isCut: boolean;
}

/** What a line costs that ends or begins with a word which belongs to the one across the break. */
const LONELY_WORD_COST = 0.07;
/** Words of one or two letters, mostly prepositions and articles: they belong to the next one. */
const LEANS_FORWARD = /^\p{L}{1,2}$/u;
/** The Armenian auxiliary: it belongs to the verb before it. */
const LEANS_BACK = /^(?:եմ|ես|է|ենք|եք|են|էր|էին)[,՝։:]?$/u;

/**
 * Sets words into a box at the largest size at which all of them fit, in as few lines as that size allows,
 * of lengths as equal as can be. Where not even the smallest size does, it is cut after a word.
 */
export function setLines(pieces: readonly Piece[], box: LineBox): SetText {
  for (const size of box.sizes) {
    const lines = breakLines(pieces, box, size);
    if (lines !== null) return { size, lines, isCut: false };
  }
  const size = box.sizes.at(-1) ?? 1;
  for (let count = pieces.length - 1; count > 0; count--) {
    const shortened = withEllipsis(pieces.slice(0, count), box.ellipsisWidth);
    const lines = breakLines(shortened, box, size);
    if (lines !== null) return { size, lines, isCut: true };
  }
  return { size, lines: [], isCut: pieces.length > 0 };
}

function withEllipsis(pieces: readonly Piece[], width: number): readonly Piece[] {
  const last = pieces.at(-1);
  if (last === undefined) return pieces;
  const text = `${last.text.replace(/[\s.,:;!?՝՞։،؛؟–—-]+$/u, '')}…`;
  return [...pieces.slice(0, -1), { ...last, text, width: last.width + width }];
}

function breakLines(pieces: readonly Piece[], box: LineBox, size: number): readonly string[] | null {
  const limit = box.width / size;
  const fitting = Math.min(box.maxLines, Math.floor(box.height / (size * box.lineHeight) + 1e-9));
  const count = countLines(pieces, limit, box.spaceWidth);
  if (count === null || count > fitting) return null;
  return balance(pieces, count, limit, box.spaceWidth);
}

/** How many lines it takes at least; null where one piece alone is wider than a line. */
function countLines(pieces: readonly Piece[], limit: number, space: number): number | null {
  let lines = 0;
  let width = 0;
  for (const piece of pieces) {
    if (piece.width > limit) return null;
    const wider = width + (piece.hasSpaceBefore ? space : 0) + piece.width;
    if (lines === 0 || wider > limit) {
      lines++;
      width = piece.width;
    } else width = wider;
  }
  return lines;
}

/** The breaking into exactly so many lines whose empty ends, squared, add up to the least. */
function balance(pieces: readonly Piece[], count: number, limit: number, space: number): readonly string[] {
  // best[line][end]: the cheapest way to set the first `end` pieces in `line` lines.
  const best: { cost: number; start: number }[][] = [[{ cost: 0, start: 0 }]];
  for (let line = 1; line <= count; line++) {
    const row: { cost: number; start: number }[] = [];
    for (let end = 1; end <= pieces.length; end++) {
      let width = 0;
      for (let start = end - 1; start >= 0; start--) {
        const piece = pieces[start];
        if (piece === undefined) break;
        const after = pieces[start + 1];
        width += piece.width + (start < end - 1 && after?.hasSpaceBefore ? space : 0);
        if (width > limit) break;
        const before = best[line - 1]?.[start];
        if (before === undefined) continue;
        const empty = (1 - width / limit) ** 2;
        const cost = before.cost + empty + breakCost(pieces[end - 1], pieces[end]);
        if (cost < (row[end]?.cost ?? Number.POSITIVE_INFINITY)) row[end] = { cost, start };
      }
    }
    best.push(row);
  }
  return readBack(pieces, best, count);
}

function breakCost(before: Piece | undefined, after: Piece | undefined): number {
  if (before === undefined || after === undefined) return 0;
  const leansForward = LEANS_FORWARD.test(before.text) && !LEANS_BACK.test(before.text);
  return leansForward || LEANS_BACK.test(after.text) ? LONELY_WORD_COST : 0;
}

function readBack(
  pieces: readonly Piece[],
  best: readonly (readonly ({ start: number } | undefined)[])[],
  count: number,
): readonly string[] {
  const lines: string[] = [];
  let end = pieces.length;
  for (let line = count; line > 0; line--) {
    const start = best[line]?.[end]?.start ?? 0;
    lines.unshift(
      pieces
        .slice(start, end)
        .map(({ text, hasSpaceBefore }, index) => (index > 0 && hasSpaceBefore ? ` ${text}` : text))
        .join(''),
    );
    end = start;
  }
  return lines;
}
