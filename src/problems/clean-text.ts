// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to remove
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff\ufdd0-\ufdef\ufffe\uffff]/g;

/** Removes what neither HTML nor XML may hold: control characters, noncharacters, lone surrogates. */
export function removeForbidden(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replace(/[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{10fffe}\u{10ffff}]/gu, '')
    .toWellFormed();
}

/** The same, as one line of plain text. */
export function cleanText(text: string): string {
  return removeForbidden(text).replace(/\s+/g, ' ').trim();
}
