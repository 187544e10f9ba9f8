import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BackupError } from './backup-error.ts';

/** The make of backups that this program writes; one that an earlier program could not restore gets a higher number. */
export const FORMAT = 1;

const FILE = z.object({
  /** Below the backup, with forward slashes: `data/permalinks.db`, `content/articles/ferry.md`. */
  path: z.string().refine((path) => isInside(path)),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Its rights where it came from, as chmod takes them; of content alone, the rest is its user's. */
  mode: z.number().int().optional(),
  /** What it was there: of a file that still is the same, the copy serves the next backup too. */
  stamp: z.string().optional(),
});

const CONTENT = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('folder'),
    isIncluded: z.boolean(),
    /** Files that changed until the end: each is whole, but not all are of one moment. */
    restless: z.number().int(),
  }),
  z.object({ kind: z.literal('git'), url: z.string(), branch: z.string().nullable() }),
]);

const MANIFEST = z.object({
  format: z.literal(FORMAT),
  /** The version of the program that made it. */
  program: z.string(),
  /** The moment of the databases. */
  at: z.iso.datetime(),
  /** The public origin of the site. */
  site: z.string(),
  content: CONTENT,
  /** Each was found whole inside. `form` is SQLite's user_version. */
  databases: z.array(z.object({ name: z.string(), form: z.number().int() })),
  /** Folders of the content with their rights, parents first. */
  folders: z.array(z.object({ path: z.string().refine((path) => isInside(path)), mode: z.number().int() })),
  files: z.array(FILE),
});

export type Manifest = z.infer<typeof MANIFEST>;
export type BackupFile = z.infer<typeof FILE>;
export type BackupContent = z.infer<typeof CONTENT>;

export const MANIFEST_FILE = 'manifest.json';

/** No manifest leads out of its backup. */
function isInside(path: string): boolean {
  const [part, ...rest] = path.split('/');
  return (part === 'data' || part === 'content') && rest.every((name) => !['', '.', '..'].includes(name));
}

/** A file a line, so that people can read it as well. */
export function formatManifest({ files, ...head }: Manifest): string {
  const lines = files.map((file) => `    ${JSON.stringify(file)}`).join(',\n');
  return `${JSON.stringify(head, null, 2).replace(/\n\}$/, '')},\n  "files": [\n${lines}\n  ]\n}\n`;
}

/** Reads what a backup says of itself. @throws BackupError where it is none, a broken one, or one of a later program. */
export function readManifest(backup: string): Manifest {
  const file = join(backup, MANIFEST_FILE);
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new BackupError(
        'backup-unreadable',
        `${backup} is no backup: it has no ${MANIFEST_FILE}. Name one of the folders that "dateline backup" made, such as 2026-12-01T05-40-00Z.`,
        { cause: error },
      );
    throw unreadable(file, message, error);
  }
  const format = (read as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT) throw tooNew(backup, `it has format ${format}`);
  const parsed = MANIFEST.safeParse(read);
  if (!parsed.success) throw unreadable(file, 'it is not what Dateline writes', parsed.error);
  return parsed.data;
}

/** For a backup that a later program made. */
export const tooNew = (backup: string, why: string): BackupError =>
  new BackupError(
    'backup-too-new',
    `${backup}: a later Dateline made this backup (${why}). Restore it with the release that made it, which its ${MANIFEST_FILE} names, or a later one.`,
  );

const unreadable = (file: string, reason: string, cause: unknown): BackupError =>
  new BackupError(
    'backup-unreadable',
    `${file} cannot be read (${reason}). Run this as a user who may read it, or take another backup.`,
    { cause },
  );
