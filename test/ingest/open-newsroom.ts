import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Catalog, CatalogReader } from '../../src/catalog/read/catalog.ts';
import { type Ingest, startIngest } from '../../src/ingest/ingest.ts';
import type { IngestOptions } from '../../src/ingest/ingest-options.ts';
import { openReader } from '../../src/runtime/server/open-reader.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import type { PublishCause } from '../../src/telemetry/machine-report.ts';

export const SITE = 'name: The Test Times\nlanguage: en\ntimeZone: Asia/Yerevan\nsections: [World]\n';

/** How long a test waits at most for what the ingest does by itself. */
export const PATIENCE = { timeout: 300_000, interval: 20 };

/** The file of an article of 15 July 2016 with further lines of front matter. */
export function story(title: string, lines = '', body = 'Text.'): string {
  return `---\ntitle: ${title}\ndate: 2016-07-15\n${lines === '' ? '' : `${lines}\n`}---\n${body}\n`;
}

/** An ingest at work, with what readers see of it. */
export interface Running {
  readonly ingest: Ingest;
  /** The keys of each publish, in order. */
  readonly published: ReadonlySet<string>[];
  /** The keys of the articles whose related stories became others, each time that some did. */
  readonly related: ReadonlySet<string>[];
  /** What each publish came of, in order. */
  readonly causes: PublishCause[];
  readonly ask: <Answer>(question: (catalog: Catalog, now: number) => Answer) => Answer;
  /** A path, as readers find it: the article's headline, `-> PATH`, `gone` or `unknown`. */
  readonly at: (path: string) => string;
  /** The headlines of all articles that readers see, sorted. */
  readonly titles: () => string[];
  readonly close: () => Promise<void>;
}

/** A content folder and a DATA_DIR of its own, for ingests that start and end. */
export interface Newsroom {
  readonly contentDir: string;
  readonly dataDir: string;
  /** The lines that were logged since the last start. */
  readonly logged: Record<string, unknown>[];
  /** What the clock of the ingest is ahead, in milliseconds. */
  ahead: number;
  /** Writes a file; each write has a time of its own, long ago, so that no two look alike. */
  readonly write: (file: string, text: string) => void;
  /** Saves a file as most editors do: beside it, then renamed into its place. */
  readonly save: (file: string, text: string) => void;
  readonly rename: (from: string, to: string) => void;
  readonly remove: (file: string) => void;
  /** Starts an ingest, by the true clock, and opens what it made. */
  readonly start: (
    given?: Pick<Partial<IngestOptions>, 'isLive' | 'fetching' | 'history'>,
  ) => Promise<Running>;
  readonly dispose: () => Promise<void>;
}

/** Makes a newsroom with site.yaml and these files. Dispose of it. */
export function openNewsroom(files: Readonly<Record<string, string>> = {}): Newsroom {
  const home = mkdtempSync(join(tmpdir(), 'dateline-ingest-'));
  const contentDir = join(home, 'content');
  const dataDir = join(home, 'data');
  const logged: Record<string, unknown>[] = [];
  const running = new Set<Running>();
  const path = (file: string): string => join(contentDir, file);
  let writes = 0;

  const write = (file: string, text: string): void => {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
    writes += 1;
    utimesSync(path(file), 1_600_000_000 + writes, 1_600_000_000 + writes);
  };
  const room: Newsroom = {
    contentDir,
    dataDir,
    logged,
    ahead: 0,
    write,
    save(file, text) {
      mkdirSync(dirname(path(file)), { recursive: true });
      writeFileSync(`${path(file)}.tmp`, text);
      renameSync(`${path(file)}.tmp`, path(file));
    },
    rename: (from, to) => renameSync(path(from), path(to)),
    remove: (file) => rmSync(path(file)),
    async start({ isLive = false, fetching, history } = {}) {
      logged.length = 0;
      const now = (): number => Date.now() + room.ahead;
      const published: ReadonlySet<string>[] = [];
      const related: ReadonlySet<string>[] = [];
      const causes: PublishCause[] = [];
      const ingest = await startIngest({
        contentDir,
        dataDir,
        log: createLogger({
          level: 'info',
          destination: { write: (line) => void logged.push(JSON.parse(line)) },
        }),
        now,
        threads: 1,
        isLive,
        ...(fetching === undefined ? {} : { fetching }),
        history,
        tell: {
          progress() {},
          published({ keys, changes, cause }) {
            causes.push(cause);
            const isRelated = changes.length === 0 && [...keys].every((key) => key.startsWith('article:'));
            (isRelated ? related : published).push(keys);
          },
          lost() {},
          damaged() {
            throw new Error('the catalog is sound');
          },
        },
      });
      const one = run({ ingest, published, related, causes }, openReader(dataDir), now, () =>
        running.delete(one),
      );
      running.add(one);
      return one;
    },
    async dispose() {
      for (const one of running) await one.close();
      rmSync(home, { recursive: true });
    },
  };
  write('site.yaml', SITE);
  mkdirSync(path('articles'), { recursive: true });
  for (const [file, text] of Object.entries(files)) write(file, text);
  return room;
}

function run(
  { ingest, published, related, causes }: Pick<Running, 'ingest' | 'published' | 'related' | 'causes'>,
  reader: CatalogReader,
  now: () => number,
  onClose: () => void,
): Running {
  const ask: Running['ask'] = (question) => reader.read((catalog) => question(catalog, now()));
  return {
    ingest,
    published,
    related,
    causes,
    ask,
    at(path) {
      const found = ask((catalog, moment) => catalog.resolve(path, moment));
      if (found.kind === 'article') return found.article.title;
      return found.kind === 'moved' ? `-> ${found.path}` : found.kind;
    },
    titles: () =>
      ask((catalog, moment) => catalog.list({ kind: 'all' }, { now: moment, limit: 1_000, offset: 0 }))
        .map(({ title }) => title)
        .sort(),
    async close() {
      onClose();
      reader.close();
      await ingest.close();
    },
  };
}
