import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import supertest from 'supertest';
import type { AuditEntry } from '../../../src/accounts/audit-log.ts';
import { openAccounts } from '../../../src/accounts/open-accounts.ts';
import type { Role } from '../../../src/accounts/person.ts';
import type { TokenRight } from '../../../src/accounts/tokens.ts';
import { parseArticle } from '../../../src/content/articles/parse-article.ts';
import { createApiRoutes } from '../../../src/desk/api/create-api-routes.ts';
import { createMayWrite } from '../../../src/desk/may-write.ts';
import type { Previewer } from '../../../src/desk/preview/previewer.ts';
import { digestOf } from '../../../src/storage/digest-of.ts';
import type { ContentWriting } from '../../../src/writing/content-writing.ts';
import { refusedName } from '../../../src/writing/names/allowed-file.ts';
import { openSampleDesk, readSample, SAMPLE_NOW } from '../../support/sample-catalog.ts';
import { SAMPLE_SITE } from '../../support/sample-site.ts';
import { openTestDesk } from '../open-test-desk.ts';

/** The API over files in memory, which the true parser and publisher publish while `isPublishing` is true. */
export async function openTestApi() {
  const folder = mkdtempSync(join(tmpdir(), 'api-'));
  const accounts = openAccounts(join(folder, 'desk.db'), Date.now);
  const sample = openSampleDesk();
  const reader = sample.openReader();
  const desk = openTestDesk(() => reader, null);
  const files = new Map<string, Buffer>();
  const histories = new Map<string, { readonly by: string; readonly digest: string }[]>();
  const noted: AuditEntry[] = [];
  const state = { isPublishing: true };
  let now = SAMPLE_NOW;

  const publish = (file: string, bytes: Buffer): void => {
    if (!state.isPublishing || !file.startsWith('articles/') || !file.endsWith('.md')) return;
    const { article } = parseArticle({ file, text: bytes.toString('utf8') }, SAMPLE_SITE);
    if (article === null) return;
    const whole = { ...article, bodyHtml: '<p>Text.</p>', wordCount: 1 };
    const { changes } = sample.publisher.publish({ reads: [readSample(whole)] }, now);
    const publishes = changes.map(({ file: of, path, title, change, wasPublic, isPublic }) => ({
      ...{ file: of, path, title, change, wasPublic, isPublic, at: now, ms: 5, keys: 1 },
      way: 'file' as const,
    }));
    desk.news.take({ kind: 'live', publishes });
  };
  const note = (file: string, by: string, bytes: Buffer): void => {
    histories.set(file, [{ by, digest: digestOf(bytes) }, ...(histories.get(file) ?? [])]);
  };

  const writing: ContentWriting = {
    async read(file) {
      const bytes = refusedName(file) === null ? files.get(file) : undefined;
      return bytes === undefined ? null : { bytes, digest: digestOf(bytes), changedMs: SAMPLE_NOW };
    },
    async write({ changes, by }) {
      for (const { file, base } of changes) {
        const refusal = refusedName(file);
        if (refusal !== null) return { kind: 'refused', ...refusal, file };
        const present = files.get(file);
        const digest = present === undefined ? null : digestOf(present);
        if (digest === base) continue;
        const theirs = present?.toString('utf8') ?? null;
        const conflict = { file, base, yours: '', theirs, theirDigest: digest, merged: '', kept: null };
        return { kind: 'conflict', files: [conflict] };
      }
      for (const { file, bytes } of changes) {
        if (bytes === null) {
          files.delete(file);
          continue;
        }
        const stored = Buffer.from(bytes);
        files.set(file, stored);
        note(file, `${by.name} <${by.email}>`, stored);
        setImmediate(() => publish(file, stored));
      }
      const written = changes.map(({ file, bytes }) => ({
        ...{ file, isMerged: false },
        digest: bytes === null ? null : digestOf(Buffer.from(bytes)),
      }));
      return { kind: 'written', files: written, notes: [] };
    },
    rename: () => Promise.reject(new Error('not asked for here')),
    undo: () => Promise.reject(new Error('not asked for here')),
    list: async (below) => [...files.keys()].filter((file) => file.startsWith(below)),
    history: async (file) =>
      (histories.get(file) ?? []).map((entry, nth) => ({
        ...{ id: String(nth), at: SAMPLE_NOW, why: null, isMinor: false },
        ...entry,
      })) as never,
    textOf: async () => null,
    deleted: async () => [],
    async close() {},
  };

  const draft: Previewer['draft'] = async ({ file, bytes }) => {
    const text = Buffer.from(bytes).toString('utf8');
    const { article, problems } = parseArticle({ file, text }, SAMPLE_SITE);
    if (article === null) return { kind: 'none', problems };
    const story = {
      isDraft: article.isDraft,
      publishedMs: article.published.epochMs,
      expiresMs: article.expires?.epochMs ?? null,
    };
    return { kind: 'page', path: article.path, problems, facts: { story } as never };
  };

  const routes = createApiRoutes({
    origins: { desk: 'https://desk.courier.test', site: 'https://courier.test' },
    doors: {
      verify: (token) => accounts.tokens.verify(token),
      mayWrite: createMayWrite(() => SAMPLE_SITE),
      note: (entry) => void noted.push(entry),
    },
    writing,
    previewer: { draft },
    site: { reader: () => reader, news: desk.news },
    clock: { now: () => now, waitMs: 300 },
  });
  const listener = desk.listener(routes);

  return {
    asked: supertest(listener),
    listener,
    files,
    noted,
    state,
    news: desk.news,
    /** Somebody else saves a file. */
    save(file: string, text: string): void {
      files.set(file, Buffer.from(text));
      note(file, 'SFTP <sftp@courier.test>', Buffer.from(text));
      publish(file, Buffer.from(text));
    },
    /** A token of a person of this role. */
    token(may: TokenRight, role: Role = 'editor', name = `${role}-${may}`): string {
      const known = accounts.people.list().find((one) => one.name === name);
      const email = `${name}@courier.test`;
      const person = known ?? accounts.people.add({ name, email, role });
      return accounts.tokens.make({ person, may, days: 1, label: 'test' }).secret;
    },
    pass(ms: number): void {
      now += ms;
    },
    close(): void {
      accounts.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
