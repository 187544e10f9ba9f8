import type { Request, RequestHandler } from 'express';
import type { Person } from '../../accounts/person.ts';
import type { CatalogReader } from '../../catalog/read/catalog.ts';
import type { NamedKind } from '../../catalog/store/tally-entries.ts';
import type { RenderDesk } from '../../desk/desk-renderer.ts';
import type { ShowDesk } from '../../desk/desk-frame.ts';
import { assertCsrf } from '../../desk/login/guard-writes.ts';
import { personOf } from '../../desk/login/person-of.ts';
import { createMayWrite } from '../../desk/may-write.ts';
import { createPresence, type Presence } from '../../desk/presence/presence.ts';
import type { Previewer } from '../../desk/preview/previewer.ts';
import { createStoryNotes } from '../../desk/write/story-notes.ts';
import { createWriteRoutes } from '../../desk/write/create-write-routes.ts';
import type { WritePages } from '../../desk/write/write-routes-deps.ts';
import type { DeskNews } from '../../desk/news.ts';
import { composedSmall } from '../../domain/names.ts';
import { readFolderHabit } from '../../ingest/read/folder-habit.ts';
import type { ContentWriting } from '../../writing/content-writing.ts';

export interface WritePageOptions {
  readonly writing: ContentWriting;
  readonly previews: { readonly previewer: Previewer; readonly frameOf: WritePages['frameOf'] };
  /** Writes into the audit log. */
  readonly note: (request: Request, person: Person, act: string, file: string) => void;
  readonly reader: () => CatalogReader;
  readonly news: DeskNews;
  readonly pages: DeskPages;
  readonly place: WritingPlace;
}

/** What pages with an editor are shown by. */
export interface DeskPages {
  readonly show: ShowDesk;
  readonly part: RenderDesk['part'];
  readonly modulesJson: string;
}

export interface WritingPlace {
  readonly contentDir: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** So many names are offered at once. */
const MOST_OFFERS = 50;

/** Puts the pages of writing together; mount `routes` behind the log-in. */
export function openWritePage(options: WritePageOptions): { routes: RequestHandler; presence: Presence } {
  const { writing, previews, note, reader, news, pages, place } = options;
  const { contentDir, now } = place;
  const site = () => reader().read((catalog) => catalog.site());
  const presence = createPresence({ now, changed: () => news.tell({ kind: 'presence' }) });
  const named = (kind: NamedKind, begun: string): readonly string[] => {
    const start = composedSmall(begun.trim());
    return reader()
      .read((catalog) => catalog.labelCounts(kind, now()))
      .filter(({ name }) => composedSmall(name).startsWith(start))
      .sort((a, b) => b.count - a.count)
      .slice(0, MOST_OFFERS)
      .map(({ name }) => name);
  };
  const routes = createWriteRoutes({
    write: { writing, previews: previews.previewer, mayWrite: createMayWrite(site), site, now },
    pages: {
      ...pages,
      frameOf: previews.frameOf,
      place: (day, slug) => readFolderHabit(contentDir)(day, slug),
    },
    people: {
      personOf,
      assertCsrf,
      note: (request, person, act, file) => note(request, person, act, file),
    },
    presence,
    lint: createStoryNotes(reader, now),
    offers: { topics: (begun) => named('topic', begun), authors: (begun) => named('author', begun) },
  });
  return { routes, presence };
}
