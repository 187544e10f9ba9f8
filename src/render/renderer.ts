import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { escapeHtml } from '../html/escape.ts';
import type { ArchiveIndexPage } from '../pages/archive-index-page.ts';
import type { ArchivePage } from '../pages/archive-page.ts';
import type { ArticlePage } from '../pages/article-page.ts';
import type { CorrectionsPage } from '../pages/corrections-page.ts';
import type { FrontPage } from '../pages/front-page.ts';
import type { ListingPage } from '../pages/listing-page.ts';
import type { MessagePage } from '../pages/message-page.ts';
import type { NameIndexPage } from '../pages/name-index-page.ts';
import type { OfflinePage } from '../pages/offline-page.ts';
import type { PartnersPage } from '../pages/partners-page.ts';
import type { SearchPage } from '../pages/search/search-page.ts';
import type { SeriesPage } from '../pages/series-page.ts';
import type { StandingPageView } from '../pages/standing-page.ts';
import type { Words } from '../words/words.ts';
import { paperColours } from './inline-styles.ts';

/** The view of each page and the model it prints. */
export interface PageModels {
  readonly front: FrontPage;
  readonly article: ArticlePage;
  readonly listing: ListingPage;
  readonly archive: ArchivePage;
  readonly 'archive-index': ArchiveIndexPage;
  readonly corrections: CorrectionsPage;
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
  readonly css: string;
  readonly assetUrl: (name: string) => string;
  /** Stands between models and templates; tests pass one that throws on unknown fields. */
  readonly guard?: <T extends object>(model: T) => T;
}

type Include = (name: string, parameters: object) => string;

/**
 * Compiles every template of the views folder once. A partial sees only what it is handed, and may `say` a text of the
 * interface or put an element `around` which one of its messages is said; a name it was
 * not handed throws a ReferenceError that names the template and line.
 */
export function createRenderer({ viewsDir, css, assetUrl, guard }: RendererOptions): RenderPage {
  const templates = new Map<string, ejs.TemplateFunction>();
  const helpers = { assetUrl, toScriptJson, paper: paperColours(css) };
  const includeWith = ({ plain: say, around }: Words): Include => {
    const include: Include = (name, parameters) => {
      const template = templates.get(name);
      if (template === undefined) throw new Error(`views/${name}.ejs: no such template`);
      // EJS puts locals in scope by `with`, so ours stands before its own include, which reads files.
      return template({ ...helpers, say, around, include, ...parameters });
    };
    return include;
  };
  for (const name of templateNames(viewsDir)) {
    templates.set(name, compile(join(viewsDir, `${name}.ejs`)));
  }
  return (view, page) => {
    const model = guard?.(page) ?? page;
    const include = includeWith(page.words);
    const mainHtml = include(`pages/${view}`, { page: model });
    return include('layouts/document', { page: model, mainHtml, stylesHtml: css });
  };
}

/** Missing fields print nothing. */
const printed = (value?: unknown): string =>
  value === undefined || value === null ? '' : escapeHtml(String(value));

function compile(filename: string): ejs.TemplateFunction {
  return ejs.compile(readFileSync(filename, 'utf8'), { filename, rmWhitespace: true, escape: printed });
}

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
