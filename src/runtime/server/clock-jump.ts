/** Clocks are corrected by less all the time. */
const LEAST_MS = 1_000;

/**
 * Makes the question by how many milliseconds a clock was set since it was last asked, forward or back; 0 where it only
 * went on. `steady` counts milliseconds and cannot be set.
 */
export function clockJump(now: () => number, steady: () => number): () => number {
  let offset = now() - steady();
  return () => {
    const current = now() - steady();
    const jump = current - offset;
    offset = current;
    return Math.abs(jump) < LEAST_MS ? 0 : jump;
  };
}
