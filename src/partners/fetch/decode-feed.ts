const DECLARATION = /^[\s\u00ef\u00bb\u00bf]*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/i;

const CHARSET = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i;

/**
 * Decodes a feed: by its byte order mark, else by the charset of Content-Type, else by the XML declaration,
 * else as UTF-8. A label that is unknown, or that the bytes contradict, gives way to the next. Where all do, the
 * one with the least damage is taken, whose bad bytes become U+FFFD, or windows-1252. Returns no byte order mark. Never throws.
 */
export function decodeText(bytes: Uint8Array, contentType: string | null): string {
  const marked = labelOfMark(bytes);
  if (marked !== null) return decode(bytes, marked, false) ?? '';
  const labels = [
    CHARSET.exec(contentType ?? '')?.[1],
    labelOfFirstBytes(bytes),
    labelOfDeclaration(bytes),
    'utf-8',
  ].filter((label) => label !== undefined);
  for (const label of labels) {
    const text = decode(bytes, label, true);
    if (text !== null) return text;
  }
  return leastDamaged(
    labels.flatMap((label) => decode(bytes, label, false) ?? []),
    bytes,
  );
}

/** How much of a text tells how damaged it is. */
const SAMPLE = 100_000;

const damageOf = (text: string): number => text.slice(0, SAMPLE).match(/\ufffd/g)?.length ?? 0;

/** The best of several ways to decode it; where it has more damage than letters beyond ASCII, it is windows-1252. */
function leastDamaged(texts: readonly string[], bytes: Uint8Array): string {
  const best = texts.reduce((least, text) => (damageOf(text) < damageOf(least) ? text : least));
  const whole = best.slice(0, SAMPLE).match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return damageOf(best) > whole ? (decode(bytes, 'windows-1252', false) ?? best) : best;
}

function decode(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}

function labelOfMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return null;
}

/** UTF-16 shows without a mark too, by the zero next to the first “<” or “{”. */
function labelOfFirstBytes([first, second]: Uint8Array): string | undefined {
  const isStart = (byte: number | undefined): boolean => byte === 0x3c || byte === 0x7b;
  if (isStart(first) && second === 0) return 'utf-16le';
  if (first === 0 && isStart(second)) return 'utf-16be';
  return undefined;
}

/** A declaration that says UTF-16 and can be read byte by byte is wrong about itself. */
function labelOfDeclaration(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  const label = DECLARATION.exec(start)?.[1];
  return label !== undefined && !/^utf-?16/i.test(label) ? label : undefined;
}
