import { isReservedSegment } from '../../domain/urls.ts';
import type { ProblemLog } from '../../problems/problem-log.ts';
import { quoteText } from '../../problems/quote-text.ts';
import type { Document } from '../document/read-document.ts';
import type { ArticleFields } from './schema.ts';

/** Logs an error for each alias that belongs to the site itself: `/search`, `/2016`, `/media/x.jpg`. */
export function checkAliases({ fields, located }: Document<ArticleFields>, log: ProblemLog): void {
  for (const alias of fields.aliases ?? []) {
    const [, first = '', ...rest] = alias.split('/');
    const isArchive = /^\d{4}$/.test(first) && rest.length < 3 && rest.every((part) => /^\d{2}$/.test(part));
    if (!isReservedSegment(first) && !isArchive) continue;
    log.error(
      {
        code: 'path-reserved',
        message: `aliases: ${quoteText(alias)} is an address of the site itself.`,
        hint: 'Remove it.',
      },
      located.at(['aliases']).value,
    );
  }
}
