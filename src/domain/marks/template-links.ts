import { ANYWHERE, FROM_ROOT, isTextFile } from './file-marks.ts';

/** A replacement of `[start, end)` of a text. */
export interface TemplateEdit {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

const CODE = String.raw`(?:\{\{[^\n]{0,300}?\}\}|\{%[^\n]{0,300}?%\}|\{(?:filename|static|attach)\}|\|filename\|)`;
/** Where an address may stand, and one that begins with code of another system’s templates. */
const ADDRESS = new RegExp(
  String.raw`(\]\([ \t]*<?|^ {0,3}\[[^\]\n]{1,300}\]:[ \t]*<?|\b(?:href|src|poster)\s?=\s?["']?)([^\s<>"'(){}]{0,100}(?:${CODE}[^\s<>"'(){}]{0,500}){1,4})`,
  'gm',
);
const EACH_CODE = new RegExp(CODE, 'g');
const POST_LINK = /\{%-?\s*post_link\s+(\S+)\s*([^%\n]{0,300}?)\s*-?%\}/g;

/** Where the site stands, in the words of Jekyll, Hugo, Zola, Pelican. */
const ROOT =
  /^(?:site\.(?:url|baseurl|base_url|root)|config\.base_url|\.?Site\.BaseURL|SITEURL|base_path|root_url)$/;
const REF = /^(?:rel)?ref\s+(?:path=)?["'`]?([^"'`\s]+)["'`]?$/;
const LITERAL =
  /^(?:(?:url_for|url|asset|static|relURL|absURL|resources\.get)\s*\(?|get_url\s*\(\s*path\s*=)?\s*["']([^"'\n]+)["']\s*\)?(?:\s*\|\s*[^|]{1,100})*$/;

/**
 * Finds addresses of links that are code of other systems’ templates: `{{< ref "x.md" >}}`, `{% post_url 2026-01-05-x %}`,
 * `{{ site.baseurl }}/about`; they become addresses, those of files with the beginning of their marks. Code of Markdown
 * stays as it is.
 */
export function findTemplateLinks(
  text: string,
  isInCode: (offset: number) => boolean,
): readonly TemplateEdit[] {
  if (!mayHoldTemplates(text)) return NONE;
  const edits: TemplateEdit[] = [];
  for (const { 0: whole, 1: before = '', 2: written = '', index } of text.matchAll(ADDRESS)) {
    if (isInCode(index)) continue;
    const start = index + before.length;
    const address = readAddress(written);
    // Between parentheses and behind a colon nothing at all is no address.
    const isEmpty = address === '' && !before.endsWith('<') && !/[="']$/.test(before);
    edits.push({ start, end: index + whole.length, replacement: isEmpty ? '<>' : address });
  }
  if (text.includes('post_link')) {
    for (const { 0: whole, 1: name = '', 2: title = '', index } of text.matchAll(POST_LINK)) {
      const shown = title.replace(/^["']|["']$|[[\]]/g, '').trim() || name;
      const replacement = `[${shown}](${ANYWHERE}${encodeURI(name)})`;
      if (!isInCode(index)) edits.push({ start: index, end: index + whole.length, replacement });
    }
  }
  return edits.sort((a, b) => a.start - b.start);
}

/** Whether a text may hold such addresses at all. */
export const mayHoldTemplates = (text: string): boolean =>
  (text.includes('{') || text.includes('|filename|')) &&
  /\{[{%]|\{(?:filename|static|attach)\}|\|filename\|/.test(text);

const NONE: readonly TemplateEdit[] = [];

/**
 * What an address of such code, and of what follows it, means. Of code that nobody can tell the rest counts where that is a
 * path; else the address is empty, and only the text of the link is shown.
 */
function readAddress(written: string): string {
  let isKnown = true;
  const address = written.replace(EACH_CODE, (code) => {
    const meant = readTemplateCode(code);
    isKnown &&= meant !== null;
    return meant ?? '';
  });
  if (!isKnown) return /^\.{0,2}\/[^\s]*\w/.test(address) || /\.\w{2,5}$/.test(address) ? address : '';
  if (/^\{filename\}|^\|filename\|/.test(written) && address.startsWith('/')) return FROM_ROOT + address;
  return address === '' ? '/' : address;
}

/** What template code means where an address stands; null for what nobody can tell. */
export function readTemplateCode(code: string): string | null {
  if (/^\{(?:filename|static|attach)\}$|^\|filename\|$/.test(code)) return '';
  const inner = code
    .slice(2, -2)
    .replace(/^[-<%]|[->%]$/g, '')
    .trim();
  if (ROOT.test(inner)) return '';
  const [, link] = /^link\s+(\S+)$/.exec(inner) ?? [];
  if (link !== undefined) return isTextFile(link) ? `${FROM_ROOT}/${encodeURI(link)}` : `/${encodeURI(link)}`;
  const [, post] = /^post_(?:url|path)\s+(\S+)$/.exec(inner) ?? [];
  if (post !== undefined) return ANYWHERE + encodeURI(post);
  const [, ref] = REF.exec(inner) ?? [];
  if (ref !== undefined) {
    if (ref.startsWith('#')) return encodeURI(ref);
    return (ref.startsWith('/') ? FROM_ROOT : ANYWHERE) + encodeURI(ref);
  }
  const [, literal] = LITERAL.exec(inner) ?? [];
  return literal === undefined ? null : encodeURI(literal);
}
