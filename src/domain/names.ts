/** Whether a text has nothing but ASCII, as most names do: it is composed, and all of it is seen. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the whole of ASCII is meant
export const isAscii = (text: string): boolean => /^[\u0000-\u007f]*$/.test(text);

/**
 * A name in the one form in which names are compared (NFC, Unicode UAX #15): a Mac writes `é` as `e` and an accent,
 * which looks the same and is another text.
 */
export const composed = (name: string): string => (isAscii(name) ? name : name.normalize('NFC'));

/**
 * What nobody sees (Unicode: Default_Ignorable_Code_Point): joiners, soft hyphens, zero-width spaces, direction and
 * byte order marks, variation selectors. Unicode has all of them left out where texts are compared (UTS #10).
 */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** An `i` with marks; JavaScript leaves a dot (U+0307) among them when it makes `İ` small. */
const MARKED_I = /i\p{M}+/gu;

/**
 * A text in small letters, composed, without what nobody sees. `İ` becomes a plain `i`: its dot is the one that every
 * `i` has.
 */
export function composedSmall(text: string): string {
  const small = text.toLowerCase();
  if (isAscii(small)) return small;
  const seen = small.replace(INVISIBLE, '');
  if (!seen.includes('\u0307')) return seen.normalize('NFC');
  return seen
    .normalize('NFD')
    .replace(MARKED_I, (marked) => marked.replaceAll('\u0307', ''))
    .normalize('NFC');
}
