import { choosePlace, type WantedPicture } from '../../domain/pictures/picture-places.ts';
import { plainName } from '../../domain/pictures/plain-name.ts';
import type { PictureNames } from './picture-names.ts';
import { lookAtPicture } from './look-at-picture.ts';

/**
 * Looks for a picture that is not in its first place, as choosePlace tells. Returns the path of a file that is there, below
 * the content folder; null for none.
 */
export async function searchPicture(
  contentDir: string,
  names: PictureNames,
  wanted: WantedPicture,
): Promise<string | null> {
  const name = wanted.file.slice(wanted.file.lastIndexOf('/') + 1);
  const alike = new Set(await names.find(plainName(name)));
  alike.delete(wanted.file);
  for (;;) {
    const chosen = choosePlace(wanted, [...alike]);
    if (chosen === null || lookAtPicture(contentDir, chosen).kind === 'file') return chosen;
    alike.delete(chosen);
    names.drop(chosen);
  }
}
