import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ejs from 'ejs';
import { escapeHtml } from '../html/escape.ts';
import { DESK_LANGUAGE, sayDesk } from '../words/desk/desk-words.ts';

/** Turns a view of `views/desk/pages` and its model into HTML: the whole document, or without the frame a part of one. */
export interface RenderDesk {
  /** `frame` is what stands around the page. */
  page(view: string, page: object, frame: object): string;
  /** The view alone, for scripts that put it into a page. */
  part(view: string, page: object): string;
}

export interface DeskRendererOptions {
  /** Absolute: `views/desk`. */
  readonly viewsDir: string;
  /** The address of a style sheet, script or font of the desk. */
  readonly assetUrl: (name: string) => string;
}

/**
 * Reads and compiles every template once. A template sees `page`, `say`, `assetUrl` and `include`, a partial what it is handed.
 * @throws Error for a template that does not compile.
 */
export function createDeskRenderer({ viewsDir, assetUrl }: DeskRendererOptions): RenderDesk {
  const templates = new Map<string, ejs.TemplateFunction>();
  for (const folder of ['layouts', 'pages', 'partials']) {
    for (const file of readdirSync(join(viewsDir, folder))) {
      if (!file.endsWith('.ejs')) continue;
      const filename = join(viewsDir, folder, file);
      const name = `${folder}/${file.slice(0, -'.ejs'.length)}`;
      const options = { filename, rmWhitespace: true, escape: printed };
      templates.set(name, ejs.compile(readFileSync(filename, 'utf8'), options));
    }
  }
  const include = (name: string, given: object): string => {
    const template = templates.get(name);
    if (template === undefined) throw new Error(`views/desk/${name}.ejs: no such template`);
    return template({ say: sayDesk, assetUrl, include, ...given });
  };
  const part = (view: string, page: object): string => include(`pages/${view}`, { page });
  return {
    part,
    page: (view, page, frame) =>
      include('layouts/document', { page, frame, lang: DESK_LANGUAGE, mainHtml: part(view, page) }),
  };
}

/** Missing fields print nothing. */
const printed = (value?: unknown): string =>
  value === undefined || value === null ? '' : escapeHtml(String(value));
