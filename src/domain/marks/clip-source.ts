import { type ClipSource, mediumOf } from '../files/clip.ts';
import { classifyMedia } from '../picture-source.ts';

/** The clip of the site that a text names; null for what is none, and one of another site. `file` is as for classifyMedia. */
export function classifyClip(written: string, file: string): ClipSource | null {
  const medium = mediumOf(written.trim());
  if (medium === null) return null;
  const source = classifyMedia(written, file);
  return source.kind === 'served' ? { medium, src: source.src } : null;
}
