import type { Picture } from '../../domain/article.ts';
import { fetchedSrc } from '../../domain/fetched-src.ts';
import { classifyPicture } from '../../domain/picture-source.ts';
import type { WrittenIn } from '../markdown/inspect/body-finding.ts';

/** Where the picture that a front matter names is served, and where it is fetched from if it is; null for any other. */
export function locatePicture(
  written: string,
  { file, ...hosts }: WrittenIn,
): Pick<Picture, 'src' | 'web'> | null {
  const source = classifyPicture(written, file, hosts);
  if (source.kind === 'served') return { src: source.src };
  const src = source.kind === 'web' ? fetchedSrc(source.href) : null;
  if (source.kind !== 'web' || src === null) return null;
  const { href, host } = new URL(source.href);
  return hosts.isPictureHost?.(host) === true ? { src, web: href } : null;
}
