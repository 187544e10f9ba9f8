import { isReservedName, isReservedSegment } from '../urls.ts';

/**
 * Whether a path belongs to the site itself, so that no old address may take it: `/search`, `/2016/07`, `/media/x.jpg`, and a
 * language alone, `/de`.
 */
export function isReservedPath(path: string): boolean {
  const [, first = '', ...rest] = path.split('/');
  const isArchive = /^\d{4}$/.test(first) && rest.length < 3 && rest.every((part) => /^\d{2}$/.test(part));
  return isArchive || (rest.length === 0 ? isReservedName(first) : isReservedSegment(first));
}
