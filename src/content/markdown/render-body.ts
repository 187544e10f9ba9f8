import { hash } from 'node:crypto';
import { findMdx } from '../../domain/markdown/find-mdx.ts';
import { findNotes, type Note, noteRange } from '../../domain/find-notes.ts';
import { textDirection } from '../../domain/language.ts';
import { isMdxName } from '../../domain/markdown/markdown-name.ts';
import { editText } from '../../problems/edited-text.ts';
import { quoteText } from '../../problems/quote-text.ts';
import { beginningOfBody } from './syntax/beginning-of-body.ts';
import { countWords, plainText } from './html/count-words.ts';
import { makeFigures } from './html/figures.ts';
import { numberFootnotes } from './html/footnotes.ts';
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
import { readTemplateLinks } from './syntax/read-template-links.ts';
import { openingOf } from './html/opening.ts';
import { resolvePictures } from './html/resolve-pictures.ts';
import { placeBack } from './inspect/place-back.ts';
import { readMarkers } from './inspect/read-markers.ts';
import { sanitise } from './html/sanitise.ts';
import { repairStructure } from './html/structure.ts';
import { wrapTables } from './html/tables.ts';
import { tidy } from './html/tidy.ts';

export interface BodySource {
  /** Markdown with LF line ends. */
  readonly text: string;
  /** Path of its file below the content folder. */
  readonly file: string;
  /** Title of the front matter; null where the first heading is the headline. */
  readonly title: string | null;
  /** BCP 47 tag, for the count of words. */
  readonly language: string;
  /** Whether a host of absolute addresses is, or was, the site’s own; absent where none is known. */
  readonly isOwnHost?: ((host: string) => boolean) | undefined;
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
 * Renders a body: without its editors' notes, Markdown to HTML, HTML to the allow-list, then one step after the other on its tree.
 * Synchronous and, on hostile text, slow: call it under a deadline. Throws RangeError for text nested
 * too deeply.
 */
export function renderBody(source: BodySource): RenderedBody {
  const body = render(source);
  const more = findMoreMarker(source.text);
  if (more === null) return body;
  // A mark inside a note ends the beginning before the note, half of which would be none.
  const around = findNotes(source.text).find(({ start, end }) => start <= more && more < end);
  const before = render({ ...source, text: beginningOfBody(source.text, around?.start ?? more) });
  return { ...body, readOpening: () => before.readOpening() || body.readOpening() };
}

function render({ text: written, file, title, language, isOwnHost }: BodySource): RenderedBody {
  const notes = findNotes(written);
  const { text: withMdx, toOriginal: toWritten } = editText(
    written,
    notes.map((note) => ({ ...noteRange(written, note), replacement: '' })),
  );
  const program = isMdxName(file) ? findMdx(withMdx) : [];
  const { text: bare, toOriginal: toMdx } = editText(
    withMdx,
    program.map((part) => ({ ...part, replacement: '' })),
  );
  const isEdited = notes.length + program.length > 0;
  const toOriginal = (offset: number): number => toWritten(toMdx(offset));
  const { text: marked, findings: blanks } = readMarkers(bare);
  const templates = readTemplateLinks(marked);
  const text = templates?.text ?? marked;
  const mark = `fn${hash('sha256', text).slice(0, 24)}-`;
  const lexed = lexMarkdown(text, mark);
  const inspected = inspectTokens(lexed.tokens, { text, file, isOwnHost });
  const links = placeBack(inspected.links, templates);
  const raw = lexed.toHtml();
  if (raw.length > MAX_HTML) throw new RangeError('the HTML of this text is too large');
  const safe = repairStructure(
    numberFootnotes(parseHtml(sanitise(raw, mark)), mark, textDirection(language)),
  );
  const { nodes, headline } = takeHeadline(safe, title);
  const steps: readonly ((nodes: readonly HtmlNode[]) => HtmlNode[])[] = [
    anchorHeadings,
    (tree) => resolvePictures(tree, file),
    makeFigures,
    (tree) => resolveLinks(tree, file),
    leadFragments,
    tidy,
    wrapTables,
  ];
  const body = steps.reduce<readonly HtmlNode[]>((tree, step) => step(tree), nodes);
  const words = plainText(body);
  const findings = [
    ...blanks,
    ...placeBack(inspected.findings, templates),
    ...findDeadFragments(links, body),
  ];
  return {
    html: writeHtml(body).trim(),
    headline,
    wordCount: countWords(words, language),
    plainText: words,
    readOpening: () => openingOf(nodes),
    links: links
      .filter(({ to }) => to !== '')
      .map((link) => (isEdited ? { ...link, offset: toOriginal(link.offset) } : link)),
    findings: [
      ...notes.flatMap(unclosedNote),
      ...(isEdited
        ? findings.map((finding) => ({ ...finding, offset: toOriginal(finding.offset) }))
        : findings),
    ],
  };
}

/** An error, because the rest of the article would be missing, or readers would read the note: it limits who may see the story. */
function unclosedNote({ start, unclosed }: Note): PlacedFinding[] {
  if (unclosed === null) return [];
  return [
    {
      severity: 'error',
      offset: start,
      code: unclosed.stop === '-->' ? 'html-unclosed' : 'note-unclosed',
      message: `${quoteText(unclosed.start)} begins a note for editors and never ends; the story is held back, as what follows may not be for readers.`,
      hint: `Add ${unclosed.stop} where it should end, or write \\${unclosed.start} if it is text.`,
    },
  ];
}
