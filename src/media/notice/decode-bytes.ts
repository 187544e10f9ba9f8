const UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/** Text of an unnamed encoding: UTF-8 where it is that, else Latin 1, in which every byte is a letter. */
export function decodeBytes(bytes: Buffer): string {
  try {
    return UTF_8.decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}
