/**
 * The first index from 0 on at which something holds that holds at all later ones, too; `length` where it holds at none. Asks about
 * log₂ of them.
 */
export function firstIndex(length: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
