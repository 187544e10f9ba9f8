import type { Request, Response } from 'express';
import type { CatalogReader } from '../catalog/read/catalog.ts';
import { type DeskWord, sayDesk } from '../words/desk/desk-words.ts';
import type { RenderDesk } from './desk-renderer.ts';
import type { DeskNews } from './news.ts';

/** A page of the desk, ready to be shown. */
export interface DeskPage {
  /** The file of `views/desk/pages`, without its ending. */
  readonly view: string;
  readonly title: string;
  /** Where it stands in the navigation, as its path; null for nowhere. */
  readonly current: string | null;
  /** What the view sees as `page`. */
  readonly page: object;
  /** Names of scripts (`js/write.js`) and style sheets (`css/write.css`) besides those of every page. */
  readonly scripts?: readonly string[];
  readonly styles?: readonly string[];
  /** What stands in the import map, as JSON; none by default. */
  readonly modulesJson?: string;
  /** 200 by default. */
  readonly status?: number;
}

/** Shows pages in the desk's frame. */
export type ShowDesk = (request: Request, response: Response, page: DeskPage) => void;

export interface DeskFrameDeps {
  readonly render: RenderDesk;
  /** Throws where no catalog is to be had. */
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly siteUrl: string;
}

const NAVIGATION: readonly (readonly [path: string, word: DeskWord])[] = [
  ['/', 'desk-board'],
  ['/new', 'desk-write'],
  ['/schedule', 'desk-schedule'],
  ['/problems', 'desk-problems'],
  ['/pictures', 'desk-pictures'],
  ['/partners', 'desk-partners'],
  ['/files', 'desk-files'],
];

/** Makes what shows pages: with the paper's name, the way to the other pages, and who is signed in. */
export function createDeskFrame({ render, reader, news, siteUrl }: DeskFrameDeps): ShowDesk {
  return (_request, response, given) => {
    const { view, title, current, page, scripts = [], styles = [], modulesJson = null, status = 200 } = given;
    const { person = null, csrf = null, nonce = '' } = response.locals as Partial<DeskLocals>;
    const count = news.troubled().size;
    const frame = {
      title,
      name: sayDesk('desk-name', { site: siteName(reader) ?? new URL(siteUrl).host }),
      siteUrl,
      scripts,
      styles,
      modulesJson,
      nonce,
      csrf,
      person:
        person === null
          ? null
          : sayDesk('desk-person', { name: person.name, role: sayDesk(`desk-role-${person.role}`) }),
      isAdmin: person?.role === 'admin',
      navigation:
        person === null
          ? []
          : NAVIGATION.map(([path, word]) => ({
              path,
              text: sayDesk(word),
              count: path === '/problems' && count > 0 ? String(count) : null,
              isCurrent: path === current,
            })),
    };
    response
      .status(status)
      .type('html')
      .send(render.page(view, { ...page, csrf }, frame));
  };
}

/** What middleware puts into `response.locals`. */
export interface DeskLocals {
  readonly person: { readonly name: string; readonly role: 'viewer' | 'contributor' | 'editor' | 'admin' };
  /** The session's word that forms carry. */
  readonly csrf: string;
  readonly nonce: string;
}

/** The name of the site; null while there is no catalog to ask. */
function siteName(reader: () => CatalogReader): string | null {
  try {
    return reader().read((catalog) => catalog.site().name);
  } catch {
    return null;
  }
}
