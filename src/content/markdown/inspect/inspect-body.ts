import { inspectTokens, type PlacedFinding } from './inspect-tokens.ts';
import { lexMarkdown } from '../syntax/lex-markdown.ts';
import { placeBack } from './place-back.ts';
import { readMarkers } from './read-markers.ts';
import { readTemplateLinks } from '../syntax/read-template-links.ts';
import type { BodySource } from '../render-body.ts';
import { wordsOfTokens } from './token-words.ts';

export interface InspectedBody {
  /** The words of the body, as in a RenderedBody but for blanks. */
  readonly plainText: string;
  readonly findings: readonly PlacedFinding[];
}

/**
 * Looks through a plain body as renderBody does, without making HTML; null where that is not enough to
 * tell its words.
 */
export function inspectBody({
  text: written,
  file,
  title,
}: Omit<BodySource, 'language'>): InspectedBody | null {
  const { text: marked, findings: blanks } = readMarkers(written);
  const templates = readTemplateLinks(marked);
  const text = templates?.text ?? marked;
  if (text.includes('<') || text.includes('&') || text.includes('[^')) return null;
  const { tokens } = lexMarkdown(text, '');
  const plainText = wordsOfTokens(tokens, title, file);
  return plainText === null
    ? null
    : { plainText, findings: [...blanks, ...placeBack(inspectTokens(tokens, text, file), templates)] };
}
