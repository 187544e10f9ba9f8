/** A decimal digit of a script other than Latin. */
const FOREIGN_DIGIT = /(?![0-9])\p{Nd}/gu;
const DIGIT = /\p{Nd}/u;

const known = new Map<string, string>();

/** Writes the decimal digits of every script as 0 to 9: ٢٠٢٦, २०२६ and ２０２６ are 2026. All else stays. */
export const plainDigits = (text: string): string =>
  // Nine of ten texts are plain ones.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  /^[\x00-\x7f]*$/.test(text) ? text : text.replace(FOREIGN_DIGIT, plainDigit);

/** Unicode encodes the digits of a script in one row of ten that begins with its zero (chapter 4.6). */
function plainDigit(digit: string): string {
  const found = known.get(digit);
  if (found !== undefined) return found;
  let before = 0;
  for (let code = (digit.codePointAt(0) ?? 0) - 1; DIGIT.test(String.fromCodePoint(code)); code -= 1)
    before += 1;
  const plain = String(before % 10);
  known.set(digit, plain);
  return plain;
}
