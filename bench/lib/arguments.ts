/**
 * Reads a positive whole number from the command line.
 * @throws Error naming the option, what was given and what is wanted.
 */
export function wholeNumber(option: string, given: string): number {
  if (/^[1-9]\d{0,8}$/.test(given)) return Number(given);
  throw new Error(`${option}: "${given}" is not a whole number above 0. Write it as ${option} 1000.`);
}

/** Reads several of them with commas between. */
export function wholeNumbers(option: string, given: string): number[] {
  return given.split(',').map((part) => wholeNumber(option, part.trim()));
}
