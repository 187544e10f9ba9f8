import { escapeHtml } from '../../html/escape.ts';
import { DESK_LANGUAGE, sayDesk } from '../../words/desk/desk-words.ts';
import type { PreviewedPage } from './rewrite-page.ts';
import type { PreviewView } from './previewer.ts';

const CSS = `.desk-preview{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:0;padding:.625rem 1.25rem;background:#111;color:#fff;
font:.875rem/1.45 system-ui,sans-serif;text-align:start}.desk-preview b{letter-spacing:.04em}.desk-preview span{max-inline-size:70ch}
@media print{.desk-preview{border-block-end:1px solid}}`;

/**
 * What stands above each page of a preview that was sent to somebody; null for one beside the editor. Times are in the site's zone;
 * `isSearch` says whether the page is one of what was searched for.
 */
export function previewBanner(
  { draft, scope, at, until }: PreviewView,
  { timeZone, isSearch }: { readonly timeZone: string; readonly isSearch: boolean },
): PreviewedPage['banner'] {
  if (until === null) return null;
  const when = at === null ? '' : sayMoment(at, timeZone);
  const what =
    scope === 'story'
      ? sayDesk('preview-story')
      : at === null
        ? sayDesk('preview-site')
        : sayDesk(draft === null ? 'preview-site-at' : 'preview-story-at', { when });
  const texts = [
    what,
    ...(isSearch && draft !== null ? [sayDesk('preview-search-note')] : []),
    sayDesk('preview-until', { when: sayMoment(until, timeZone) }),
  ];
  const spans = texts.map((text) => `<span>${escapeHtml(text)}</span>`).join(' ');
  const title = escapeHtml(sayDesk('preview-banner'));
  return {
    css: CSS,
    html: `<aside class="desk-preview" lang="${DESK_LANGUAGE}" dir="ltr" aria-label="${title}"><b>${title}</b> ${spans}</aside>`,
  };
}

/** `Thursday, 3 December 2026 at 09:00 GMT+4`. */
export const sayMoment = (moment: number, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  }).format(moment);
