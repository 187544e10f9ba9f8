/** A clock in milliseconds since 1970 that follows Date.now and also counts their fractions. */
export function preciseClock(): () => number {
  let offset = Date.now() - performance.now();
  return () => {
    const precise = performance.now() + offset;
    const wall = Date.now();
    // The wall clock was set: follow it.
    if (Math.abs(precise - wall) > 2) {
      offset = wall - performance.now();
      return wall;
    }
    return precise;
  };
}
