import type { GitChange } from '../../git/git-log.ts';
import type { Permalink, PermalinkRow } from '../../catalog/permalinks/permalink.ts';

/** What a version of a file publishes, drafts and embargoed articles included. */
export interface VersionContent {
  /** The owner that the file itself names: by an `id:`, or because it is a page. */
  readonly owner: string | null;
  /** The owner that an article without `id:` has when it is new: `article:` and its file without extension. */
  readonly ownerByName: string;
  readonly hasOwnId: boolean;
  /** Its URL, then its aliases. */
  readonly paths: readonly string[];
  /**
   * What its URL was by the rules of earlier releases: which of the rules held at the time of a version is not known, so
   * that it has them as long as no other has one by the rules of today.
   */
  readonly formerPaths: readonly string[];
  /** From when and until when readers find it, in milliseconds since 1970; null for a draft. */
  readonly visible: { readonly fromMs: number; readonly untilMs: number } | null;
}

/** A version of a file. */
export interface FileVersion extends Omit<GitChange, 'blob'> {
  /** Null for a file that was removed, or whose text has errors. */
  readonly content: VersionContent | null;
}

/** Finds out which URLs a history published, by the rules of the running server. */
export interface HistoryReplay {
  /** Takes the next commit. Times never fall from call to call. */
  commit(versions: readonly FileVersion[], atMs: number): void;
  /** Lets the embargoes end that end until a time. */
  releaseUntil(nowMs: number): void;
  /** The owner of a file, as the history says, if readers were ever given it or could be. */
  ownerOf(file: string): { readonly owner: string; readonly hasOwnId: boolean } | null;
  /** All rows so far; none repeats what the ones before it say. */
  rows(): readonly PermalinkRow[];
}

interface Embargo extends Pick<Permalink, 'owner' | 'file'>, Pick<VersionContent, 'paths' | 'formerPaths'> {
  readonly fromMs: number;
}

/** Begins before the first commit. */
export function createReplay(): HistoryReplay {
  const rows: PermalinkRow[] = [];
  const claims = new Map<string, Permalink>();
  const pathsOfOwner = new Map<string, Set<string>>();
  const saidOfFile = new Map<string, string>();
  const saidOfOwner = new Map<string, string>();
  /** Which owner a file is or was, and in which file an owner is or was. */
  const owners = new Map<string, { owner: string; hasOwnId: boolean }>();
  const homes = new Map<string, string>();
  /** The URLs by which readers find an owner now. */
  const current = new Map<string, ReadonlySet<string>>();
  const embargoes = new Map<string, Embargo>();
  /** Paths that nobody has but by a former rule. */
  const doubted = new Set<string>();

  const say = (link: Permalink, atMs: number): void => {
    const { path, owner, file } = link;
    const claim = claims.get(path);
    const isKnown = claim?.owner === owner && claim.file === file;
    if (isKnown && saidOfFile.get(file) === owner && saidOfOwner.get(owner) === file) return;
    rows.push({ atMs, path, owner, file });
    claims.set(path, link);
    saidOfFile.set(file, owner);
    saidOfOwner.set(owner, file);
    const paths = pathsOfOwner.get(owner) ?? new Set();
    pathsOfOwner.set(owner, paths.add(path));
  };

  const transfer = (from: string, { owner, file }: Pick<Permalink, 'owner' | 'file'>, atMs: number): void => {
    for (const path of pathsOfOwner.get(from) ?? []) {
      if (claims.get(path)?.owner === from) say({ path, owner, file }, atMs);
    }
  };

  /** A URL stays with who had it first; an alias may take one that leads nowhere. */
  const publish = ({ owner, file, paths, formerPaths }: Omit<Embargo, 'fromMs'>, atMs: number): void => {
    const [url = '', ...aliases] = paths;
    const holder = claims.get(url);
    const isHeld = holder !== undefined && !doubted.has(url);
    if (isHeld && holder.owner !== owner && holder.file !== file) return;
    const free = aliases.filter((alias) => {
      const claimant = claims.get(alias)?.owner;
      return claimant === undefined || claimant === owner || !current.get(claimant)?.has(alias);
    });
    current.set(owner, new Set([url, ...free]));
    for (const path of [url, ...free]) {
      doubted.delete(path);
      say({ path, owner, file }, atMs);
    }
    for (const path of formerPaths) {
      if (claims.has(path)) continue;
      doubted.add(path);
      say({ path, owner, file }, atMs);
    }
  };

  const leave = (file: string): void => {
    const owner = owners.get(file)?.owner;
    embargoes.delete(file);
    if (owner !== undefined && homes.get(owner) === file) current.delete(owner);
  };

  const nameNew = (ownerByName: string, file: string): string => {
    for (let number = 1; ; number += 1) {
      const owner = number === 1 ? ownerByName : `${ownerByName}-${number}`;
      const home = homes.get(owner);
      if (home === undefined || home === file) return owner;
    }
  };

  const replay = (
    version: FileVersion,
    before: { owner: string; hasOwnId: boolean } | null,
    atMs: number,
  ): void => {
    const { kind, file, from, content } = version;
    if (content === null) {
      if (before === null) return;
      owners.set(file, before);
      if (kind === 'renamed') homes.set(before.owner, file);
      return;
    }
    const isSameFile = before !== null && (kind !== 'added' || homes.get(before.owner) === file);
    const owner = content.owner ?? (isSameFile ? before.owner : nameNew(content.ownerByName, file));
    const home = homes.get(owner);
    const isTaken = home !== undefined && home !== file && home !== from && current.has(owner);
    if (isTaken && kind !== 'changed') return;
    owners.set(file, { owner, hasOwnId: content.hasOwnId });
    homes.set(owner, file);
    const isOther = kind === 'renamed' && before?.hasOwnId === true && content.hasOwnId;
    if (isSameFile && before.owner !== owner && !isOther) transfer(before.owner, { owner, file }, atMs);
    show(content, { owner, file }, atMs);
  };

  const show = (
    { visible, paths, formerPaths }: VersionContent,
    link: Pick<Permalink, 'owner' | 'file'>,
    atMs: number,
  ): void => {
    embargoes.delete(link.file);
    current.delete(link.owner);
    if (visible === null || visible.untilMs <= atMs) return;
    if (visible.fromMs <= atMs) publish({ ...link, paths, formerPaths }, atMs);
    else embargoes.set(link.file, { ...link, paths, formerPaths, fromMs: visible.fromMs });
  };

  const releaseUntil = (nowMs: number): void => {
    const due = [...embargoes.values()].filter(({ fromMs }) => fromMs <= nowMs);
    for (const embargo of due.sort((a, b) => a.fromMs - b.fromMs)) {
      embargoes.delete(embargo.file);
      publish(embargo, embargo.fromMs);
    }
  };

  return {
    commit(versions, atMs) {
      releaseUntil(atMs);
      const before = versions.map(({ file, from }) => owners.get(from ?? file) ?? null);
      for (const { kind, file, from } of versions) {
        if (kind === 'removed') leave(file);
        else if (from !== null) leave(from);
      }
      versions.forEach((version, index) => {
        if (version.kind !== 'removed') replay(version, before[index] ?? null, atMs);
      });
    },
    releaseUntil,
    ownerOf: (file) => owners.get(file) ?? null,
    rows: () => rows,
  };
}
