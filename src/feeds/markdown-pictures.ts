import { readAttributes, writeAttributes } from '../html/attributes.ts';
import { decodeReferences, escapeHtml } from '../html/escape.ts';
import { labelKey } from './public-markdown.ts';

/** Where something lies that is led to, and not shown: an absolute URL. */
export interface LinkedFile {
  readonly link: string;
}

/**
 * Where a picture lies that a text names: an absolute URL, or one to lead to; null for one that is not shown, undefined for one
 * that is to stay as it is written.
 */
export type LocatePicture = (written: string) => string | LinkedFile | null | undefined;

const FENCE = '^ {0,3}(`{3,}|~{3,})[^\\n]*\\n[^]*?(?:^ {0,3}\\1[`~]*[ \\t]*$|$(?![^]))';
const CODE = '(?<!`)(`+)(?!`)[^]{0,3000}?(?<!`)\\2(?!`)';
const LABEL = '(?:\\\\[^]|[^[\\]\\\\]|\\[[^[\\]\\n]{0,200}\\]){0,999}';
const TARGET = '(?:<([^<>\\n]{0,1000})>|((?:\\\\[^]|[^\\s()\\\\]|\\([^\\s()]{0,200}\\)){0,1000}))';
const TITLE = '(\\s{1,20}(?:"[^"]{0,999}"|\'[^\']{0,999}\'))?';
const INLINE = `(?<!\\\\)!\\[(${LABEL})\\]\\([ \\t]{0,20}${TARGET}${TITLE}\\s{0,20}\\)`;
const REFERENCE = `(?<!\\\\)!\\[(${LABEL})\\](?:\\[(${LABEL})\\])?(?!\\()`;
const HTML = '<img(?=[\\s/>])([^>]{0,4000})>';
const PICTURES = new RegExp([FENCE, CODE, INLINE, REFERENCE, HTML].join('|'), 'gim');
const DEFINITION = new RegExp(
  `^[ >]{0,20}\\[(?!\\^)(${LABEL})\\]:[ \\t]{0,20}${TARGET}(?:[ \\t]{1,20}("[^"]{0,999}"|'[^']{0,999}'))?[ \\t]*$`,
  'gm',
);

/**
 * Markdown whose pictures lead to where readers get them; what is not shown is left to its words, as on the page.
 * Pictures within code are no pictures. Takes time in proportion to the text, whatever it is.
 */
export function markdownPictures(markdown: string, locate: LocatePicture): string {
  if (!/!\[|<img/i.test(markdown)) return markdown;
  const definitions = readDefinitions(markdown);
  return markdown.replace(PICTURES, (whole, ...groups: (string | undefined)[]) => {
    const [, , alt, angled, bare, title, label, reference, html] = groups;
    if (html !== undefined) return rewriteTag(whole, html, locate);
    if (alt !== undefined) return writePicture(whole, alt, angled ?? bare ?? '', title ?? '', locate);
    if (label === undefined) return whole;
    const definition = definitions.get(
      labelKey(reference === undefined || reference === '' ? label : reference),
    );
    if (definition === undefined) return whole;
    return writePicture(whole, label, definition.target, definition.title, locate);
  });
}

function writePicture(
  whole: string,
  alt: string,
  target: string,
  title: string,
  locate: LocatePicture,
): string {
  const url = locate(withoutEscapes(target));
  if (url === undefined) return whole;
  if (url === null) return alt;
  return typeof url === 'string' ? `![${alt}](${url}${title})` : `[${alt || url.link}](${url.link}${title})`;
}

function rewriteTag(whole: string, attributes: string, locate: LocatePicture): string {
  const read = readAttributes(attributes);
  const url = locate(read.get('src') ?? '');
  if (url === undefined) return whole;
  const alt = read.get('alt') ?? '';
  if (url !== null && typeof url !== 'string') {
    return `<a${writeAttributes({ href: url.link })}>${escapeHtml(alt || url.link)}</a>`;
  }
  return url === null ? escapeHtml(alt) : `<img${writeAttributes({ src: url, alt })}>`;
}

function readDefinitions(markdown: string): Map<string, { target: string; title: string }> {
  const definitions = new Map<string, { target: string; title: string }>();
  for (const [, label = '', angled, bare = '', title] of markdown.matchAll(DEFINITION)) {
    const key = labelKey(label);
    // The first of several counts (CommonMark §4.7).
    if (definitions.has(key)) continue;
    definitions.set(key, { target: angled ?? bare, title: title === undefined ? '' : ` ${title}` });
  }
  return definitions;
}

const withoutEscapes = (target: string): string =>
  decodeReferences(target.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
