import { median } from '../../../bench/lib/median.ts';

/** How a series of measurements of one thing went on in its second half. */
export interface Growth {
  /** In the middle of the whole series' third quarter, in its unit. */
  readonly from: number;
  /** In the middle of its last quarter. */
  readonly to: number;
  /** `to` less `from`, as a share of `from`. */
  readonly share: number;
}

/** Compares the medians of the third and the last quarter of a series; null for fewer than eight values. */
export function growthInSecondHalf(values: readonly number[]): Growth | null {
  if (values.length < 8) return null;
  const quarter = Math.floor(values.length / 4);
  const from = median(values.slice(-2 * quarter, -quarter));
  const to = median(values.slice(-quarter));
  return { from, to, share: (to - from) / from };
}
