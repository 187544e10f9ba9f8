import { placeLink, placeStyle, type PreviewPlace } from './place-link.ts';
import { type PreviewHost, previewHeaders } from './preview-headers.ts';
import type { PreviewAnswer } from './previewer.ts';
import { type PreviewedPage, rewritePage } from './rewrite-page.ts';

/** How answers of the site become those of a preview. */
export interface PreviewManner extends PreviewedPage, PreviewHost {}

/** An answer of the site as its preview gives it. Feeds, sitemaps and pictures keep their bytes: addresses in them are public ones. */
export async function rewriteAnswer(answer: PreviewAnswer, manner: PreviewManner): Promise<PreviewAnswer> {
  const { status, headers } = answer;
  const type = /^[^;\s]*/.exec(headers['content-type'] ?? '')?.[0] ?? '';
  const { body, styles } = await rewriteBody(answer.body, type, manner);
  const location = headers['location'];
  return {
    status,
    headers: {
      ...previewHeaders(headers, styles, manner),
      ...(location === undefined ? {} : { location: placeLink(location, manner) }),
    },
    body,
  };
}

async function rewriteBody(
  body: Uint8Array,
  type: string,
  manner: PreviewManner,
): Promise<{ readonly body: Uint8Array; readonly styles: readonly string[] }> {
  if (type === 'text/css') return { body: rewriteStyle(body, manner), styles: [] };
  if (type !== 'text/html') return { body, styles: [] };
  const html = await rewritePage(textOf(body), manner);
  return { body: Buffer.from(html), styles: headStyles(html) };
}

const textOf = (body: Uint8Array): string =>
  Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');

const rewriteStyle = (body: Uint8Array, place: PreviewPlace): Uint8Array =>
  Buffer.from(placeStyle(textOf(body), place));

/** The texts of the styles of a head; a body never gives the policy anything to allow. */
function headStyles(html: string): string[] {
  const head = html.slice(0, Math.max(0, html.indexOf('</head>')));
  return [...head.matchAll(/<style>(.*?)<\/style>/gs)].map(([, css = '']) => css);
}
