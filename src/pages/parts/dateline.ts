import { escapeHtml } from '../../html/escape.ts';

/** Where an article's place is told: before its first sentence, or in the row of facts. */
export interface Dateline {
  readonly bodyHtml: string;
  /** The place for the row of facts; null where the text itself tells it. */
  readonly bylinePlace: string | null;
}

/** A lead-in of the article's own: a few words set off by a spaced dash (`PanARMENIAN.Net - …`). */
const LEAD_IN = /^<p>[^<]{1,60}?\s[-–—]\s/u;

/**
 * Sets the place before the first sentence, as news style has it (`MOSCOW — …`), unless the text brings
 * a lead-in of its own or does not begin with a paragraph. `bodyHtml` is sanitised HTML.
 */
export function placeDateline(bodyHtml: string, location: string | null): Dateline {
  if (location === null) return { bodyHtml, bylinePlace: null };
  if (!bodyHtml.startsWith('<p>') || LEAD_IN.test(bodyHtml)) return { bodyHtml, bylinePlace: location };
  const place = `<span class="place">${escapeHtml(location)}</span> — `;
  return { bodyHtml: `<p>${place}${bodyHtml.slice('<p>'.length)}`, bylinePlace: null };
}
