import { createHash } from 'node:crypto';
import { escapeHtml } from '../../html/escape.ts';
import { NO_STORE } from '../../cache/cache-policy.ts';
import { createPageEntry, HTML, type PageEntry } from '../../cache/page-entry.ts';
import { textDirection } from '../../domain/language.ts';
import { tellLanguages } from '../../words/tell-languages.ts';
import type { Words } from '../../words/words.ts';
import { ENGLISH } from '../../words/words-of.ts';

/** Error pages that need nothing of the site: no catalog, no template engine, no stylesheet. */
export interface StandalonePage {
  /** `sha256-…` of the one inline style, without quotes. */
  readonly styleHash: string;
  /** The Content-Security-Policy of these pages; it allows their own style. */
  readonly contentSecurityPolicy: string;
  /** The page of an error's status, 400–599, with that header; never stored. */
  readonly get: (status: number) => PageEntry;
  /** Has the pages speak with another voice from now on; English until then. */
  readonly speak: (voice: Voice) => void;
}

/** Who speaks on them: in what words, and in what language, a BCP 47 tag. */
export interface Voice {
  readonly words: Words;
  readonly language: string;
}

const WORDED = [400, 404, 405, 408, 410, 412, 413, 414, 417, 431, 500, 501, 503, 505] as const;
type Worded = (typeof WORDED)[number];

const STYLE = /<style\b[^>]*>([\s\S]*?)<\/style>/g;
const PLACEHOLDER = /\{\{(.*?)\}\}/g;

/**
 * Prepares the error pages from one HTML document with `{{lang}}`, `{{dir}}`, `{{status}}`, `{{heading}}`, `{{text}}`
 * and `{{front}}`, and exactly one `<style>`. Throws an Error that says what the document lacks.
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
  const pages = new Map<number, PageEntry>();
  let voice: Voice = { words: ENGLISH, language: 'en' };
  const get = (status: number): PageEntry => {
    const known = pages.get(status);
    if (known !== undefined) return known;
    const body = fillIn(template, status, voice);
    const page = createPageEntry({ body, contentType: HTML, status, cacheControl: NO_STORE, headers });
    pages.set(status, page);
    return page;
  };
  // Says what the document lacks before anybody needs it.
  get(500);
  return {
    styleHash,
    contentSecurityPolicy,
    get,
    speak(next) {
      if (next.words === voice.words && next.language === voice.language) return;
      voice = next;
      pages.clear();
    },
  };
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

function fillIn(template: string, status: number, { words, language }: Voice): string {
  const values: Readonly<Record<string, string>> = {
    lang: language,
    dir: textDirection(language),
    status: words.say('error-status', { status: String(status) }),
    front: words.plain('front-link'),
    ...wordingOf(status, words),
  };
  const filled = template.replace(PLACEHOLDER, (placeholder, name: string) => {
    const value = Object.hasOwn(values, name.trim()) ? values[name.trim()] : undefined;
    if (value === undefined)
      throw new Error(`${placeholder} is none of {{${Object.keys(values).join('}}, {{')}}}.`);
    return escapeHtml(value);
  });
  return tellLanguages(filled);
}

function wordingOf(status: number, { plain }: Words): { readonly heading: string; readonly text: string } {
  if (isWorded(status)) return { heading: plain(`plain-${status}`), text: plain(`plain-${status}-text`) };
  return {
    heading: plain('plain-other'),
    text: plain(status < 500 ? 'plain-other-text' : 'plain-fault-text'),
  };
}

const isWorded = (status: number): status is Worded => (WORDED as readonly number[]).includes(status);
