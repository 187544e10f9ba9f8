import { hash } from 'node:crypto';
import { findNotes } from '../../domain/find-notes.ts';
import type { SiteHosts } from '../../domain/hosts/site-hosts.ts';
import { textDirection } from '../../domain/language.ts';
import { placeBack } from './dialects/place-back.ts';
import { runTextSteps } from './dialects/run-text-steps.ts';
import { beginningOfBody } from './syntax/beginning-of-body.ts';
import { markEmbeds } from './embeds/mark-embeds.ts';
import { countWords, plainText } from './html/count-words.ts';
import { markAbbreviations } from './html/mark-abbreviations.ts';
import { anchorParts } from './html/anchor-parts.ts';
import { makeBoxes } from './callouts/make-boxes.ts';
import { colourCode } from './code/colour-code.ts';
import { setMath } from './math/set-math.ts';
import { unreadFormulas } from './math/unread-formulas.ts';
import { dropRepeatedPictures, mayRepeatPictures } from './html/drop-repeated-pictures.ts';
import { makeFigures } from './html/figures.ts';
import { numberFootnotes } from './html/footnotes.ts';
import { linkClips } from './html/clips.ts';
import { gatherGalleries, settleGalleries } from './html/gallery.ts';
import { anchorHeadings } from './html/headings.ts';
import { takeHeadline } from './html/headline.ts';
import type { HtmlNode } from './html/html-node.ts';
import { parseHtml, writeHtml } from './html/html-text.ts';
import { findDeadFragments } from './inspect/find-dead-fragments.ts';
import { inspectTokens, type OffsetLink, type PlacedFinding } from './inspect/inspect-tokens.ts';
import { lexMarkdown } from './syntax/lex-markdown.ts';
import { leadFragments } from './html/lead-fragments.ts';
import { resolveLinks } from './html/resolve-links.ts';
import { findMoreMarker } from './syntax/more-marker.ts';
import { openingOf } from './html/opening.ts';
import { resolvePictures } from './html/resolve-pictures.ts';
import { sanitise } from './html/sanitise.ts';
import { repairStructure } from './html/structure.ts';
import { wrapTables } from './html/tables/tables.ts';
import { tidy } from './html/tidy.ts';

export interface BodySource extends SiteHosts {
  /** Markdown with LF line ends. */
  readonly text: string;
  /** Path of its file below the content folder. */
  readonly file: string;
  /** Title of the front matter; null where the first heading is the headline. */
  readonly title: string | null;
  /** BCP 47 tag, for the count of words. */
  readonly language: string;
}

export interface RenderedBody {
  /** Valid, safe HTML for the inside of `<div class="article__body">`. */
  readonly html: string;
  readonly headline: string | null;
  readonly wordCount: number;
  /** The words of the body without tags, a line for each block. */
  readonly plainText: string;
  /**
   * Reads the words with which the body begins, a line for each block, and more of them than an excerpt takes; where the editor
   * marked the end of the beginning (`<!--more-->`), those before the mark. Soon done. See openingOf.
   */
  readonly readOpening: () => string;
  readonly findings: readonly PlacedFinding[];
  /** Where it links to within the site, but for parts of its own text. */
  readonly links: readonly OffsetLink[];
}

/** Most HTML that a body may become, in characters; Markdown can multiply what it is given. */
const MAX_HTML = 16 * 1024 * 1024;

/**
 * Renders a body: its text step by step to our own plain Markdown (see dialects), that to HTML, HTML to the allow-list, then
 * one step after the other on its tree. Synchronous and, on hostile text, slow: call it under a deadline. Throws RangeError
 * for text nested too deeply.
 */
export function renderBody(source: BodySource): RenderedBody {
  const plain = runTextSteps(source.text, source);
  const rendered = renderPlainText({ ...source, text: plain.text });
  const body = {
    ...rendered,
    links: placeBack(rendered.links, plain),
    findings: [...plain.findings, ...placeBack(rendered.findings, plain)],
  };
  const more = findMoreMarker(source.text);
  if (more === null) return body;
  // A mark inside a note ends the beginning before the note, half of which would be none.
  const around = findNotes(source.text).find(({ start, end }) => start <= more && more < end);
  const end = plain.fromOriginal(around?.start ?? more);
  const before = renderPlainText({ ...source, text: beginningOfBody(plain.text, end) });
  return { ...body, readOpening: () => before.readOpening() || body.readOpening() };
}

/** Renders a text that is our own plain Markdown; its offsets are those of this text. */
export function renderPlainText({
  text,
  file,
  title,
  language,
  isOwnHost,
  isPictureHost,
}: BodySource): RenderedBody {
  const mark = `fn${hash('sha256', text).slice(0, 24)}-`;
  const lexed = lexMarkdown(text, mark);
  const inspected = inspectTokens(lexed.tokens, { text, file, isOwnHost, isPictureHost });
  const { links } = inspected;
  const raw = lexed.toHtml();
  if (raw.length > MAX_HTML) throw new RangeError('the HTML of this text is too large');
  const safe = repairStructure(
    numberFootnotes(parseHtml(sanitise(raw, mark)), mark, textDirection(language)),
  );
  const refused: string[] = [];
  // Nearly no text has any of these, and each is a walk through its tree.
  const hasMark = (...names: readonly string[]): boolean =>
    names.some((name) => raw.includes(`data-${mark}${name}="`));
  const read: readonly TreeStep[] = [
    ...(mayRepeatPictures(raw) ? [dropRepeatedPictures] : []),
    ...(raw.includes('<blockquote') ? [makeBoxes] : []),
    ...(hasMark('code', 'title') ? [(tree: Tree) => colourCode(tree, mark)] : []),
    ...(hasMark('math') ? [(tree: Tree) => setMath(tree, mark, (tex) => refused.push(tex))] : []),
    ...(hasMark('abbr') ? [(tree: Tree) => markAbbreviations(tree, mark)] : []),
    ...(NAMED_PART.test(raw) ? [(tree: Tree) => anchorParts(tree, mark)] : []),
  ];
  const { nodes, headline } = takeHeadline(runSteps(read, safe), title);
  const steps: readonly TreeStep[] = [
    anchorHeadings,
    ...(raw.includes('//') ? [markEmbeds] : []),
    ...(raw.includes('<img') ? pictureSteps(file, { isOwnHost, isPictureHost }) : []),
    (tree) => resolveLinks(tree, file, isOwnHost),
    leadFragments,
    tidy,
    wrapTables,
  ];
  const body = runSteps(steps, nodes);
  const words = plainText(body);
  return {
    html: writeHtml(body).trim(),
    headline,
    wordCount: countWords(words, language),
    plainText: words,
    readOpening: () => openingOf(nodes),
    links: links.filter(({ to }) => to !== ''),
    findings: [...inspected.findings, ...unreadFormulas(refused, text), ...findDeadFragments(links, body)],
  };
}

/** Pictures, galleries and clips: each step is a walk through the tree. */
const pictureSteps = (file: string, hosts: SiteHosts): readonly TreeStep[] => [
  gatherGalleries,
  (tree) => resolvePictures(tree, file, hosts),
  makeFigures,
  settleGalleries,
  linkClips,
];

/** What names a part of a text, in Markdown or in HTML. */
const NAMED_PART = /\{#|\s(?:id|name)\s*=/i;

type Tree = readonly HtmlNode[];
type TreeStep = (nodes: Tree) => Tree;

const runSteps = (steps: readonly TreeStep[], nodes: readonly HtmlNode[]): readonly HtmlNode[] =>
  steps.reduce((tree, step) => step(tree), nodes);
