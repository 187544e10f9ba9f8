import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import request from 'supertest';
import { inspectContent } from '../../src/ingest/build/inspect-content.ts';
import { findCatalog } from '../../src/ingest/data-dir/catalog-files.ts';
import type { Problem } from '../../src/problems/problem.ts';
import { openTestSite, type TestSite } from './open-test-site.ts';

/** When the archives of the fixtures are looked at: after everything that they publish. */
export const ARCHIVE_NOW = Date.parse('2026-06-01T12:00Z');

/** An article as the catalog has it. */
export interface ArchiveArticle {
  /** Below `articles/`. */
  readonly file: string;
  /** As readers see it, not percent-encoded. */
  readonly path: string;
  readonly title: string;
  readonly isHeld: boolean;
  readonly publishedMs: number;
  readonly topics: readonly string[];
}

/** A content folder as `check` and a server take it. Close it. */
export interface OpenArchive {
  readonly site: TestSite;
  readonly articles: readonly ArchiveArticle[];
  /** Problems by file below `articles/`; those of other files stand under the file's whole name. */
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
  /** Where a request for a path, with its query, ends at once: the path itself for a page, else where it is sent, or the status. */
  arrive(path: string): Promise<string>;
  readonly close: () => Promise<void>;
}

interface Row {
  readonly file: string;
  readonly path: string;
  readonly title: string;
  readonly is_draft: number;
  readonly published_ms: number;
  readonly record: string;
}

const below = (file: string): string => file.replace(/^articles\//, '');

/** Opens a content folder whose pictures and problems are read as by `check`. */
export async function openArchive(folder: string): Promise<OpenArchive> {
  const { problems } = await inspectContent(folder, {
    now: () => ARCHIVE_NOW,
    threads: 1,
    onProgress: () => {},
  });
  const site = await openTestSite(folder, { now: ARCHIVE_NOW });
  return {
    site,
    articles: readArticles(findCatalog(site.dataDir)),
    problems: Map.groupBy(problems, ({ file }) => below(file)),
    async arrive(path) {
      const answer = await request(site.app).get(path).redirects(0);
      if (answer.status === 200) return path;
      const isMoved = answer.status === 301 || answer.status === 308;
      const to = answer.headers['location'];
      return isMoved && to !== undefined
        ? decodeURI(new URL(to, 'http://courier.test').pathname)
        : String(answer.status);
    },
    close: site.close,
  };
}

function readArticles(file: string): ArchiveArticle[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = database
      .prepare('SELECT file, path, title, is_draft, published_ms, record FROM article ORDER BY file')
      .all() as unknown as Row[];
    return rows.map((row) => ({
      file: below(row.file),
      path: decodeURI(row.path),
      title: row.title,
      isHeld: row.is_draft === 1 || row.published_ms > ARCHIVE_NOW,
      publishedMs: row.published_ms,
      topics: topicsOf(row.record),
    }));
  } finally {
    database.close();
  }
}

function topicsOf(record: string): string[] {
  const { topics } = JSON.parse(record) as { readonly topics: readonly { readonly name: string }[] };
  return topics.map(({ name }) => name);
}

/** What an archive's `expected.json` says must come out; see test/fixtures/archives/README.md. */
export interface ExpectedArchive {
  readonly published: Readonly<Record<string, string>>;
  readonly held?: readonly string[];
  readonly skipped?: readonly string[];
  readonly refused?: Readonly<Record<string, string>>;
  readonly kinds?: readonly string[];
  readonly titles?: Readonly<Record<string, string>>;
  readonly times?: Readonly<Record<string, string>>;
  readonly topics?: Readonly<Record<string, readonly string[]>>;
  readonly links?: Readonly<Record<string, readonly string[]>>;
  readonly old?: Readonly<Record<string, string>>;
}

/** Reads the `expected.json` of an archive's folder. */
export function readExpected(folder: string): ExpectedArchive {
  return JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as ExpectedArchive;
}
