import { knownLanguage } from '../../problems/known-language.ts';

const NAME = /^labels(?:\.([^./]+))?\.yaml$/;

/** Whether a path below the content folder is that of a file of the newsroom's own words. */
export const isLabelsFile = (path: string): boolean => NAME.test(path);

/**
 * The language that such a file names, a BCP 47 tag: `ru` for labels.ru.yaml, `` for labels.yaml, which is in the site's
 * own; null where that is no tag in its usual form.
 */
export function labelsTag(path: string): string | null {
  const written = NAME.exec(path)?.[1];
  if (written === undefined) return '';
  return knownLanguage(written) === written ? written : null;
}
