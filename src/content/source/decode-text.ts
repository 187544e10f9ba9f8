import type { ProblemLog } from '../../problems/problem-log.ts';

/**
 * Decodes the bytes of a text file as UTF-8, keeping a byte order mark. Null, with an error in the
 * log, for UTF-16, for bytes that are no UTF-8, and for NUL bytes.
 */
export function decodeText(bytes: Uint8Array, log: ProblemLog): string | null {
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    log.error({
      code: 'encoding-utf16',
      message: 'The file is UTF-16.',
      hint: 'Save it as UTF-8: in most editors, "Save with encoding".',
    });
    return null;
  }
  const nul = bytes.indexOf(0);
  if (nul !== -1) {
    log.error(
      {
        code: 'encoding-binary',
        message: 'The file has a NUL byte, so it is not text.',
        hint: 'Save the text as UTF-8, or replace the file from a copy.',
      },
      placeOfByte(bytes, nul),
    );
    return null;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    log.error(
      {
        code: 'encoding-invalid',
        message: 'The file is not UTF-8, so its letters cannot be told.',
        hint: 'Open it with the encoding it has, perhaps Windows-1251 or Latin-1, and save it as UTF-8.',
      },
      placeOfByte(bytes, firstInvalidByte(bytes)),
    );
    return null;
  }
}

/** The byte at which decoding goes wrong, found by halving. */
function firstInvalidByte(bytes: Uint8Array): number {
  let sound = 0;
  let broken = bytes.length;
  while (sound + 1 < broken) {
    const middle = (sound + broken) >> 1;
    if (isSoundUpTo(bytes, middle)) sound = middle;
    else broken = middle;
  }
  return sound;
}

/** Whether the first `length` bytes are UTF-8, but for a character that they may cut. */
function isSoundUpTo(bytes: Uint8Array, length: number): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, length), { stream: true });
    return true;
  } catch {
    return false;
  }
}

function placeOfByte(bytes: Uint8Array, at: number): { line: number; column: number } {
  // Streaming leaves out a character that the place cuts in two: that one is at fault.
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, at), { stream: true });
  const lines = before.split(/\r\n?|\n/);
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}
