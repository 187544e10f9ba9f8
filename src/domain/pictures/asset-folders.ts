/**
 * Folders whose names say only that pictures or files are in them, in other systems: they may be missing, or come on top,
 * when somebody copies what is in them into `media/`.
 */
const ASSET_FOLDERS: ReadonlySet<string> = new Set(
  (
    'static public assets asset images image img imgs pics pictures photos media uploads upload files file ' +
    'wp-content content source src resources attachments _media _images _assets graphics sites default web dist'
  ).split(' '),
);

/** Whether a folder of this name only says that pictures or files are in it. */
export const isAssetFolder = (name: string): boolean => ASSET_FOLDERS.has(name.toLowerCase());
