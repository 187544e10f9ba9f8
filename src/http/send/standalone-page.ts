import { createHash } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import { escapeHtml } from '../../html/escape.ts';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { createPageEntry, HTML, type PageEntry } from '../../cache/page-entry.ts';

/** Error pages that need nothing of the site: no catalog, no template engine, no stylesheet. */
export interface StandalonePage {
  /** `sha256-…` of the one inline style, without quotes. */
  readonly styleHash: string;
  /** The Content-Security-Policy of these pages; it allows their own style. */
  readonly contentSecurityPolicy: string;
  /** The page of an error's status, 400–599, with that header; never stored. */
  readonly get: (status: number) => PageEntry;
}

interface Wording {
  readonly heading: string;
  readonly text: string;
}

const WORDINGS: ReadonlyMap<number, Wording> = new Map([
  [
    400,
    { heading: 'Bad request', text: 'This address could not be understood. Please check it for mistakes.' },
  ],
  [
    404,
    { heading: 'Page not found', text: 'There is no page at this address. Please check it for mistakes.' },
  ],
  [405, { heading: 'Not possible here', text: 'This address can be read, but nothing can be sent to it.' }],
  [408, { heading: 'Too slow', text: 'The request took too long to arrive. Please try again.' }],
  [410, { heading: 'Page removed', text: 'This page was removed and will not come back.' }],
  [
    412,
    { heading: 'Changed meanwhile', text: 'What you asked for has changed. Please load the page again.' },
  ],
  [413, { heading: 'Too large', text: 'The request was too large.' }],
  [414, { heading: 'Address too long', text: 'This address is too long. Please check it for mistakes.' }],
  [417, { heading: 'Not possible here', text: 'The request expects what this site does not do.' }],
  [
    431,
    {
      heading: 'Too large',
      text: 'The request’s header was too large. Deleting this site’s cookies may help.',
    },
  ],
  [500, { heading: 'Something went wrong', text: 'The fault is ours. Please try again in a few minutes.' }],
  [
    501,
    { heading: 'Not possible here', text: 'The request was made in a way that this site does not know.' },
  ],
  [
    503,
    { heading: 'Back in a moment', text: 'The site is busy or restarting. Please try again in a minute.' },
  ],
  [505, { heading: 'Not possible here', text: 'This site is read by HTTP/1.1.' }],
]);

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const PLACEHOLDER = /\{\{(.*?)\}\}/g;

/**
 * Prepares the error pages from one HTML document with `{{status}}`, `{{heading}}` and `{{text}}`
 * and exactly one `<style>`. Throws an Error that says what the document lacks.
 */
export function createStandalonePage(html: string): StandalonePage {
  // Browsers hash the style after turning CRLF into LF.
  const template = html.replaceAll('\r\n', '\n');
  const styleHash = hashOnlyStyle(template);
  const contentSecurityPolicy = [
    "default-src 'none'",
    `style-src '${styleHash}'`,
    "img-src 'self'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join(';');
  const headers = ['Content-Security-Policy', contentSecurityPolicy, 'X-Content-Type-Options', 'nosniff'];
  const build = (status: number): PageEntry => {
    const body = fillIn(template, status);
    return createPageEntry({ body, contentType: HTML, status, cacheControl: NO_STORE, headers });
  };
  const pages = new Map([...WORDINGS.keys()].map((status) => [status, build(status)]));
  return { styleHash, contentSecurityPolicy, get: (status) => pages.get(status) ?? build(status) };
}

function hashOnlyStyle(template: string): string {
  const [style, ...others] = [...template.matchAll(STYLE)].map((match) => match[1] ?? '');
  if (style === undefined || others.length > 0) {
    throw new Error(
      `An error page needs exactly one <style>, this has ${style === undefined ? 0 : others.length + 1}.`,
    );
  }
  if (style.match(PLACEHOLDER)) throw new Error('The <style> of an error page may hold no placeholder.');
  return `sha256-${createHash('sha256').update(style).digest('base64')}`;
}

function fillIn(template: string, status: number): string {
  const wording = WORDINGS.get(status) ?? unknownWording(status);
  const values: Readonly<Record<string, string>> = { status: String(status), ...wording };
  return template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name.trim()) ? values[name.trim()] : undefined;
    if (value === undefined) throw new Error(`${placeholder} is none of {{status}}, {{heading}}, {{text}}.`);
    return escapeHtml(value);
  });
}

function unknownWording(status: number): Wording {
  const text = status < 500 ? 'This request could not be answered.' : 'Please try again in a few minutes.';
  return { heading: STATUS_CODES[status] ?? 'Error', text };
}
