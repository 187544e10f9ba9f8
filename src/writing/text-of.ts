/** The text of bytes, with its byte order mark; null for what is no UTF-8 or holds a NUL, which is no text that is written here. */
export function textOf(bytes: Uint8Array): string | null {
  if (bytes.includes(0)) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
