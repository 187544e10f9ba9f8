/** What stands before and at the first element of a document. */
export type Prolog =
  /** A feed: where its root element begins. */
  | { readonly kind: 'feed'; readonly dialect: 'rss' | 'atom' | 'rdf'; readonly start: number }
  | { readonly kind: 'entities' }
  | { readonly kind: 'page' }
  | { readonly kind: 'unknown'; readonly root: string | null };

const ROOTS: Readonly<Record<string, 'rss' | 'atom' | 'rdf'>> = { rss: 'rss', feed: 'atom', rdf: 'rdf' };

/** How many tags may stand before the root: servers write warnings there. */
const MOST_STRAY_TAGS = 50;

const TAG_NAME = /<(?:[\w.-]{1,100}:)?([A-Za-z][\w.-]{0,100})/y;

/**
 * Finds the root element of a feed behind whatever comes before it: byte order marks, white space, comments,
 * processing instructions, a document type, messages of the server. A document type that declares entities is
 * told as such and nothing behind it is looked at. Takes time linear in the length.
 */
export function readProlog(text: string): Prolog {
  let first: string | null = null;
  let tags = 0;
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = endOf(text, '-->', at);
    else if (text.startsWith('<?', at)) at = endOf(text, '?>', at);
    else if (/^<!doctype/i.test(text.slice(at, at + 9))) {
      const end = endOfDoctype(text, at);
      const doctype = text.slice(at, end);
      if (/<!ENTITY/i.test(doctype)) return { kind: 'entities' };
      if (/^<!doctype\s+html\b/i.test(doctype)) return { kind: 'page' };
      at = end;
    } else {
      TAG_NAME.lastIndex = at;
      const name = TAG_NAME.exec(text)?.[1]?.toLowerCase();
      const dialect = name === undefined || !Object.hasOwn(ROOTS, name) ? undefined : ROOTS[name];
      if (dialect !== undefined) return { kind: 'feed', dialect, start: at };
      if (name === 'html' || (first === null && /^(?:head|body)$/.test(name ?? ''))) return { kind: 'page' };
      first ??= name ?? null;
      tags += 1;
      if (tags > MOST_STRAY_TAGS) break;
      at += 1;
    }
  }
  return { kind: 'unknown', root: first };
}

function endOf(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at === -1 ? text.length : at + mark.length;
}

/** Past the document type and its internal subset; quotes may hold the signs that end either. */
function endOfDoctype(text: string, from: number): number {
  let isInside = false;
  const signs = /["'[\]>]|<!--/g;
  signs.lastIndex = from;
  for (let found = signs.exec(text); found !== null; found = signs.exec(text)) {
    const [sign] = found;
    if (sign === '[') isInside = true;
    else if (sign === ']') isInside = false;
    else if (sign === '<!--') signs.lastIndex = endOf(text, '-->', found.index);
    else if (sign === '"' || sign === "'") signs.lastIndex = endOf(text, sign, found.index + 1);
    else if (!isInside) return found.index + 1;
  }
  return text.length;
}
