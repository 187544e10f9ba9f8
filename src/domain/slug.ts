/**
 * Turns a name or title into the last segment of a URL: NFC, lower case, words joined by single
 * hyphens. Letters and digits of every script are kept, so `Սփյուռք` stays readable; apostrophes
 * vanish (`Al-Qaeda’s` → `al-qaedas`). At most `maxLength` code points: half a character has no place in
 * a URL. Returns '' when nothing is left.
 */
export function toSlug(text: string, maxLength = Number.POSITIVE_INFINITY): string {
  const slug = text
    .toLowerCase()
    .replace(/['’ʼ]/gu, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .normalize('NFC');
  return slug.length <= maxLength ? slug : [...slug].slice(0, maxLength).join('').replace(/-+$/, '');
}
