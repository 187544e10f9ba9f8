import { decodeReferences } from '../../html/escape.ts';
import type { DraftFacts } from './previewer.ts';

/** What a page of the site says of itself in its head, as search engines and those who share it read it. */
export function readPageFacts(html: string, origin: string): Omit<DraftFacts, 'url' | 'story'> {
  const head = html.slice(0, Math.max(0, html.indexOf('</head>')));
  const meta = (named: string): string | null => {
    const found = new RegExp(`<meta (?:name|property)="${named}" content="([^"]*)"`).exec(head);
    return found === null ? null : decodeReferences(found[1] ?? '');
  };
  const card = meta('og:image');
  return {
    searchTitle: decodeReferences(/<title>([^<]*)<\/title>/.exec(head)?.[1] ?? ''),
    searchDescription: meta('description'),
    card: card?.startsWith(`${origin}/`) === true ? card.slice(origin.length) : null,
  };
}
