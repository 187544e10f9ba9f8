// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;

/** What may be forbidden: the above, noncharacters, surrogates; nearly all texts hold none of it. */
const SUSPECT =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]/;

/** Removes what neither HTML nor XML may hold: control characters, noncharacters, lone surrogates. */
export function removeForbidden(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .replace(FORBIDDEN, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .toWellFormed();
}

/**
 * What may be forbidden, not composed, or a space too many; nearly no text has any. Letters and
 * punctuation of Latin, Cyrillic, Armenian and Georgian compose with nothing but marks.
 */
const SUSPECT_LINE =
  /[^ -~\u00a1-\u024f\u0400-\u0482\u048a-\u052f\u0531-\u0556\u0559-\u058a\u10d0-\u10fa\u2010-\u2027\u20ac]|^ | {2}| $/;

/** Makes a text fit for a page: nothing forbidden, and composed (NFC), which macOS does not write. */
export const normaliseText = (text: string): string => removeForbidden(text).normalize('NFC');

/** The same, as one line of plain text. */
export const cleanText = (text: string): string =>
  SUSPECT_LINE.test(text) ? cleanPath(text).normalize('NFC') : text;

/** One line without what is forbidden; not composed, because file names are compared as they are. */
export function cleanPath(text: string): string {
  if (!SUSPECT_LINE.test(text)) return text;
  return removeForbidden(text).replace(/\s+/g, ' ').trim();
}
