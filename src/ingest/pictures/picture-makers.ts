import { makerDigest } from '../../release/maker-digest.ts';

/** Names all that makes the facts of pictures, which are read again when it is another. */
export const pictureMakers = (): string =>
  makerDigest({ modules: [new URL('../../media/pictures/probe-picture.ts', import.meta.url)] });
