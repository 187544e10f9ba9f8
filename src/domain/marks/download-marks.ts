const ATTRIBUTE = 'data-download';

/**
 * The attribute of a link in a stored body that leads to a file of the site: where that is, and how large, is known when the
 * body is read. `src` is the site path of the file. Sanitised HTML has it from nowhere else.
 */
export const downloadMark = (src: string): Readonly<Record<string, string>> => ({ [ATTRIBUTE]: src });

/** A link to a file in a stored body. */
export interface StoredDownload {
  readonly src: string;
  /** What the link shows, inline HTML. */
  readonly innerHtml: string;
  /** What stands behind it, to the end of the line: it may tell the size. */
  readonly behindHtml: string;
}

/** What becomes of it. */
export interface FilledDownload {
  /** Where the file is served, without a fragment. */
  readonly path: string;
  /** Told at the end of the link, plain text as it stands in HTML; '' for nothing. */
  readonly noteHtml: string;
}

/** Of tags alone: there, `<` and `>` in values are escaped. Links hold no links. */
const MARKED = new RegExp(`<a ([^<>]*?) ?${ATTRIBUTE}="([^"<>]*)"([^<>]*)>(.*?)</a>`, 'gs');
const HREF = /(?<=^|[\s"])href="([^"]*)"/;
const BEHIND = 80;

/** Leads the links of a body to files; null leaves one where the text says, as nothing is known of its file. */
export function fillDownloadMarks(
  bodyHtml: string,
  fill: (download: StoredDownload) => FilledDownload | null,
): string {
  if (!bodyHtml.includes(` ${ATTRIBUTE}="`)) return bodyHtml;
  return bodyHtml.replace(
    MARKED,
    (whole: string, before: string, src: string, after: string, innerHtml: string, at: number) => {
      const attributes = `${before}${after}`;
      const end = at + whole.length;
      const [behindHtml = ''] = bodyHtml.slice(end, end + BEHIND).split('\n', 1);
      const filled = fill({ src, innerHtml, behindHtml });
      if (filled === null) return `<a ${attributes}>${innerHtml}</a>`;
      const fragment = /#.*$/.exec(HREF.exec(attributes)?.[1] ?? '')?.[0] ?? '';
      const href = `href="${filled.path}${fragment}"`;
      return `<a ${attributes.replace(HREF, () => href)}>${innerHtml}${filled.noteHtml}</a>`;
    },
  );
}

/** The site paths of the files that a body leads to. */
export function downloadsIn(bodyHtml: string): string[] {
  const found: string[] = [];
  fillDownloadMarks(bodyHtml, ({ src }) => {
    found.push(src);
    return null;
  });
  return found;
}
