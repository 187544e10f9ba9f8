import { OWN_EDITION, type SiteLanguages } from '../../domain/edition.ts';
import { knownLanguage } from '../../problems/known-language.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';

/** A file that each edition of a site may have one of: `front.yaml` and `front.ru.yaml`, `fronts/world.ru.yaml`. */
export interface EditionFile {
  /** The path without language and ending: `front`, `fronts/world`. */
  readonly stem: string;
  /** What stands for the language; absent for none. */
  readonly written?: string;
  /** The edition that this is; null for none of the site's. */
  readonly edition: string | null;
}

/** What the files of lists are called before their language and ending. */
export const TOP_STORIES = 'top-stories';
export const PARTNERS = 'partners';

const NAME = /^((?:[^/]+\/)*[^./]+)(?:\.([^./]+))?\.yaml$/;

/** Reads such a path below the content folder, `.yaml` in small letters; null for any other. */
export function editionFile(path: string, site: SiteLanguages): EditionFile | null {
  const [, stem, written] = NAME.exec(path) ?? [];
  if (stem === undefined) return null;
  if (written === undefined) return { stem, edition: OWN_EDITION };
  const asked = written.toLowerCase().replaceAll('_', '-');
  const found = site.editions?.find(({ edition }) => edition === asked);
  return { stem, written, edition: found?.edition ?? null };
}

/** Whether a name at the root is of such files that begin so: `front.yaml`, `front.ru.yaml`. */
export const isOfStem = (stem: string, name: string): boolean =>
  name === `${stem}.yaml` ||
  (name.startsWith(`${stem}.`) && /^[^./]+\.yaml$/.test(name.slice(stem.length + 1)));

/** Of which list of an edition a path below the content folder is the file; null for none. */
export const listOfEdition = (path: string): typeof TOP_STORIES | typeof PARTNERS | null =>
  isOfStem(TOP_STORIES, path) ? TOP_STORIES : isOfStem(PARTNERS, path) ? PARTNERS : null;

/** The path of the file of an edition. */
export const editionFileName = (stem: string, edition: string): string =>
  edition === OWN_EDITION ? `${stem}.yaml` : `${stem}.${edition}.yaml`;

/** Warns that a file is shown nowhere, as its name is of no edition. */
export function tellNoEdition(
  { stem, written = '' }: EditionFile,
  site: SiteLanguages,
  log: ProblemLog,
): void {
  const tag = knownLanguage(written.replaceAll('_', '-'));
  const own = `${stem}.yaml`;
  const names = (site.editions ?? []).map(({ edition }) => editionFileName(stem, edition));
  const files = new Intl.ListFormat('en', { type: 'disjunction' }).format([own, ...names]);
  if (tag === site.language) {
    log.warn({
      code: 'edition-own',
      message: `${quoteText(written)} is the site’s own language, whose file is ${own}; this one is not read.`,
      hint: `Name it ${own}.`,
    });
    return;
  }
  log.warn({
    code: 'edition-unknown',
    message: `The site has no edition in ${quoteText(written)}; this file is shown nowhere.`,
    hint: `${tag === null ? 'Name' : `Add ${tag} to the languages of site.yaml, or name`} the file ${files}, or remove it.`,
  });
}

/** Warns that another file is of the same edition, and is read in its stead. */
export function tellSameEdition(other: string, log: ProblemLog): void {
  log.warn({
    code: 'edition-twice',
    message: `${other} is of the same edition, and is read in its stead.`,
    hint: 'Put what both say into one of them, and remove the other.',
  });
}
