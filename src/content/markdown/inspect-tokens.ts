import type { Token, Tokens } from 'marked';
import { quoteText } from '../../problems/quote-text.ts';
import { TAGS_WITH_CONTENT } from './allowed-html.ts';
import { type BodyFinding, warning } from './body-finding.ts';
import { cleanRawHtml } from './clean-raw-html.ts';
import { findLinkFaults, findPictureFaults } from './judge-address.ts';
import { childrenOf } from './lex-markdown.ts';
import { createTokenLocator, type TokenLocator } from './token-locator.ts';

export interface PlacedFinding extends BodyFinding {
  /** In the body, from 0. */
  readonly offset: number;
}

const MAX_FINDINGS = 100;
/** Longest address or title of a link; one definition can be used a hundred thousand times. */
const MAX_ADDRESS = 2000;

interface Inspection {
  readonly file: string;
  readonly locator: TokenLocator;
  readonly findings: PlacedFinding[];
  readonly footnotes: Map<string, { offset: number | null; written: string; uses: number }>;
}

/**
 * Looks through the tokens for what editors should know, and cleans raw HTML and endless addresses in
 * place before they are rendered. `file` is the path of the Markdown file below the content folder.
 */
export function inspectTokens(tokens: Token[], text: string, file: string): PlacedFinding[] {
  const inspection: Inspection = {
    file,
    locator: createTokenLocator(text),
    findings: [],
    footnotes: new Map(),
  };
  for (const token of tokens) {
    if (token.type === 'footnotes') continue;
    inspection.locator.enterBlock(token.raw);
    inspectToken(token, inspection);
  }
  for (const { offset, written, uses } of inspection.footnotes.values()) {
    if (uses === 0) inspection.findings.push({ offset: offset ?? 0, ...unusedFootnote(written) });
  }
  return inspection.findings.slice(0, MAX_FINDINGS);
}

function inspectToken(token: Token, inspection: Inspection): void {
  if (token.type === 'html') inspectHtml(token as Tokens.HTML, inspection);
  else if (token.type === 'image') inspectPicture(token as Tokens.Image, inspection);
  else if (token.type === 'link') inspectLink(token as Tokens.Link, inspection);
  else if (token.type === 'codespan' || token.type === 'code') inspection.locator.locate(token);
  else if (token.type === 'footnote') noteFootnote(token, inspection);
  else if (token.type === 'footnoteRef') countReference(token, inspection);
  else if (token.type === 'text' && childrenOf(token).length === 0) inspectText(token, inspection);
  for (const list of childrenOf(token)) {
    dropRefusedContent(list);
    for (const child of list) inspectToken(child, inspection);
  }
}

/**
 * Marked gives inline HTML tag by tag, with the text between as Markdown. What stands in `<script>` and
 * its like goes here; the opening tag stays, to be told and removed in its turn.
 */
function dropRefusedContent(list: Token[]): void {
  for (let index = 0; index < list.length; index += 1) {
    const token = list[index];
    const name = token?.type === 'html' ? /^<([a-z]+)/i.exec(token.raw)?.[1]?.toLowerCase() : undefined;
    if (name === undefined || !TAGS_WITH_CONTENT.has(name)) continue;
    const closing = new RegExp(`^</${name}\\s*>`, 'i');
    const end = list.findIndex((other, at) => at > index && other.type === 'html' && closing.test(other.raw));
    if (end !== -1) list.splice(index + 1, end - index);
  }
}

function inspectHtml(token: Tokens.HTML, { findings, locator, file }: Inspection): void {
  const offset = locator.locate(token);
  const cleaned = cleanRawHtml(token.text, file, token.block);
  for (const finding of cleaned.findings) findings.push({ ...finding, offset: offset + finding.offset });
  token.text = cleaned.html;
}

function inspectPicture(token: Tokens.Image, { findings, locator, file }: Inspection): void {
  const faults = findPictureFaults(token.href, token.text, file);
  const offset = locator.locate(token);
  for (const fault of faults) findings.push({ ...fault, offset });
  shorten(token);
}

function inspectLink(token: Tokens.Link, { findings, locator }: Inspection): void {
  const faults = findLinkFaults(token.href);
  if (faults.length > 0) {
    const offset = locator.locate({ raw: token.raw.slice(0, 1) === '[' ? '[' : token.raw });
    for (const fault of faults) findings.push({ ...fault, offset });
  }
  shorten(token);
}

function shorten(token: Tokens.Image | Tokens.Link): void {
  if (token.href.length > MAX_ADDRESS) token.href = '';
  if ((token.title?.length ?? 0) > MAX_ADDRESS) token.title = null;
}

function noteFootnote(token: Token, { footnotes, findings, locator }: Inspection): void {
  const { label } = token as Token & { label: string };
  const known = footnotes.get(label);
  const offset = locator.locate(token);
  const written = writtenLabel(token);
  if (typeof known?.offset === 'number') findings.push({ offset, ...secondFootnote(written) });
  else footnotes.set(label, { offset, written, uses: known?.uses ?? 0 });
}

function countReference(token: Token, { footnotes }: Inspection): void {
  const { label } = token as Token & { label: string };
  const known = footnotes.get(label) ?? { offset: null, written: writtenLabel(token), uses: 0 };
  footnotes.set(label, { ...known, uses: known.uses + 1 });
}

/** `[^label]` as the editor wrote it. */
const writtenLabel = ({ raw }: Token): string => /\[\^[^\]]*\]/.exec(raw)?.[0] ?? raw;

function inspectText(token: Token, { findings, locator }: Inspection): void {
  const written = /\[\^[^\]\s]{1,40}\]/.exec(token.raw)?.[0];
  if (written === undefined) return;
  const offset = locator.locate({ raw: written });
  findings.push({
    offset,
    ...warning(
      'footnote-missing',
      `${quoteText(written)} has no footnote.`,
      `Add a line "${written}: its text".`,
    ),
  });
}

const unusedFootnote = (written: string): BodyFinding =>
  warning(
    'footnote-unused',
    `The footnote ${quoteText(written)} is not used in the text, so it is not shown.`,
    `Put ${written} where it belongs, or remove it.`,
  );

const secondFootnote = (written: string): BodyFinding =>
  warning(
    'footnote-twice',
    `The footnote ${quoteText(written)} stands in the text above already; this one is not shown.`,
    'Give it a label of its own, or join the two.',
  );
