// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;

/** Removes what neither HTML nor XML may hold: control characters, noncharacters, lone surrogates. */
export function removeForbidden(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(/\p{Noncharacter_Code_Point}/gu, '')
    .toWellFormed();
}

/** Makes a text fit for a page: nothing forbidden, and composed (NFC), which macOS does not write. */
export const normaliseText = (text: string): string => removeForbidden(text).normalize('NFC');

/** The same, as one line of plain text. */
export const cleanText = (text: string): string => cleanPath(text).normalize('NFC');

/** One line without what is forbidden; not composed, because file names are compared as they are. */
export function cleanPath(text: string): string {
  return removeForbidden(text).replace(/\s+/g, ' ').trim();
}
