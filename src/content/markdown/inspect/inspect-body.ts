import { inspectTokens, type OffsetLink, type PlacedFinding } from './inspect-tokens.ts';
import { lexMarkdown } from '../syntax/lex-markdown.ts';
import { runTextSteps } from '../dialects/run-text-steps.ts';
import { placeBack } from '../dialects/place-back.ts';
import type { BodySource } from '../render-body.ts';
import { wordsOfTokens } from './token-words.ts';

export interface InspectedBody {
  /** The words of the body, as in a RenderedBody but for blanks. */
  readonly plainText: string;
  readonly findings: readonly PlacedFinding[];
  readonly links: readonly OffsetLink[];
}

/**
 * Looks through a plain body as renderBody does, without making HTML; null where that is not enough to
 * tell its words.
 */
export function inspectBody({
  text: written,
  file,
  title,
  isOwnHost,
  isPictureHost,
}: Omit<BodySource, 'language'>): InspectedBody | null {
  const plain = runTextSteps(written, { file, title });
  const { text } = plain;
  // Only rendering tells to which part of its own text a link can lead.
  if (text.includes('](#') || text.includes('[[#')) return null;
  if (['<', '&', '[^', '[!', '{#'].some((sign) => text.includes(sign))) return null;
  const { tokens } = lexMarkdown(text, '');
  const plainText = wordsOfTokens(tokens, title, file);
  if (plainText === null) return null;
  const { findings, links } = inspectTokens(tokens, { text, file, isOwnHost, isPictureHost });
  return {
    plainText,
    findings: [...plain.findings, ...placeBack(findings, plain)],
    links: placeBack(links, plain),
  };
}
