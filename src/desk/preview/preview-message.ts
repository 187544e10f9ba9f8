import { createHash } from 'node:crypto';
import { escapeHtml } from '../../html/escape.ts';
import { DESK_LANGUAGE } from '../../words/desk/desk-words.ts';
import type { PreviewAnswer } from './previewer.ts';

/** What stands where there is no preview, in plain words. */
export interface PreviewMessage {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** What is wrong, one by one; none by default. */
  readonly lines?: readonly string[];
  /** In seconds, when it is worth while to ask again; absent for never. */
  readonly retryAfter?: number;
}

const CSS = `:root{color-scheme:light dark}body{margin:0;padding:12vh 1.25rem;font:1rem/1.5 Georgia,"Times New Roman",serif}
main{max-inline-size:34rem;margin-inline:auto}h1{margin:0 0 1rem;font-size:1.75rem;line-height:1.2}
ul{padding-inline-start:1.25rem}li{margin-block:.5rem;overflow-wrap:anywhere}`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(CSS).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  'sandbox',
].join(';');

/** A page that needs nothing of the site and asks for nothing, kept by nobody. */
export function previewMessage({
  status,
  title,
  text,
  lines = [],
  retryAfter,
}: PreviewMessage): PreviewAnswer {
  const list = lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('');
  const html = `<!doctype html>
<html lang="${DESK_LANGUAGE}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)}</title>
<style>${CSS}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(text)}</p>${list === '' ? '' : `\n<ul>${list}</ul>`}
</main>
</body>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': POLICY,
      'cache-control': 'private, no-store',
      'x-robots-tag': 'noindex, nofollow',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
    },
    body: Buffer.from(html),
  };
}
