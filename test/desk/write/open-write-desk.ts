import { createServer, type Server } from 'node:http';
import { may, type Person, type Role } from '../../../src/accounts/person.ts';
import type { CatalogReader } from '../../../src/catalog/read/catalog.ts';
import type { Site } from '../../../src/config/site.ts';
import { importMapJson, readEditorModules } from '../../../src/desk/assets/editor-modules.ts';
import { DeskError } from '../../../src/desk/desk-error.ts';
import { createPresence, type Presence } from '../../../src/desk/presence/presence.ts';
import type { DraftPreview } from '../../../src/desk/preview/previewer.ts';
import { createWriteRoutes } from '../../../src/desk/write/create-write-routes.ts';
import { openTestDesk } from '../open-test-desk.ts';
import { type MemoryWriting, memoryWriting } from './memory-writing.ts';

export const NOW = Date.UTC(2026, 10, 30, 10, 0);
export const FERRY = 'articles/ferry.md';
export const FERRY_TEXT =
  '---\ntitle: The ferry returns\ndate: 2026-11-29 09:30\n---\n\nIt came back.\r\nSlowly.\n';

const SITE = {
  name: 'The Lake Courier',
  language: 'en',
  timeZone: 'Asia/Yerevan',
  sections: [{ name: 'Society', slug: 'society', description: null }],
} as unknown as Site;

const facts = {
  searchTitle: 'The ferry returns',
  searchDescription: null,
  url: 'https://example.org/x',
  card: null,
};
const noCatalog: () => CatalogReader = () => {
  throw new Error('no catalog');
};

export interface WriteDesk {
  readonly server: Server;
  readonly url: string;
  readonly writing: MemoryWriting;
  readonly audit: readonly string[];
  readonly presence: Presence;
  close(): Promise<void>;
}

/** The writing page with a content folder in memory, served on this machine. */
export async function openWriteDesk(
  role: Role = 'editor',
  files: Record<string, string> = { [FERRY]: FERRY_TEXT },
) {
  const desk = openTestDesk(noCatalog, role);
  const writing = memoryWriting(files, () => NOW);
  const audit: string[] = [];
  const isDraft = (bytes: Uint8Array | null): boolean =>
    bytes === null || /^draft: true$/m.test(Buffer.from(bytes).toString());
  const changed = (): void => desk.news.tell({ kind: 'presence' });
  const presence = createPresence({ now: Date.now, changed });
  const routes = createWriteRoutes({
    write: {
      writing,
      previews: {
        async draft({ bytes }): Promise<DraftPreview> {
          const text = Buffer.from(bytes).toString();
          const line = text.split('\n').findIndex((one) => one.includes('tomorow')) + 1;
          if (line === 0) return { kind: 'page', path: '/x', problems: [], facts: { ...facts, story: null } };
          const problem = { file: FERRY, line, column: 7, severity: 'error', code: 'date-invalid' } as const;
          const said = { message: '"tomorow" is not a date.', hint: 'Write it as 2026-11-30 09:30.' };
          return { kind: 'none', problems: [{ ...problem, ...said }] };
        },
      },
      mayWrite: (person: Person, { before, after }) =>
        may(person.role, 'publish') || (may(person.role, 'draft') && isDraft(before) && isDraft(after)),
      site: () => SITE,
      now: () => NOW,
    },
    pages: {
      show: desk.show,
      part: desk.render.part,
      modulesJson: importMapJson(readEditorModules().names, desk.assets.url),
      frameOf: (_person, { path }) => `/preview/draft-0${path}`,
      place: (_day, slug) => `articles/${slug}.md`,
    },
    people: {
      personOf: (response) => response.locals['person'] as Person,
      assertCsrf(response, field) {
        if (field !== response.locals['csrf']) throw new DeskError(403, 'wrong-session', 'Not this session.');
      },
      note: (_request, person, act, file) => void audit.push(`${person.name} ${act} ${file}`),
    },
    presence,
    lint: async () => [{ tone: 'good', text: '17-character headline' }],
    offers: { topics: () => ['Ferries'], authors: () => ['Water desk'] },
  });
  const server = createServer(desk.listener(routes));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    writing,
    audit,
    presence,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  } satisfies WriteDesk;
}
