import type { Catalog } from '../../catalog/read/catalog.ts';
import { siteEditions } from '../../domain/edition.ts';
import type { DeskValues, DeskWord } from '../../words/desk/desk-words.ts';

/** A story whose lead picture wants a hand. */
export interface PictureFault {
  readonly title: string;
  readonly path: string;
  /** Its file; null where that is known no more. */
  readonly file: string | null;
  readonly faults: readonly { readonly word: DeskWord; readonly values: DeskValues }[];
}

/** Narrower pictures are left out by Discover (Google Search Central, “Get on Discover”), in px. */
const WIDE_ENOUGH = 1_200;

/**
 * Of the newest stories of each edition, at most so many of each and after so many that are skipped, those whose lead picture is
 * missing, small, or without words.
 */
export function pictureFaults(catalog: Catalog, now: number, newest: number, skipped = 0): PictureFault[] {
  return siteEditions(catalog.site()).flatMap((edition) =>
    catalog
      .of(edition)
      .list({ kind: 'all' }, { now, limit: newest, offset: skipped })
      .map(({ title, path, image }) => ({
        title,
        path,
        file: catalog.fileAt(path),
        faults: faultsOf(image, catalog),
      }))
      .filter(({ faults }) => faults.length > 0),
  );
}

function faultsOf(image: Teaser['image'], catalog: Catalog): PictureFault['faults'] {
  if (image === null) return [{ word: 'board-picture-missing', values: {} }];
  const facts = catalog.picture(image.src);
  const found: { word: DeskWord; values: DeskValues }[] = [];
  if (facts === null) found.push({ word: 'board-picture-unread', values: {} });
  else if (facts.width < WIDE_ENOUGH)
    found.push({ word: 'board-picture-small', values: { width: String(facts.width) } });
  if (image.alt === '') found.push({ word: 'board-picture-alt', values: {} });
  if (image.credit === null) found.push({ word: 'board-picture-credit', values: {} });
  return found;
}

type Teaser = ReturnType<Catalog['list']>[number];
