export type OembedFormat = 'json' | 'xml';

/** What a consumer asks for. */
export interface OembedRequest {
  /** Path of the page on this site. */
  readonly path: string;
  readonly format: OembedFormat;
  /** Px; null for no limit. */
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
}

/** A request that cannot be met: 400 for a faulty one, 404 for a page of another site, 501 for a format. */
export interface OembedRefusal {
  readonly status: 400 | 404 | 501;
  readonly message: string;
}

/**
 * Reads the query of `/oembed` (oembed.com §2.2): `url`, `format`, `maxwidth`, `maxheight`, each at most
 * once. `origin` is the public origin without a trailing slash.
 */
export function parseOembedRequest(
  query: Readonly<Record<string, unknown>>,
  origin: string,
): { readonly request: OembedRequest } | { readonly refusal: OembedRefusal } {
  const { url, format = 'json', maxwidth, maxheight } = query;
  if (typeof url !== 'string' || !URL.canParse(url)) {
    return refuse(400, `url: give the absolute address of a story, such as ${origin}/2016/07/15/story.`);
  }
  if (typeof format !== 'string') return refuse(400, 'format: give it once, as json or xml.');
  if (format !== 'json' && format !== 'xml') {
    return refuse(501, 'format: only json and xml are spoken here.');
  }
  const maxWidth = readLimit(maxwidth);
  const maxHeight = readLimit(maxheight);
  if (maxWidth === undefined || maxHeight === undefined) {
    return refuse(
      400,
      'maxwidth and maxheight: give each once, as a whole number of pixels from 1 to 99999.',
    );
  }
  const page = new URL(url);
  if (page.origin !== new URL(origin).origin || page.username !== '' || page.password !== '') {
    return refuse(404, `url: only pages of ${origin} are told of here.`);
  }
  return { request: { path: page.pathname, format, maxWidth, maxHeight } };
}

const refuse = (status: OembedRefusal['status'], message: string): { refusal: OembedRefusal } => ({
  refusal: { status, message },
});

/** Px; null where none is given, undefined for what is no number of pixels. */
function readLimit(value: unknown): number | null | undefined {
  if (value === undefined) return null;
  return typeof value === 'string' && /^[1-9]\d{0,4}$/.test(value) ? Number(value) : undefined;
}
