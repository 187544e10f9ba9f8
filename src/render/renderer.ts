import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { LRUCache } from 'lru-cache';
import { escapeHtml } from '../html/escape.ts';
import type { ArchiveIndexPage } from '../pages/archive-index-page.ts';
import type { ArchivePage } from '../pages/archive-page.ts';
import type { ArticlePage } from '../pages/article-page.ts';
import type { CorrectionsPage } from '../pages/corrections-page.ts';
import type { FrontPage } from '../pages/front-page.ts';
import type { HistoryPage } from '../pages/history-page.ts';
import type { ListingPage } from '../pages/listing-page.ts';
import type { MessagePage } from '../pages/message-page.ts';
import type { NameIndexPage } from '../pages/name-index-page.ts';
import type { OfflinePage } from '../pages/offline-page.ts';
import type { PartnersPage } from '../pages/partners-page.ts';
import type { SearchPage } from '../pages/search/search-page.ts';
import type { SectionFrontPage } from '../pages/section-front-page.ts';
import type { SeriesPage } from '../pages/series-page.ts';
import type { StandingPageView } from '../pages/standing-page.ts';
import type { Words } from '../words/words.ts';
import { tellLanguages } from '../words/tell-languages.ts';
import { ENGLISH } from '../words/words-of.ts';
import { createPartFinder } from './page-parts.ts';
import { createPageStyles, type PageSheets } from './page-sheets.ts';
import { paperColours } from './paper-colours.ts';
import { putWords } from './put-words.ts';

/** The view of each page and the model it prints. */
export interface PageModels {
  readonly front: FrontPage;
  readonly section: SectionFrontPage;
  readonly article: ArticlePage;
  readonly listing: ListingPage;
  readonly archive: ArchivePage;
  readonly 'archive-index': ArchiveIndexPage;
  readonly corrections: CorrectionsPage;
  readonly history: HistoryPage;
  readonly series: SeriesPage;
  readonly 'name-index': NameIndexPage;
  readonly search: SearchPage;
  readonly partners: PartnersPage;
  readonly standing: StandingPageView;
  readonly message: MessagePage;
  readonly offline: OfflinePage;
}

/** Turns a page's model into its whole HTML document. */
export type RenderPage = <View extends keyof PageModels>(view: View, page: PageModels[View]) => string;

/** What templates may use besides what they are handed. */
export interface RendererOptions {
  readonly viewsDir: string;
  /** What pages carry: `parts` is empty by default. */
  readonly css: PageSheets['css'];
  readonly parts?: PageSheets['parts'];
  readonly assetUrl: (name: string) => string;
  /** Stands between models and templates; tests pass one that throws on unknown fields. */
  readonly guard?: <T extends object>(model: T) => T;
}

type Include = (name: string, parameters: object) => string;

/** Templates in all words that are said; of one site, a few for each that a newsroom says otherwise. */
const MOST_TEMPLATES = 2_000;

/**
 * Reads every template of the views folder once, and compiles each once for the words that stand in it. A partial sees
 * only what it is handed, besides the words; a name it was not handed throws a ReferenceError that names the template
 * and line.
 */
export function createRenderer({ viewsDir, css, parts = [], assetUrl, guard }: RendererOptions): RenderPage {
  const helpers = { assetUrl, toScriptJson, paper: paperColours(css) };
  const stylesOf = createPageStyles(css);
  const partsIn = createPartFinder(parts);
  const sources = new Map(templateNames(viewsDir).map((name) => [name, readView(viewsDir, name)]));
  const compiled = new LRUCache<string, ejs.TemplateFunction>({ max: MOST_TEMPLATES });
  const includes = new WeakMap<Words, Include>();

  const compileOnce = (name: string, words: Words): ejs.TemplateFunction => {
    const source = sources.get(name);
    if (source === undefined) throw new Error(`views/${name}.ejs: no such template`);
    const text = putWords(source, words);
    const template = compiled.get(text) ?? compile(text, fileOf(viewsDir, name));
    compiled.set(text, template);
    return template;
  };
  const includeFor = (words: Words): Include => {
    const templates = new Map<string, ejs.TemplateFunction>();
    const include: Include = (name, parameters) => {
      const template = templates.get(name) ?? compileOnce(name, words);
      templates.set(name, template);
      // EJS puts locals in scope by `with`, so ours stands before its own include, which reads files.
      return template({ ...helpers, include, ...parameters });
    };
    includes.set(words, include);
    return include;
  };
  // What is wrong with a template is known before a page is asked for.
  for (const name of sources.keys()) compileOnce(name, ENGLISH);
  return (view, page) => {
    const model = guard?.(page) ?? page;
    const include = includes.get(page.words) ?? includeFor(page.words);
    const mainHtml = include(`pages/${view}`, { page: model });
    const bodyHtml = include('layouts/body', { page: model, mainHtml });
    const had = partsIn({ bodyHtml, letters: model.fonts.letters, language: model.lang });
    const html = include('layouts/document', {
      page: model,
      bodyHtml,
      stylesHtml: stylesOf(had),
      scripts: had.flatMap(({ script }) => script ?? []),
    });
    return tellLanguages(html);
  };
}

/** Missing fields print nothing. */
const printed = (value?: unknown): string =>
  value === undefined || value === null ? '' : escapeHtml(String(value));

const compile = (text: string, filename: string): ejs.TemplateFunction =>
  ejs.compile(text, { filename, rmWhitespace: true, escape: printed });

const fileOf = (viewsDir: string, name: string): string => join(viewsDir, `${name}.ejs`);
const readView = (viewsDir: string, name: string): string => readFileSync(fileOf(viewsDir, name), 'utf8');

function templateNames(viewsDir: string): string[] {
  return ['layouts', 'pages', 'partials'].flatMap((folder) =>
    readdirSync(join(viewsDir, folder))
      .filter((file) => file.endsWith('.ejs'))
      .map((file) => `${folder}/${file.slice(0, -'.ejs'.length)}`),
  );
}

/**
 * Serialises a value for a `<script type="application/ld+json">`. Nothing in it can end the script or
 * open a comment (HTML §4.12.1.3), and it stays JSON: `<`, `>` and `&` are written as escapes.
 */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
