import type { StandingPage } from '../../domain/article.ts';
import { linkName } from '../../domain/marks/file-marks.ts';
import { linkKey, pageOwner, SITE_KEY, standingPageKey } from '../../domain/surrogate-keys.ts';
import { pageChanges } from './article-change.ts';
import type { AwaitedLinks } from '../links/awaited-links.ts';
import type { PermalinkLedger } from '../permalinks/permalink.ts';
import type { PublishOutcome } from './outcome/publish-outcome.ts';
import { type FolderLists, isSamePage } from '../store/write-folder-lists.ts';

export interface PageDeps {
  readonly lists: Pick<FolderLists, 'standingPages' | 'putStandingPages'>;
  readonly ledger: PermalinkLedger;
  readonly textLinks: Pick<AwaitedLinks, 'waitingFor'>;
  readonly isGone: (file: string) => boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Replaces the standing pages, and notes whose differ; the URL of one whose file has another name goes on. */
export function publishPages(
  pages: readonly StandingPage[],
  { lists, ledger, textLinks, isGone, now }: PageDeps,
  { keys, links, changes, retry }: PublishOutcome,
): void {
  const before = lists.standingPages();
  if (!lists.putStandingPages(pages)) return;
  keys.add(SITE_KEY);
  changes.push(...pageChanges(before, pages));
  for (const { path } of [...before, ...pages]) keys.add(standingPageKey(path));
  const targets = pages.flatMap(({ path, file, title }) => [
    path,
    ...[path, file, title].map((name) => linkKey(linkName(name))),
  ]);
  for (const file of textLinks.waitingFor(targets)) retry.add(file);
  for (const page of pages) {
    if (!page.isDraft) links.push({ path: page.path, owner: pageOwner(page.file), file: page.file });
    const moved = before.find((old) => isGone(old.file) && isSamePage(old, page));
    if (moved === undefined || before.some(({ file }) => file === page.file)) continue;
    ledger.transfer(pageOwner(moved.file), { owner: pageOwner(page.file), file: page.file }, now);
  }
}
