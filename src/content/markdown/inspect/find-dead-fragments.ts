import { decode } from '../../../domain/marks/file-marks.ts';
import { quoteText } from '../../../problems/quote-text.ts';
import { suggestName } from '../../../problems/suggest-name.ts';
import type { HtmlNode } from '../html/html-node.ts';
import { idsOf, meantId } from '../html/lead-fragments.ts';
import { PAGE_IDS } from '../html/page-ids.ts';
import { warning } from './body-finding.ts';
import type { OffsetLink, PlacedFinding } from './inspect-tokens.ts';

/** Links to parts of their own text that it does not have; `body` is its tree. `#` and `#top` are the top of the page. */
export function findDeadFragments(links: readonly OffsetLink[], body: readonly HtmlNode[]): PlacedFinding[] {
  const within = links.filter(({ to, fragment }) => to === '' && !/^(?:#top)?$/i.test(fragment));
  if (within.length === 0) return [];
  const ids = idsOf(body);
  const onPage = new Set([...ids, ...PAGE_IDS]);
  return within.flatMap(({ fragment, offset, written }) => {
    if (meantId(fragment, onPage) !== null) return [];
    const near = suggestName(decode(fragment.slice(1)), ids);
    const finding = warning(
      'link-fragment',
      `The link to ${quoteText(written)} leads nowhere: no heading of this text is called so.`,
      near === null
        ? 'Write the heading’s words in small letters with hyphens between them: #what-it-says.'
        : `Did you mean "#${near}"? Correct the link.`,
    );
    return [{ ...finding, offset }];
  });
}
