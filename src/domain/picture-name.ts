const PICTURE = /[^/]\.(?:jpe?g|png|webp|avif|gif)$/i;

/** Whether a file of this name is a picture that the site serves; by its extension, of any case. */
export const isPictureName = (name: string): boolean => PICTURE.test(name);
