import type { ClipMedium, ClipSource } from '../files/clip.ts';

const ATTRIBUTE = 'data-clip';

/** A clip in a stored body. */
export interface StoredClip extends ClipSource {
  /** Its title, plain text as it stands in HTML. */
  readonly titleHtml: string;
  /** Its caption, inline HTML; '' for none. */
  readonly captionHtml: string;
}

/**
 * The attributes of the figure of a clip in a stored body, which holds its title in a paragraph and its caption: what belongs to the
 * clip may come and go without the text, so that a player is made of it when it is read. Sanitised HTML has them from
 * nowhere else.
 */
export const clipMark = ({ medium, src }: ClipSource): Readonly<Record<string, string>> => ({
  class: 'clip',
  [ATTRIBUTE]: `${medium} ${src}`,
});

const CLIP = new RegExp(
  `<figure class="clip" ${ATTRIBUTE}="(video|audio) ([^"<>]*)"><p>([^<]*)</p>(?:<figcaption>(.*?)</figcaption>)?</figure>`,
  'gs',
);

/** The clips of a body, in its order. */
export function clipsIn(bodyHtml: string): StoredClip[] {
  const clips: StoredClip[] = [];
  fillClipMarks(bodyHtml, (clip) => {
    clips.push(clip);
    return '';
  });
  return clips;
}

/** A body whose clips are as `write` writes them. */
export function fillClipMarks(bodyHtml: string, write: (clip: StoredClip) => string): string {
  if (!bodyHtml.includes(` ${ATTRIBUTE}="`)) return bodyHtml;
  return bodyHtml.replace(CLIP, (_, medium: ClipMedium, src: string, titleHtml: string, captionHtml = '') =>
    write({ medium, src, titleHtml, captionHtml }),
  );
}
