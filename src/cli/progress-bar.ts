import { displayWidth } from '../problems/show/display-cells.ts';

/** Where a bar is drawn; a terminal such as process.stderr, or nothing at all. */
export interface BarStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface ProgressBar {
  /** Tells how far the work is; may be called as often as it likes. A total of 0 is not known yet. */
  update(done: number, total: number): void;
  /** Erases the bar. It is not drawn again. */
  end(): void;
}

/** Least time between two drawings, in milliseconds. */
const INTERVAL_MS = 100;

const MAX_BAR = 30;
const MIN_BAR = 5;
const DEFAULT_COLUMNS = 80;
const ERASE_LINE = '\r\x1b[K';

const number = new Intl.NumberFormat('en');

/**
 * Makes a bar that shows progress on one line of a terminal, at most ten times a second, and the last step
 * at once. Writes nothing where the stream is no terminal. `now` is a clock in milliseconds.
 */
export function createProgressBar(
  stream: BarStream,
  title: string,
  now: () => number = () => performance.now(),
): ProgressBar {
  let drawnAt = Number.NEGATIVE_INFINITY;
  let drawn = '';
  let isOpen = stream.isTTY === true;
  return {
    update(done, total) {
      if (!isOpen) return;
      const time = now();
      const isLast = total > 0 && done >= total;
      if (!isLast && time - drawnAt < INTERVAL_MS) return;
      const line = formatProgress(title, done, total, stream.columns || DEFAULT_COLUMNS);
      if (line !== drawn) stream.write(ERASE_LINE + line);
      drawn = line;
      drawnAt = time;
    },
    end() {
      if (drawn !== '') stream.write(ERASE_LINE);
      drawn = '';
      isOpen = false;
    },
  };
}

/**
 * One line of progress that leaves the last column free, where some terminals would wrap. As the terminal
 * narrows it loses its bar, then the counts, then the title; '' where nothing fits.
 */
export function formatProgress(title: string, done: number, total: number, columns: number): string {
  const width = columns - 1;
  const whole = Math.max(0, Math.floor(total) || 0);
  const part = Math.max(0, Math.floor(done) || 0);
  if (whole === 0) return firstThatFits([`${title} ${number.format(part)}`, title, ''], width);
  const reached = Math.min(part, whole);
  const percent = `${Math.floor((reached / whole) * 100)}%`;
  const head = `${title} ${number.format(reached)} / ${number.format(whole)}`;
  const length = Math.min(MAX_BAR, width - displayWidth(`${head}  ${percent}`));
  const bar = length < MIN_BAR ? '' : ` ${drawBar(reached / whole, length)}`;
  return firstThatFits([`${head}${bar} ${percent}`, `${title} ${percent}`, percent, ''], width);
}

function drawBar(share: number, length: number): string {
  const filled = Math.floor(share * length);
  return '━'.repeat(filled) + '─'.repeat(length - filled);
}

const firstThatFits = (texts: readonly string[], width: number): string =>
  texts.find((text) => displayWidth(text) <= width) ?? '';
