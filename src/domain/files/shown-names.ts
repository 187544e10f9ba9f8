import { FILE_KINDS } from './file-kinds.ts';

/** How names of pictures end, for a pattern: also of kinds that are not shown, as who names one means a picture. */
export const PICTURE_ENDINGS = 'p?jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|heic';

/** The same of films and recordings that are played. */
export const CLIP_ENDINGS = [...FILE_KINDS.values()]
  .filter(({ type }) => /^(?:video|audio)\//.test(type))
  .map(({ extension }) => extension)
  .join('|');
