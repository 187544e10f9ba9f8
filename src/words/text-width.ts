/** Characters of East Asia that take the room of two (UAX #11: Wide and Fullwidth), in the plane where one is one unit. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/;

/**
 * How many UTF-16 units of a text, from its beginning, take the room of `width` units of Latin; a Han character takes two,
 * and so does one beyond U+FFFF, which is two units. At most the text's length.
 */
export function unitsOfWidth(text: string, width: number): number {
  const most = Math.min(width, text.length);
  if (!WIDE.test(text.slice(0, most))) return most;
  let taken = 0;
  for (let at = 0; at < most; at += 1) {
    taken += WIDE.test(text.charAt(at)) ? 2 : 1;
    if (taken > width) return at;
  }
  return most;
}
