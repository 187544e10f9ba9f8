import type { Token, Tokens } from 'marked';
import type { TextLink } from '../../../domain/marks/text-link.ts';
import { decodeReferences } from '../../../html/escape.ts';
import { TAGS_WITH_CONTENT } from '../html/allowed-html.ts';
import type { BodyFinding, WrittenIn } from './body-finding.ts';
import {
  missingFootnote,
  namelessLink,
  secondFootnote,
  spacedAddress,
  templateCode,
  unusedFootnote,
} from './token-findings.ts';
import { cleanRawHtml } from './clean-raw-html.ts';
import { inspectBlock } from './inspect-blocks.ts';
import { findLeftovers, findTemplateCode } from './inspect-text.ts';
import { findLinkFaults, findPictureFaults } from './find-address-faults.ts';
import { readTextLink } from './read-text-link.ts';
import { childrenOf } from '../syntax/lex-markdown.ts';
import { createTokenLocator, type TokenLocator } from './token-locator.ts';

export interface PlacedFinding extends BodyFinding {
  /** In the body, from 0. */
  readonly offset: number;
}

/** A link to something of this site, at an offset of the body. */
export interface OffsetLink extends TextLink {
  readonly offset: number;
}

/** What of a text the tokens are, besides its words. */
export interface TokenSource {
  readonly text: string;
  /** Path of the Markdown file below the content folder. */
  readonly file: string;
  /** Whether a host of absolute addresses is, or was, the site’s own; absent where none is known. */
  readonly isOwnHost?: ((host: string) => boolean) | undefined;
  /** Whether pictures of a host are fetched; absent where none are. */
  readonly isPictureHost?: ((host: string) => boolean) | undefined;
  /** Whether links to other sites are wanted too, their addresses in `to`. */
  readonly wantsWeb?: boolean;
}

/** What editors should know of a body, and where it links to within the site. */
export interface InspectedTokens {
  readonly findings: readonly PlacedFinding[];
  readonly links: readonly OffsetLink[];
}

const MAX_FINDINGS = 100;
const MAX_LINKS = 1000;
/** Longest address or title of a link; one definition can be used a hundred thousand times. */
const MAX_ADDRESS = 2000;

interface Inspection {
  readonly place: WrittenIn;
  readonly readLink: (href: string) => Pick<TextLink, 'to' | 'fragment'> | null;
  readonly links: OffsetLink[];
  readonly locator: TokenLocator;
  readonly findings: PlacedFinding[];
  readonly footnotes: Map<string, { offset: number | null; written: string; uses: number }>;
  /** Code of other systems' templates that readers see: the first, its place, and how often there is any. */
  readonly templates: { first: string; offset: number; count: number };
}

/**
 * Looks through the tokens for what editors should know, and cleans raw HTML and endless addresses in
 * place before they are rendered.
 */
export function inspectTokens(
  tokens: Token[],
  { text, file, isOwnHost = () => false, isPictureHost, wantsWeb = false }: TokenSource,
): InspectedTokens {
  const inspection: Inspection = {
    place: { file, isOwnHost, isPictureHost },
    readLink: (href) => readTextLink(href, { file, isOwnHost, wantsWeb }),
    links: [],
    locator: createTokenLocator(text),
    findings: [],
    footnotes: new Map(),
    templates: { first: '', offset: 0, count: 0 },
  };
  for (const token of tokens) {
    if (token.type === 'footnotes') continue;
    inspection.locator.enterBlock(token.raw);
    inspectToken(token, undefined, inspection);
  }
  for (const { offset, written, uses } of inspection.footnotes.values()) {
    if (uses === 0) inspection.findings.push({ offset: offset ?? 0, ...unusedFootnote(written) });
  }
  const { first, offset, count } = inspection.templates;
  if (count > 0) inspection.findings.push({ offset, ...templateCode(first, count) });
  const { findings, links } = inspection;
  return { findings: findings.slice(0, MAX_FINDINGS), links: links.slice(0, MAX_LINKS) };
}

function inspectToken(token: Token, next: Token | undefined, inspection: Inspection): void {
  if (token.type === 'html') inspectHtml(token as Tokens.HTML, inspection);
  else if (token.type === 'image') inspectPicture(token as Tokens.Image, inspection);
  else if (token.type === 'link') inspectLink(token as Tokens.Link, inspection);
  else if (token.type === 'codespan') inspection.locator.locate(token);
  else if (token.type === 'footnote') noteFootnote(token, inspection);
  else if (token.type === 'footnoteRef') countReference(token, inspection);
  else if (token.type === 'text' && childrenOf(token).length === 0) inspectText(token, next, inspection);
  else if (token.type === 'code' || token.type === 'table') inspectLines(token, inspection);
  for (const list of childrenOf(token)) {
    dropRefusedContent(list);
    list.forEach((child, nth) => {
      inspectToken(child, list[nth + 1], inspection);
    });
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

/** The address of a link in raw HTML. */
const HTML_LINK = /<a\s(?:[^<>]*?\s)?href\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)')/gi;

function inspectHtml(token: Tokens.HTML, { findings, links, locator, place, readLink }: Inspection): void {
  const offset = locator.locate(token);
  for (const { 0: whole, 1: double, 2: single, index } of token.text.matchAll(HTML_LINK)) {
    const written = double ?? single ?? '';
    const link = readLink(decodeReferences(written));
    if (link === null) continue;
    const at = offset + index + whole.length - 1 - written.length;
    links.push({ ...link, written, isInPlace: true, offset: at });
  }
  const cleaned = cleanRawHtml(token.text, place, token.block);
  for (const finding of cleaned.findings) findings.push({ ...finding, offset: offset + finding.offset });
  token.text = cleaned.html;
}

/** What is lost of a block stands in one of its lines, further down than what is inside of it is looked for. */
function inspectLines(token: Token, { findings, locator }: Inspection): void {
  const found = inspectBlock(token);
  const offset = token.type === 'code' || found.length > 0 ? locator.locate(token) : 0;
  for (const { line, ...finding } of found) {
    findings.push({ ...finding, offset: offset + Math.max(0, token.raw.indexOf(line)) });
  }
  if (token.type === 'table' && found.length > 0) locator.enterBlock(token.raw);
}

function inspectPicture(token: Tokens.Image, { findings, locator, place }: Inspection): void {
  const faults = [...findPictureFaults(token.href, token.text, place), ...spacedAddress(token)];
  const offset = locator.locate(token);
  for (const { fix, ...fault } of faults) {
    const at = fix === undefined ? -1 : token.raw.lastIndexOf(`](${fix.old}`);
    const isFixed = fix !== undefined && at !== -1;
    findings.push(isFixed ? { ...fault, fix, offset: offset + at + 2 } : { ...fault, offset });
  }
  shorten(token);
}

function inspectLink(token: Tokens.Link, { findings, links, locator, readLink }: Inspection): void {
  const link = readLink(token.href);
  const faults = [...findLinkFaults(token.href), ...spacedAddress(token), ...namelessLink(token)];
  if (faults.length > 0 || link !== null) {
    const { offset, address } = locator.locateLink(token);
    const written = token.href;
    if (link !== null)
      links.push({ ...link, written, isInPlace: address !== null, offset: address ?? offset });
    // A repair is of the address alone, and told where that is.
    for (const { fix, ...fault } of faults) {
      const isFixed = fix !== undefined && address !== null;
      findings.push(isFixed ? { ...fault, fix, offset: address } : { ...fault, offset });
    }
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

/** What readers see of marks that Markdown did not take. */
function inspectText(token: Token, next: Token | undefined, inspection: Inspection): void {
  const { findings, locator, templates } = inspection;
  const { raw } = token;
  const missing = /\[\^[^\]\s]{1,40}\]/.exec(raw)?.[0];
  const codes = findTemplateCode(raw);
  const leftovers = findLeftovers(
    raw,
    next?.type === 'link' && (next as Tokens.Link).raw.startsWith('[') === false,
  );
  if (missing === undefined && codes.length === 0 && leftovers.length === 0) return;
  const [code] = codes;
  const offset = locator.locate(token);
  for (const { at, ...finding } of leftovers) findings.push({ offset: offset + at, ...finding });
  if (missing !== undefined)
    findings.push({ offset: offset + raw.indexOf(missing), ...missingFootnote(missing) });
  if (code === undefined) return;
  if (templates.count === 0) Object.assign(templates, { first: code, offset: offset + raw.indexOf(code) });
  templates.count += codes.length;
}
