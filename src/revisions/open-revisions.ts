import { join } from 'node:path';
import type { NewVersion, RevisionStore } from './revision-store.ts';
import { openRevisionsFile, type RevisionsFileOptions } from './revisions-file.ts';

/** Where the versions of a data folder are. */
export const revisionsFile = (dataDir: string): string => join(dataDir, 'revisions.db');

/**
 * Versions of the content folder's files: what a save replaced, refused or deleted, and what was published. Without the file, which
 * is told once, nothing is kept and there is nothing to be found; nothing is thrown.
 */
export interface Revisions {
  /** Keeps versions, all or none. Returns the revision of each, null for one that is not kept. */
  keep(versions: readonly NewVersion[]): readonly (string | null)[];
  /** Newest first; of the oldest, with the deletions between. */
  list: RevisionStore['list'];
  has: RevisionStore['has'];
  isNewest: RevisionStore['isNewest'];
  /** The bytes of a revision of this file; null for none. */
  bytes: RevisionStore['bytes'];
  /** The bytes of any version by their digest; null where they are not kept. */
  byDigest: RevisionStore['byDigest'];
  lastWrite: RevisionStore['lastWrite'];
  move: RevisionStore['move'];
  deleted: RevisionStore['deleted'];
  /** Keeps a version, by its digest, from readers for a reason that they are told, or gives it back to them for null; editors see it in any case. */
  redact: RevisionStore['redact'];
  /** Digests of the versions that readers must not see, each with the reason that they are told; '' for none. */
  redacted: RevisionStore['redacted'];
  close(): void;
}

export interface RevisionsOptions extends RevisionsFileOptions {
  /** Versions of one file that are kept; 100. */
  readonly mostVersions?: number;
  /** Bytes of all of them, packed; 512 MB. */
  readonly mostBytes?: number;
}

const MOST_VERSIONS = 100;
const MOST_BYTES = 512 * 1024 * 1024;
/** A larger file is not kept: it would take the place of all others. */
const LARGEST = 64 * 1024 * 1024;

/** Opens the versions of a data folder when they are first used. Several processes may have them open. */
export function openRevisions(options: RevisionsOptions): Revisions {
  const { mostVersions = MOST_VERSIONS, mostBytes = MOST_BYTES } = options;
  const file = openRevisionsFile(options);
  return {
    keep(versions) {
      const kept = file.write((store) =>
        versions.map((version) => {
          if ((version.bytes?.length ?? 0) > LARGEST) return null;
          const id = store.put(version);
          store.trim(version.file, mostVersions, mostBytes);
          return id;
        }),
      );
      return kept ?? versions.map(() => null);
    },
    list: (name, most) => file.read((store) => store.list(name, most)) ?? [],
    has: (name) => file.read((store) => store.has(name)) ?? false,
    isNewest: (name, digest) => file.read((store) => store.isNewest(name, digest)) ?? false,
    bytes: (name, id) => file.read((store) => store.bytes(name, id)),
    byDigest: (digest) => file.read((store) => store.byDigest(digest)),
    lastWrite: (by) => file.read((store) => store.lastWrite(by)) ?? { why: null, steps: [] },
    move: (from, to) => void file.write((store) => store.move(from, to)),
    deleted: (most) => file.read((store) => store.deleted(most)) ?? [],
    redact: (name, digest, redaction) => void file.write((store) => store.redact(name, digest, redaction)),
    redacted: (name) => file.read((store) => store.redacted(name)) ?? new Map(),
    close: () => file.close(),
  };
}
