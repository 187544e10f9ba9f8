import type { Picture } from '../../domain/article.ts';
import { good, hint, type LintFinding } from './lint-finding.ts';

/** In pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** Google Discover and large share cards want at least so many pixels across, and an area of 300,000. */
const LEAST_WIDTH = 1200;
const LEAST_AREA = 300_000;

export function lintPicture(
  picture: Picture | null,
  sizeOf: (src: string) => PictureSize | null,
): LintFinding[] {
  if (picture === null) return [hint('lint-picture-none', { field: 'image.src' })];
  const size = sizeOf(picture.src);
  const isSmall = size !== null && (size.width < LEAST_WIDTH || size.width * size.height < LEAST_AREA);
  const isTall = size !== null && !isSmall && size.height > size.width;
  const findings = [
    ...(isSmall ? [hint('lint-picture-small', { field: 'image.src', values: { width: size.width } })] : []),
    ...(isTall ? [hint('lint-picture-tall', { field: 'image.focus' })] : []),
    ...(picture.alt.trim() === '' ? [hint('lint-picture-alt', { field: 'image.alt' })] : []),
    ...(picture.credit === null ? [hint('lint-picture-credit', { field: 'image.credit' })] : []),
  ];
  return findings.length === 0 ? [good('lint-picture-good', { field: 'image.src' })] : findings;
}
