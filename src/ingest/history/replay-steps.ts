import type { PermalinkRow } from '../../catalog/permalinks/permalink.ts';
import type { FileRead } from '../../catalog/publish/file-read.ts';
import { visibleRow } from '../../catalog/store/article-row.ts';
import type { UrlPublisher } from '../../catalog/replay/url-publisher.ts';
import { readNamedFiles, resolveNamedFiles, STANDING_PAGES } from '../read/named-files.ts';
import type { Site } from '../../config/site.ts';
import { parseStandingPage } from '../../content/standing-pages/parse-standing-page.ts';
import { articleKey, pageOwner } from '../../domain/surrogate-keys.ts';
import type { TextRead } from '../read/text-folder.ts';
import { folderOfVersions, readVersion } from './history-texts.ts';
import { type HistoryStep, parseVersions, type VersionRead } from './read-steps.ts';

/** Who publishes the steps. */
export interface ReplayPublisher
  extends Omit<UrlPublisher, 'takeText'>,
    Partial<Pick<UrlPublisher, 'takeText'>> {
  /** Publishes settings, where that has to be done. */
  publishSite?(site: Site, at: number): void;
}

export interface ReplayOptions {
  readonly publisher: ReplayPublisher;
  /** The articles and standing pages that are there at the beginning; it is kept up to date, and the publisher asks it. */
  readonly present: Set<string>;
  /** The moment up to which the catalog stands, in milliseconds since 1970. */
  readonly sinceMs: number;
  /** The settings that hold at the beginning; null for none. */
  readonly site: Site | null;
  /**
   * Reads a file that nothing of the history has touched; null where that cannot be done. Where it is given, the history is a
   * short one, of which all versions are remembered.
   */
  readonly readUntouched?: (file: string) => FileRead | null;
  /** Told of the addresses that versions had by the rules of earlier releases. */
  readonly onFormer?: (link: PermalinkRow) => void;
}

/** Publishes what a history published, by the rules of the running server. */
export interface Replay {
  /** Takes the next step. @throws MachineBusyError, PermalinkError and Error from SQLite. */
  take(step: HistoryStep): void;
  /** Publishes what the clock brings until a moment. */
  advance(untilMs: number): void;
}

/** As many files as a live site publishes together. */
const BATCH = 200;

/** Begins before the first step. */
export function createReplay(options: ReplayOptions): Replay {
  const { publisher, present, readUntouched, onFormer } = options;
  const { articles, sources } = publisher;
  /** What is in no catalog, and may be asked again when another gives way. */
  const refused = new Map<string, FileRead>();
  const isShort = readUntouched !== undefined;
  let { sinceMs: atMs, site } = options;
  let leaving: readonly string[] = [];
  let again = new Set<string>();

  const readAgain = (file: string): FileRead[] => {
    const kept = refused.get(file);
    if (kept !== undefined) return [kept];
    const article = articles.ofFile(file);
    const source = sources.get(file);
    const isBroken = article !== null && source?.digest !== article.digest;
    const text = article === null ? publisher.takeText?.(file) : articles.textOf(article.key)?.text;
    if (source === null || isBroken || text == null || site === null) {
      const read = present.has(file) ? (readUntouched?.(file) ?? null) : null;
      return read === null ? [] : [read];
    }
    const [version] = parseVersions([readVersion(file, new TextEncoder().encode(text))], site, atMs);
    return version === undefined ? [] : [{ ...version.read, digest: source.digest }];
  };

  const publish = (reads: readonly FileRead[], gone: readonly string[]): void => {
    for (const { file } of reads) refused.delete(file);
    for (const file of gone) refused.delete(file);
    for (const file of publisher.publish({ reads, gone }, atMs)) again.add(file);
    for (const read of reads) {
      const isRefused = read.article !== null && articles.ofFile(read.file)?.digest !== read.digest;
      if (isRefused || isShort) refused.set(read.file, read);
    }
  };

  /** Files are judged again until nobody gives way any more, as a live site does. */
  const settle = (): void => {
    while (again.size > 0) {
      const [files, others] = [[...again].slice(0, BATCH), [...again].slice(BATCH)];
      again = new Set(others);
      publish(files.flatMap(readAgain), []);
    }
  };

  const tellFormer = ({ formerPaths, read: { file } }: VersionRead): void => {
    const row = formerPaths.length === 0 ? null : visibleRow(articles.ofFile(file)?.row ?? null, atMs);
    if (row === null) return;
    for (const path of formerPaths) onFormer?.({ atMs, path, owner: articleKey(row.id), file });
  };
  const tellFormerPage = (file: string, version: TextRead | undefined): void => {
    if (site === null || onFormer === undefined || version === undefined || version.text === null) return;
    const path = parseStandingPage({ file, text: version.text }, site, atMs).formerPath;
    if (path !== null) onFormer({ atMs, path, owner: pageOwner(file), file });
  };

  return {
    take(step) {
      if (step.kind === 'begin') {
        publisher.advance(atMs, step.atMs);
        if (site !== step.site) publisher.publishSite?.(step.site, step.atMs);
        ({ atMs, site } = step);
        for (const file of step.come) present.add(file);
        for (const file of step.gone) present.delete(file);
        leaving = step.gone;
      } else if (step.kind === 'pages') {
        const folder = folderOfVersions(step.versions);
        const { reads } = readNamedFiles(STANDING_PAGES, folder, step.site, atMs);
        const { made } = resolveNamedFiles(STANDING_PAGES, reads, publisher.standingPages());
        publisher.publish({ standingPages: made }, atMs);
        for (const { file, isDraft } of made) if (!isDraft) tellFormerPage(file, step.versions.get(file));
      } else if (step.kind === 'articles') {
        for (let start = 0; start < step.versions.length; start += BATCH) {
          const some = step.versions.slice(start, start + BATCH);
          publish(
            some.map(({ read }) => read),
            [],
          );
        }
        for (const version of step.versions) tellFormer(version);
      } else {
        publish([], leaving);
        leaving = [];
        settle();
      }
    },
    advance(untilMs) {
      publisher.advance(atMs, untilMs);
      atMs = Math.max(atMs, untilMs);
    },
  };
}
