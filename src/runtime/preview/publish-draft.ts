import { relatedWriter } from '../../catalog/related/related-writer.ts';
import { folderLists } from '../../catalog/store/write-folder-lists.ts';
import type { Site } from '../../config/site.ts';
import { frontNameOf } from '../../content/fronts/front-files.ts';
import { editionFile } from '../../content/source/edition-file.ts';
import type { ArticleRecord } from '../../domain/article.ts';
import { editionPath, OWN_EDITION } from '../../domain/edition.ts';
import { HOME_FRONT, splitFront } from '../../domain/front.ts';
import { siteHosts } from '../../domain/hosts/site-hosts.ts';
import { authorPath, PARTNERS_PATH, sectionPath } from '../../domain/urls.ts';
import type { PublishContext } from '../../ingest/publish/publish-context.ts';
import { listPublisher } from '../../ingest/publish/publish-lists.ts';
import { readNamedFolder } from '../../ingest/publish/read-named-folder.ts';
import { kindOf } from '../../ingest/read/folders.ts';
import { AUTHOR_FILES, STANDING_PAGES } from '../../ingest/read/named-files.ts';
import type { TextRead } from '../../ingest/read/text-folder.ts';
import { PreviewError } from '../../desk/preview/preview-error.ts';
import type { Problem } from '../../problems/problem.ts';
import { type PictureReadings, putDraftPictures } from './draft-pictures.ts';
import { overlayFolder } from './overlay-folder.ts';
import { readDraftArticle } from './read-draft.ts';

/** What became of a draft on the copy. */
export type PublishedDraft =
  | {
      readonly kind: 'page';
      readonly path: string;
      readonly problems: readonly Problem[];
      /** Of an article, as its own file says it; null for other files. */
      readonly record: ArticleRecord | null;
    }
  | { readonly kind: 'none'; readonly problems: readonly Problem[] };

export interface PublishDraftDeps {
  /** Of the copy, within a transaction. */
  readonly context: PublishContext;
  readonly readings: PictureReadings;
  /** Has the copy be as of a moment from then on, in milliseconds since 1970. */
  readonly moveTo: (moment: number) => void;
}

/** Publishes a draft on the copy as the ingest would, and where its page stands then. @throws PreviewError where it cannot be judged. */
export function publishDraft(draft: TextRead, deps: PublishDraftDeps): Promise<PublishedDraft> {
  return kindOf(draft.file) === 'article' ? publishArticle(draft, deps) : publishOther(draft, deps);
}

async function publishArticle(
  draft: TextRead,
  { context, readings, moveTo }: PublishDraftDeps,
): Promise<PublishedDraft> {
  const { writer, publisher, readSite } = context;
  const { database, now } = writer;
  const { file } = draft;
  const read = readDraftArticle(draft, readSite(), now());
  if (read === null)
    throw new PreviewError(
      'preview-too-slow',
      'The machine is too busy to judge this text now. Try again in a moment.',
    );
  if (read.record === null || read.read.article === null)
    return { kind: 'none', problems: read.read.problems };
  moveTo(read.moment);
  await putDraftPictures(file, read.read.article, {
    database,
    contentDir: context.folder.contentDir,
    hosts: () => siteHosts(readSite()),
    now,
    readings,
  });
  const result = publisher.publish({ reads: [read.read] }, Math.floor(now()));
  const problems = result.problems.get(file) ?? read.read.problems;
  const stored = publisher.articles.ofFile(file);
  if (stored === null || stored.digest !== read.read.digest || stored.row.isDraft)
    return { kind: 'none', problems };
  await listPublisher(context).recheckPins(result);
  const related = relatedWriter(database);
  const found = related.find(stored.key + 1, now());
  if (found?.key === stored.key) related.store([found], now());
  return { kind: 'page', path: stored.row.path, problems, record: read.record };
}

async function publishOther(draft: TextRead, { context: given }: PublishDraftDeps): Promise<PublishedDraft> {
  const { file } = draft;
  const context: PublishContext = { ...given, folder: overlayFolder(given.folder, draft) };
  const { publisher, readSite, writer } = context;
  const lists = listPublisher(context);
  const stored = folderLists(writer.database);
  let path: string | null;
  switch (kindOf(file)) {
    case 'page': {
      const kind: typeof STANDING_PAGES = { ...STANDING_PAGES, parse: liftedParse(file) };
      const found = await readNamedFolder(context, kind, stored.standingPages());
      if (found !== null) context.publish({ standingPages: found.made, ...found.read });
      path = stored.standingPages().find((page) => page.file === file)?.path ?? null;
      break;
    }
    case 'author': {
      const found = await readNamedFolder(context, AUTHOR_FILES, stored.authorProfiles());
      if (found !== null) context.publish({ authors: found.made, ...found.read });
      const profile = stored.authorProfiles().find((one) => one.file === file);
      path = profile === undefined ? null : authorPath(profile.slug);
      break;
    }
    case 'front':
      await lists.fronts();
      path = pathOfFront(file, readSite());
      break;
    case 'top-stories':
      await lists.topStories();
      path = pathInEdition(file, readSite(), '/');
      break;
    case 'partners':
      await lists.partners();
      path = pathInEdition(file, readSite(), PARTNERS_PATH);
      break;
    case 'labels':
      await lists.labels();
      path = '/';
      break;
    default:
      path = null;
  }
  const problems = publisher.sources.get(file)?.problems ?? draft.problems;
  const isBroken = problems.some(({ severity }) => severity === 'error');
  return path === null || isBroken
    ? { kind: 'none', problems }
    : { kind: 'page', path, problems, record: null };
}

/** A page is shown though its file holds it back. */
const liftedParse =
  (file: string): typeof STANDING_PAGES.parse =>
  (source, site, now) => {
    const parsed = STANDING_PAGES.parse(source, site, now);
    if (source.file !== file || parsed.made === null) return parsed;
    return { ...parsed, made: { ...parsed.made, isDraft: false }, isHeld: false };
  };

function pathOfFront(file: string, site: Site): string | null {
  const front = frontNameOf(file, site);
  if (front === null) return null;
  const { edition, name } = splitFront(front);
  return editionPath(edition, name === HOME_FRONT ? '/' : sectionPath(name));
}

const pathInEdition = (file: string, site: Site, path: string): string =>
  editionPath(editionFile(file, site)?.edition ?? OWN_EDITION, path);
