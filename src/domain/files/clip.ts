import { fileKindOf } from './file-kinds.ts';

/** Whether a clip is seen or only heard. */
export type ClipMedium = 'video' | 'audio';

/** A film or recording that a text shows, as it shows a picture. */
export interface ClipSource {
  readonly medium: ClipMedium;
  /** Its path on the site, percent-encoded. */
  readonly src: string;
}

/** What a file is by its name or address; null for what is no clip. */
export function mediumOf(name: string): ClipMedium | null {
  const medium = /^(video|audio)\//.exec(fileKindOf(name.replace(/[?#].*$/, ''))?.type ?? '')?.[1];
  return medium === 'video' || medium === 'audio' ? medium : null;
}

/** Path of what belongs to a clip and lies beside it: `besideClip('/media/x.mp4', '.hy.vtt')` is `/media/x.hy.vtt`. */
export const besideClip = (src: string, end: string): string => src.replace(/\.\w+$/, end);

/** The ends of the names of a poster, the first that is there counts. */
export const POSTER_ENDS: readonly string[] = ['.jpg', '.png', '.webp'];

/**
 * Languages that captions may be in besides that of their story, which a file `x.vtt` is in. Each costs a look at the disk where a
 * text shows a clip.
 */
export const CAPTION_LANGUAGES: readonly string[] = 'en hy ru fr de es pt it uk ka tr ar fa zh'.split(' ');
