import { isFolderText, MARKDOWN_NAME } from '../markdown/markdown-name.ts';
import { toSlug } from '../slug.ts';
import { isArticlePath } from '../urls.ts';

const ATTRIBUTE = 'data-file';

/**
 * The attribute of a link in a stored body that leads to a file, wherever that is read: stored bodies hold none of its
 * addresses, which may change without them. Sanitised HTML has it from nowhere else. The mark is what the editor wrote,
 * decoded and without its fragment: a path from the folder of the text (`../a/b.md`), or one of the forms below.
 */
export const fileMark = (mark: string): Readonly<Record<string, string>> => ({
  [ATTRIBUTE]: encodeURIComponent(mark.toWellFormed()),
});

/** Begins a mark that names a file wherever it is: `name:The ferry`, `name:lake/The ferry.md`. */
export const ANYWHERE = 'name:';
/** Begins a mark that is a path from the root of the articles, or of what they were below before: `root:/blog/x.md`. */
export const FROM_ROOT = 'root:';

/**
 * The mark of an address that surely means a file of Markdown: of `../a/b.md`, `@/blog/x.md`, and of those that begin as marks
 * do. Null for another, and for the Markdown of an article, as machines read it.
 */
export function markOfAddress(address: string): string | null {
  const [path = ''] = address.split(/[?#]/, 1);
  if (path.startsWith('@/')) return FROM_ROOT + decode(path.slice(1));
  if (path.startsWith(ANYWHERE) || path.startsWith(FROM_ROOT)) return decode(path).trim();
  if (!isTextFile(path) || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(path) || isArticlePath(path)) return null;
  return decode(path.startsWith('/') ? FROM_ROOT + path : path);
}

/** A path without percent-encoding; as it is where that is faulty. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text).toWellFormed();
  } catch {
    return text.toWellFormed();
  }
}

/** The name by which a mark’s link is told that an article comes, goes or moves. */
export function nameOfMark(mark: string): string {
  const prefix = [ANYWHERE, FROM_ROOT].find((one) => mark.startsWith(one)) ?? '';
  return linkName(mark.slice(prefix.length));
}

const DAY = /^\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}[-_.]/u;

/** An address as its editor knows it: `[[Name]]` and templates' links are read by schemes of ours, which nobody wrote. */
export function writtenAddress(address: string): string {
  if (address.startsWith(ANYWHERE)) return `[[${decode(address.slice(ANYWHERE.length))}]]`;
  return address.startsWith(FROM_ROOT) ? decode(address.slice(FROM_ROOT.length)) : address;
}

/** Whether a path names a file of Markdown. */
export const isTextFile = (path: string): boolean => MARKDOWN_NAME.test(path);

/** The folder in which links see a file: of `a/story/index.md`, which is the text of a folder, that is `a`. */
export function folderOf(file: string): string[] {
  const segments = file.split('/').filter((segment) => segment !== '' && segment !== '.');
  const stem = (segments.pop() ?? '').replace(MARKDOWN_NAME, '');
  if (isFolderText(stem)) segments.pop();
  return segments;
}

/**
 * What a link calls a file by, in the one form in which names are compared: of `a/2026-01-05-The ferry.md` and of
 * `a/the-ferry/index.md`, that is `the-ferry`. '' where nothing is left.
 */
export function linkName(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..');
  const last = segments.at(-1)?.replace(MARKDOWN_NAME, '') ?? '';
  const name = isFolderText(last) ? (segments.at(-2) ?? last) : last;
  return toSlug(name.replace(DAY, '')) || toSlug(name);
}

/** Of tags alone: there, `<` and `>` in values are escaped. Links hold no links. */
const MARKED = new RegExp(`<a ([^<>]*?) ?${ATTRIBUTE}="([^"<>]*)"([^<>]*)>(.*?)</a>`, 'gs');
const HREF = /(?<=^|[\s"])href="([^"]*)"/;

/** Whether a body has a link that is to be led somewhere. */
export const hasFileMarks = (bodyHtml: string): boolean => bodyHtml.includes(` ${ATTRIBUTE}="`);

/**
 * Leads the marked links of a body: `resolve` gets a mark and gives a path of the site, or null for none. A link that
 * leads nowhere becomes its text, but where the editor’s address may mean something without the file.
 */
export function fillFileMarks(bodyHtml: string, resolve: (mark: string) => string | null): string {
  if (!hasFileMarks(bodyHtml)) return bodyHtml;
  return bodyHtml.replace(MARKED, (_, before: string, mark: string, after: string, inner: string) => {
    const attributes = `${before}${after}`;
    const path = resolve(decodeURIComponent(mark));
    const href = HREF.exec(attributes)?.[1] ?? '';
    const fragment = /#.*$/.exec(href)?.[0] ?? '';
    if (path !== null)
      return `<a ${attributes.replace(HREF, () => `href="${path}${fragment}"`)}>${inner}</a>`;
    return href === fragment ? inner : `<a ${attributes}>${inner}</a>`;
  });
}
