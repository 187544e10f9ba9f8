import { type ClipSource, mediumOf } from '../files/clip.ts';
import type { IsOwnHost } from '../hosts/own-hosts.ts';
import { classifyMedia } from '../picture-source.ts';

/**
 * The clip of the site that a text names; null for what is none, and one of another site. `file` and
 * `isOwnHost` are as for classifyMedia.
 */
export function classifyClip(written: string, file: string, isOwnHost?: IsOwnHost): ClipSource | null {
  const medium = mediumOf(written.trim());
  if (medium === null) return null;
  const source = classifyMedia(written, file, isOwnHost);
  return source.kind === 'served' ? { medium, src: source.src } : null;
}
