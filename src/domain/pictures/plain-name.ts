import { composed } from '../names.ts';

/** What systems put behind the name of a picture that they made from another: `-300x200`, `-scaled`, `@2x`. */
const MADE = /(?:-\d{1,5}x\d{1,5}|-scaled|-rotated|-e\d{10,13}|@[1-4](?:\.\d)?x)(?=\.[a-z0-9]{2,5}$)/;
/** A second extension, of the format into which a plugin turned it: `quay.jpg.webp`. */
const TURNED = /(?<=\.(?:jpe?g|png|gif))\.(?:webp|avif)$/;

/** The form in which names are compared without regard to capitals and to how accents are written. */
export const foldedName = (name: string): string => composed(name).toLowerCase();

/**
 * What a picture and those that were made from it for other sizes are both called: of `Quay-300x200.JPG`, `quay@2x.jpg` and
 * `quay.jpg`, that is `quay.jpg`.
 */
export function plainName(name: string): string {
  const folded = foldedName(name).replace(TURNED, '');
  return folded.includes('-') || folded.includes('@') ? folded.replace(MADE, '').replace(MADE, '') : folded;
}

/**
 * How far the name of a file is from one that is wanted, both folded: 0 for the same, 1 for the original of which the other was
 * made, 2 for a larger one of it; null for another picture, and for one that was made smaller.
 */
export function nameDistance(wanted: string, name: string): 0 | 1 | 2 | null {
  if (name === wanted) return 0;
  const plain = plainName(wanted);
  if (name === plain) return 1;
  return plainName(name) === plain && /(?:-scaled|@[1-4](?:\.\d)?x)\.[a-z0-9]{2,5}$/.test(name) ? 2 : null;
}
