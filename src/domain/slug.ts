/**
 * Turns a name or title into the last segment of a URL: NFC, lower case, words joined by single
 * hyphens. Letters and digits of every script are kept, so `Սփյուռք` stays readable; apostrophes
 * vanish (`Al-Qaeda’s` → `al-qaedas`). Returns '' when nothing is left.
 */
export function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’ʼ]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
}
