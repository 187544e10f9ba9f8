/**
 * Makes the question whether a clock (milliseconds) was set back by more than `leastMs` since it was last asked; a second
 * by default, as clocks are corrected by less all the time.
 */
export function setBackNotice(now: () => number, leastMs = 1_000): () => boolean {
  let last = now();
  return () => {
    const current = now();
    const wasSetBack = current < last - leastMs;
    last = current;
    return wasSetBack;
  };
}
