/** Profiles of printing presses have half a megabyte. */
const MAX_BYTES = 4 * 1024 * 1024;
const HEADER_BYTES = 128;

/** Whether bytes are an ICC profile from its first byte to its last (ICC.1:2022 §7.2). */
export function isIccProfile(bytes: Buffer): boolean {
  if (bytes.length < HEADER_BYTES || bytes.length > MAX_BYTES) return false;
  return bytes.readUInt32BE(0) === bytes.length && bytes.toString('latin1', 36, 40) === 'acsp';
}

/** How the colours of what is made of a picture are told. */
export type ColourTag =
  /** By its own profile: they are more than sRGB has. */
  | 'own'
  /** As sRGB: it has a profile, and its colours are turned into sRGB, or are that. */
  | 'srgb'
  /** By nothing: it has none, which on the web means sRGB (CSS Color 4 §12.1). */
  | 'none';

/** Bytes; those of screens and cameras are far below, and each size of a picture carries it. */
const MAX_OWN = 16 * 1024;

/** Chooses it by the profile and the colours of the picture as it is stored. */
export function chooseColourTag(icc: Buffer | undefined, space: string): ColourTag {
  if (icc === undefined) return 'none';
  const isOfScreens = icc.toString('latin1', 16, 20) === 'RGB ' && space === 'srgb' && icc.length <= MAX_OWN;
  return isOfScreens && isIccProfile(icc) && !saysSrgb(icc) ? 'own' : 'srgb';
}

/** By the profile's description, which is in ASCII or, from version 4 on, in UTF-16. */
const saysSrgb = (icc: Buffer): boolean =>
  icc.includes('sRGB', 0, 'latin1') || icc.includes('\0s\0R\0G\0B', 0, 'latin1');
