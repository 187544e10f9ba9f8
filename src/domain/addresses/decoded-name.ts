/** A byte as addresses encode it. */
const ENCODED = /%[\da-f]{2}/i;

/**
 * A name without the encoding of addresses, as exports of WordPress have slugs that are not English: `%d8%a2%d8%a8` is
 * `آب`. What was cut in the middle of a character loses the rest of it (WordPress cuts at 200 bytes). The name as it is where it has
 * no such code, or none that can be read, and where a slash or a control character would come of it.
 */
export function decodedName(name: string): string {
  if (!ENCODED.test(name)) return name;
  let text = name.replace(/%[\da-f]?$/i, '');
  for (let tries = 0; tries < 4; tries += 1) {
    const decoded = decode(text);
    if (decoded !== null) return decoded === '' || /[/\\\p{Cc}]/u.test(decoded) ? name : decoded;
    text = text.replace(/%[\da-f]{2}$/i, '');
  }
  return name;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
