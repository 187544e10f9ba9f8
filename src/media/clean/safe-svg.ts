import { PictureError } from '../picture-error.ts';

/** Bytes of a drawing, of its references written out, and how much of what costs time it may have. */
const MAX_BYTES = 2 * 1024 * 1024;
const MAX_TEXT = 4 * 1024 * 1024;
const MAX_ELEMENTS = 100_000;
const MAX_FILTERS = 300;
const MAX_FILTERED = 2_000;

const DOCTYPE = /<!DOCTYPE\s[^[\]>]{0,2000}(?:\[([^\]]{0,20000})\]\s{0,100})?>/i;
const ENTITY = /<!ENTITY\s{1,20}([\w.-]{1,100})\s{1,20}(?:"([^"]{0,2000})"|'([^']{0,2000})')\s{0,20}>/g;
/** Pictures within a drawing; those of other forms are not drawn. */
const INNER_PICTURE = /^(?:#|data:image\/(?:png|jpe?g|gif|webp);)/i;

/**
 * The text of an SVG as it may be drawn: without a document type, its plain entities written out, and with nothing that
 * names another file. @throws PictureError where it is too large, would take too long or multiplies itself.
 */
export function safeSvg(bytes: Buffer, name: string): string {
  if (bytes.length > MAX_BYTES) throw refused(name, 'has more than 2 MB');
  let text = bytes.toString('utf8');
  if (text.includes('\ufffd') || text.includes('\0')) throw refused(name, 'is not written in UTF-8');
  text = writeOutEntities(text, name);
  checkCost(text, name);
  return text
    .replace(/<\?(?!xml\s)[^>]{0,2000}\?>/g, '')
    .replace(/@import\b[^;"'<>]{0,200}(?:"[^"<>]{0,2000}"|'[^'<>]{0,2000}')?[^;<>]{0,200};?/gi, '')
    .replace(/<(\/?)(?:[\w-]{1,20}:)?(?:include|script|foreignObject)\b/gi, '<$1g')
    .replace(
      /\b((?:xlink:)?href|src)\s{0,20}=\s{0,20}(?:"([^"]*)"|'([^']*)')/gi,
      (whole, key: string, double?: string, single?: string) =>
        INNER_PICTURE.test((double ?? single ?? '').trim()) ? whole : `${key}=""`,
    );
}

/** Entities of one plain value, as drawing programs write them for namespaces; others could multiply themselves, or read files. */
function writeOutEntities(text: string, name: string): string {
  const found = DOCTYPE.exec(text);
  if (found === null) {
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) throw refused(name, 'has a document type that cannot be read');
    return text;
  }
  const [whole, subset = ''] = found;
  const rest = text.replace(whole, () => '');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(rest)) throw refused(name, 'has a document type that cannot be read');
  const values = new Map<string, string>();
  for (const [, entity = '', double, single] of subset.matchAll(ENTITY))
    values.set(entity, double ?? single ?? '');
  const isPlain = [...values.values()].every((value) => !/[&%<]/.test(value));
  const isWhole =
    subset
      .replace(ENTITY, '')
      .replace(/<!--[\s\S]*?-->/g, '')
      .includes('<!ENTITY') === false;
  if (!isPlain || !isWhole) throw refused(name, 'defines entities of entities, or of other files');
  let length = rest.length;
  return rest.replace(/&([\w.-]{1,100});/g, (reference, entity: string) => {
    const value = values.get(entity);
    if (value === undefined) return reference;
    length += value.length;
    if (length > MAX_TEXT) throw refused(name, 'multiplies itself');
    return value;
  });
}

function checkCost(text: string, name: string): void {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  if (count(/<[a-z]/gi) > MAX_ELEMENTS) throw refused(name, 'has more than 100,000 parts');
  const filtered = count(/\bfilter\s*[=:]/gi) * (1 + count(/<(?:\w+:)?use\b/gi));
  if (count(/<(?:\w+:)?fe[A-Z]/g) > MAX_FILTERS || filtered > MAX_FILTERED) {
    throw refused(name, 'has filters that take too long to draw');
  }
  if (/\bnumOctaves\s*=\s*["']?\s*(?:\d{2,}|[6-9])/i.test(text)) {
    throw refused(name, 'has a noise filter that takes too long to draw');
  }
}

const refused = (name: string, why: string): PictureError =>
  new PictureError(
    'picture-svg',
    `${name} is an SVG drawing that ${why}, so it is not drawn.`,
    'Export the drawing as a PNG, 2,000 px wide.',
  );
