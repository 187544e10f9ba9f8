/**
 * Characters that steer a terminal or hide in a line: controls, line separators, the formatting
 * characters that reorder a line, and those without width. The joiners and marks that Persian, Arabic and
 * emoji are written with (U+200C to U+200F) are not among them.
 */
const HIDDEN = /[\p{Cc}\u00ad\u200b\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

const hexOf = (character: string): string => character.charCodeAt(0).toString(16).padStart(4, '0');

/**
 * Makes an editor's text safe for a terminal: an escape becomes its picture `␛`, other hidden characters
 * `<U+202E>`, half a surrogate pair `�`. The result has no line break.
 */
export function showHidden(text: string): string {
  return text.toWellFormed().replace(HIDDEN, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? '\u2421' : `<U+${hexOf(character).toUpperCase()}>`;
  });
}

/** Escapes the same characters in a JSON document without line breaks, where they stand in strings only. */
export function escapeHiddenInJson(json: string): string {
  return json.replace(HIDDEN, (character) => `\\u${hexOf(character)}`);
}
