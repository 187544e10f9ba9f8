import { decodeReferences } from '../../html/escape.ts';

export interface XmpMarks {
  readonly rights: string | null;
  readonly credit: string | null;
  readonly hasPlace: boolean;
}

/** Letters that are looked through; packets of editing programs are far shorter without their history. */
const MAX_LETTERS = 1024 * 1024;
const MAX_PROPERTY = 10_000;

/**
 * Reads three properties of an XMP packet (ISO 16684-1), each written as an element or as an attribute, under
 * the prefixes that every program uses. Parses nothing else, so that nothing else of it matters.
 */
export function readXmp(packet: string): XmpMarks {
  const text = packet.slice(0, MAX_LETTERS);
  return {
    rights: propertyOf(text, 'dc:rights'),
    credit: propertyOf(text, 'photoshop:Credit'),
    hasPlace: PLACES.some((name) => (propertyOf(text, name) ?? '') !== ''),
  };
}

const PLACES = ['exif:GPSLatitude', 'exif:GPSLongitude', 'exif:GPSDestLatitude', 'exif:GPSDestLongitude'];

function propertyOf(text: string, name: string): string | null {
  const opening = indexOfTag(text, name);
  if (opening === -1) return attributeOf(text, name);
  const from = text.indexOf('>', opening) + 1;
  const to = text.indexOf(`</${name}`, from);
  if (from === 0 || to === -1) return null;
  const inside = text.slice(from, Math.min(to, from + MAX_PROPERTY));
  return decodeReferences(firstItem(inside) ?? inside.replace(/<[^>]*>/g, '')).trim();
}

/** Where the element begins, not one whose name only starts alike. */
function indexOfTag(text: string, name: string): number {
  for (let at = text.indexOf(`<${name}`); at !== -1; at = text.indexOf(`<${name}`, at + 1)) {
    if (/[\s>]/.test(text.charAt(at + name.length + 1))) return at;
  }
  return -1;
}

/** Of texts in several languages the one for all, else the first. */
function firstItem(inside: string): string | null {
  const items = [...inside.matchAll(/<rdf:li([^>]*)>([^<]*)<\/rdf:li>/g)];
  const chosen = items.find(([, attributes = '']) => attributes.includes('x-default')) ?? items[0];
  return chosen?.[2] ?? null;
}

function attributeOf(text: string, name: string): string | null {
  const at = text.search(new RegExp(`\\s${name}\\s*=\\s*["']`));
  if (at === -1) return null;
  const open = /["']/.exec(text.slice(at, at + name.length + 100));
  if (open === null) return null;
  const from = at + open.index + 1;
  const to = text.indexOf(open[0], from);
  return to === -1 ? null : decodeReferences(text.slice(from, to)).trim();
}
