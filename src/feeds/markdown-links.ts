import { FILE_KINDS, fileKindOf } from '../domain/files/file-kinds.ts';
import { markOfAddress } from '../domain/marks/file-marks.ts';
import { parseWikiLink } from '../domain/marks/wiki-link.ts';
import { ANYWHERE } from '../domain/marks/file-marks.ts';

const FENCE = '^ {0,3}(`{3,}|~{3,})[^\\n]*\\n[^]*?(?:^ {0,3}\\1[`~]*[ \\t]*$|$(?![^]))';
const CODE = '(?<!`)(`+)(?!`)[^]{0,3000}?(?<!`)\\2(?!`)';
const TARGET = '(?:<([^<>\\n]{0,1000})>|([^\\s()<>]{1,1000}))';
const TITLE = '(\\s{1,20}(?:"[^"]{0,999}"|\'[^\']{0,999}\'))?';
const WIKI = '(?<!\\\\)(!?\\[\\[[^[\\]\\n]{1,600}\\]\\])(?![([])';
const INLINE = `(?<![\\\\!])\\[((?:\\\\[^]|[^[\\]\\\\]|!?\\[[^[\\]\\n]{0,200}\\]){0,999})\\]\\([ \\t]{0,20}${TARGET}${TITLE}\\s{0,20}\\)`;
const DEFINITION = `^( {0,3}\\[(?!\\^)[^[\\]\\n]{1,300}\\]:[ \\t]{0,20})${TARGET}([^\\n]{0,999})\\n?`;
const LINKS = new RegExp([FENCE, CODE, WIKI, INLINE, DEFINITION].join('|'), 'gim');
/** What any link to a file has. */
const SIGN = new RegExp(
  `\\[\\[|\\.m(?:d|arkdown|dx|kdn?|down)\\b|(?:\\(|:[ \\t]*)<?(?:@/|name:|root:)|\\.(?:${[...FILE_KINDS.keys()].join('|')})\\b`,
  'i',
);

/** Where a link to another file of the site leads. */
export interface LedFile {
  /** Absolute. */
  readonly url: string;
  /** Told at the end of its text; '' for nothing. */
  readonly note: string;
}

/**
 * Markdown whose links to files lead to where readers find them, as on the page: `lead` gives the absolute URL for a mark
 * (domain/marks/file-marks.ts), or null, and the link is left to its text. `leadFile` says where an address of another file leads,
 * such as `report.pdf`; null leaves it as it is. Links within code are none.
 */
export function markdownLinks(
  markdown: string,
  lead: (mark: string) => string | null,
  leadFile: (address: string, text: string) => LedFile | null = () => null,
): string {
  if (!SIGN.test(markdown)) return markdown;
  return markdown.replace(LINKS, (whole, ...groups: (string | undefined)[]) => {
    const [, , wiki, text, angled, bare, title = '', label, angledTo, bareTo, rest = ''] = groups;
    if (wiki !== undefined) return writeWikiLink(wiki, lead);
    const address = angled ?? bare ?? angledTo ?? bareTo ?? '';
    const url = leadAddress(address, lead);
    if (url === undefined) {
      const file = fileKindOf(address.replace(/[?#].*$/, '')) === null ? null : leadFile(address, text ?? '');
      if (file === null) return whole;
      const there = file.url + fragmentOf(address);
      if (text === undefined) return `${label}${there}${rest}\n`;
      return `[${text}${file.note === '' ? '' : ` ${file.note}`}](${there}${title})`;
    }
    if (text !== undefined) return url === null ? text : `[${text}](${url}${title})`;
    return url === null ? '' : `${label}${url}${rest}\n`;
  });
}

/** Undefined for an address that means no file. */
function leadAddress(address: string, lead: (mark: string) => string | null): string | null | undefined {
  const mark = markOfAddress(address);
  if (mark === null) return undefined;
  const url = lead(mark);
  return url === null ? null : url + fragmentOf(address);
}

const fragmentOf = (address: string): string => /#.*$/.exec(address)?.[0] ?? '';

function writeWikiLink(written: string, lead: (mark: string) => string | null): string {
  const wiki = parseWikiLink(written);
  if (wiki === null || wiki.name === '' || /\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(wiki.name))
    return written;
  const url = lead(ANYWHERE + wiki.name);
  return url === null ? wiki.text : `[${wiki.text}](${url})`;
}
