import { siteIn } from '../../config/site-in.ts';
import { editionPath } from '../../domain/edition.ts';
import { textDirection } from '../../domain/language.ts';
import { wordsOf } from '../../words/words-of.ts';
import { editionsOf } from '../frame/counterparts.ts';
import type { PageContext } from '../parts/page-context.ts';

/** A line that offers another edition, in the words of that edition. */
export interface EditionOffer {
  readonly text: string;
  /** What closes it. */
  readonly close: string;
  readonly url: string;
  /** BCP 47 tag, and its direction. */
  readonly lang: string;
  readonly dir: 'ltr' | 'rtl';
}

/** The offers of a front, one for each other edition. A script shows the one that the reader's browser asks for. */
export function buildEditionOffers({ site, catalog, edition }: PageContext): readonly EditionOffer[] {
  return editionsOf(site)
    .filter((one) => one.edition !== edition)
    .map((one) => {
      const words = wordsOf(siteIn(catalog.site(), one.edition), catalog.labels());
      return {
        text: words.plain('edition-read'),
        close: words.plain('menu-close'),
        url: editionPath(one.edition, '/'),
        lang: one.language,
        dir: textDirection(one.language),
      };
    });
}
