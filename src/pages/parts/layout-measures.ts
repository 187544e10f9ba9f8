/** Breakpoints and widths of the layout, in rem, as public/css/layout.css says them. */
export interface LayoutMeasures {
  /** The least widths of screens at which `@media (--small)` and the others hold. */
  readonly small: number;
  readonly medium: number;
  readonly broad: number;
  readonly wide: number;
  /** The paper, with its margins. */
  readonly sheet: number;
  readonly margin: WidthOnScreens;
  /** Between what stands side by side. */
  readonly gap: number;
  /** What is read, at most. */
  readonly column: number;
  /** What stands beside it on a wide screen. */
  readonly aside: number;
  /** The picture beside a headline. */
  readonly thumb: WidthOnScreens;
}

/** A width on screens below `--broad`, and from there on. */
export interface WidthOnScreens {
  readonly narrow: number;
  readonly broad: number;
}

/**
 * How wide something is: a share of what lies between the margins of the paper, less the gaps beside it, and at most so much; on
 * screens of `from` and more, up to where the next one begins. All in rem.
 */
export interface Track {
  readonly from: number;
  /** 0 for what has a fixed width, which `less` takes below zero: `{share: 0, less: -9}` is 9rem. */
  readonly share: number;
  readonly less: number;
  readonly most?: number;
}

/** The same width on all screens from there on. */
export const fixed = (from: number, width: number): Track => ({ from, share: 0, less: -width });

/** A part of each track; `less` of it, in rem, goes to gaps. */
export const partOf = (tracks: readonly Track[], part: number, less = 0): readonly Track[] =>
  tracks.map((track) => ({
    ...track,
    share: track.share * part,
    less: track.less * part + less,
    ...(track.most === undefined ? {} : { most: track.most * part - less }),
  }));

/**
 * Writes tracks as the value of `sizes` (HTML §4.8.4.2.1), the widest screens first: `(min-width: 84rem) 42rem, calc(100vw - 2rem)`.
 * Tracks rise by `from`, of which the first is 0.
 */
export function writeSizes(tracks: readonly Track[], measures: LayoutMeasures): string {
  const pieces = tracks.flatMap((track, index) =>
    piecesOf(track, tracks[index + 1]?.from ?? Infinity, measures),
  );
  return pieces
    .filter(({ text }, index) => text !== pieces[index - 1]?.text)
    .map(({ from, text }) => (from === 0 ? text : `(min-width: ${short(from)}rem) ${text}`))
    .reverse()
    .join(', ');
}

interface Piece {
  readonly from: number;
  readonly text: string;
}

/** A track in as many pieces as it has rules: where the margin grows, where the paper and where the track stop growing. */
function piecesOf(
  { from, share, less, most = Infinity }: Track,
  end: number,
  measures: LayoutMeasures,
): Piece[] {
  const { broad, sheet, margin } = measures;
  const starts = [from, ...[broad, sheet].filter((width) => from < width && width < end)].sort(
    (a, b) => a - b,
  );
  return starts.flatMap((start, index) => {
    const inner = 2 * (start >= broad ? margin.broad : margin.narrow);
    const rest = -share * inner - less;
    if (start >= sheet || share === 0) {
      return [{ from: start, text: `${short(Math.min(most, share * sheet + rest))}rem` }];
    }
    const full = (most - rest) / share;
    const growing = { from: start, text: growingText(share, rest) };
    const whole = { from: Math.max(start, full), text: `${short(most)}rem` };
    if (full <= start) return [whole];
    return full < (starts[index + 1] ?? end) ? [growing, whole] : [growing];
  });
}

const growingText = (share: number, rest: number): string => {
  const [vw, rem] = [short(100 * share), short(Math.abs(rest))];
  return Number(rem) === 0 ? `${vw}vw` : `calc(${vw}vw ${rest < 0 ? '-' : '+'} ${rem}rem)`;
};

const short = (value: number): string => String(Number(value.toFixed(2)));
