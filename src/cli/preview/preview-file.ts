import { isAbsolute, relative, resolve, sep } from 'node:path';
import { writtenForms } from '../../domain/names.ts';
import { kindOf } from '../../ingest/read/folders.ts';
import { isThere } from '../../ingest/read/is-there.ts';

/**
 * Which file of the content folder is meant by a path as somebody types it: from where they are, or below the content folder; however
 * its accents are written. Null for none that has a page.
 */
export function previewFile(typed: string, contentDir: string, from: string): string | null {
  const near = relative(resolve(contentDir), resolve(from, typed));
  const isInside = near !== '' && !near.startsWith('..') && !isAbsolute(near);
  const places = [...(isInside ? [near] : []), ...(isAbsolute(typed) ? [] : [typed.replace(/^\.\//, '')])];
  for (const place of places.map((one) => one.split(sep).join('/'))) {
    const found = writtenForms(place).find((form) => hasPage(form) && isThere(contentDir, form));
    if (found !== undefined) return found;
  }
  return null;
}

const hasPage = (file: string): boolean => {
  const kind = kindOf(file);
  return kind !== null && kind !== 'site' && kind !== 'permalinks';
};
