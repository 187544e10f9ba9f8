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

/** Parts of a path that may each be written in another form; beyond, all are in the same. */
const MOST_MIXED = 4;

/**
 * The forms in which a path below the content folder may stand on the disk, the path as it is written first: a folder
 * made here (NFC) may hold files of a Mac (NFD), and the reverse.
 */
export function writtenForms(path: string): readonly string[] {
  if (isAscii(path)) return [path];
  const segments = path.split('/');
  const isMixed = segments.filter((segment) => !isAscii(segment)).length <= MOST_MIXED;
  const forms = (text: string): string[] => [...new Set([text.normalize('NFC'), text.normalize('NFD')])];
  const all = isMixed
    ? segments.reduce<string[]>(
        (heads, segment, at) =>
          heads.flatMap((head) => forms(segment).map((form) => (at === 0 ? form : `${head}/${form}`))),
        [''],
      )
    : forms(path);
  return [...new Set([path, ...all])];
}
