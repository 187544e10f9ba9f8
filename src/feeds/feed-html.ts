import { fillClipMarks } from '../domain/marks/clip-marks.ts';
import { decodeReferences, escapeXml, legalText } from '../html/escape.ts';

/** What speaks to this site's own pages and scripts alone, and misleads elsewhere. */
const DROPPED = /^(?:loading|decoding|fetchpriority|sizes|srcset|class|style|tabindex|data-.*|on.*)$/;
/** Where the file of a clip lies, as a site path; null for one that is not there. */
type LocateClip = (src: string) => string | null;

/** A body whose clips are links to their files, as feeds have no players; one that is not there is left to its title. */
export const linkClips = (bodyHtml: string, locate: LocateClip): string =>
  fillClipMarks(bodyHtml, ({ src, titleHtml, captionHtml }) => {
    const path = locate(src);
    const title = path === null ? titleHtml : `<a href="${escapeXml(path)}">${titleHtml}</a>`;
    const caption = captionHtml === '' ? '' : `<figcaption>${captionHtml}</figcaption>`;
    return `<figure><p>${title}</p>${caption}</figure>`;
  });

const ADDRESSES: ReadonlySet<string> = new Set(['href', 'src', 'poster', 'cite']);
/** Tags that choose among an image's files; the image itself says enough. */
const UNWRAPPED = /<\/?(?:picture|source)(?:\s[^>]*)?>/g;
/** The code of a block, whose words have colours that only the page’s style sheet gives. */
const COLOURED = /(<code class="language-[^"]*">)([\s\S]*?)(<\/code>)/g;
/** The title of a box, which shows as one by its styles alone. */
const BOX_TITLE = /<p class="box__title">([\s\S]*?)<\/p>/g;

/**
 * A body as feeds carry it: every address absolute against its page, a fragment too; without the
 * attributes that only the page's own style sheet and scripts need; a `<picture>` becomes its `<img>`, code is plain, titles of boxes are bold.
 * Takes sanitised HTML: there, attributes are double-quoted and `<` and `>` stand for nothing but tags, so
 * that text which looks like a link stays as it is. What XML cannot hold is left out.
 */
export function feedHtml(bodyHtml: string, pageUrl: string): string {
  return legalText(bodyHtml)
    .replace(UNWRAPPED, '')
    .replace(
      COLOURED,
      (_, start: string, code: string, end: string) => start + code.replace(/<\/?span[^>]*>/g, '') + end,
    )
    .replace(BOX_TITLE, '<p><strong>$1</strong></p>')
    .replace(
      /<([a-z][a-z0-9]*)((?:\s[^>]*)?)>/g,
      (_, tag: string, attributes: string) => `<${tag}${resolveAttributes(attributes, pageUrl)}>`,
    );
}

function resolveAttributes(attributes: string, pageUrl: string): string {
  return attributes.replace(
    /\s+([a-z][a-z0-9-]*)(?:="([^"]*)")?/gi,
    (whole, written: string, value: string | undefined) => {
      const name = written.toLowerCase();
      if (DROPPED.test(name)) return '';
      if (value === undefined || !ADDRESSES.has(name)) return whole;
      const url = decodeReferences(value);
      return URL.canParse(url, pageUrl) ? ` ${name}="${escapeXml(new URL(url, pageUrl).href)}"` : whole;
    },
  );
}
