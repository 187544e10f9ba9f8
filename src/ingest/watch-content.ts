import { setImmediate as nextTurn } from 'node:timers/promises';
import { eventQueries } from '../catalog/store/event-queries.ts';
import { isUnwritable } from '../catalog/sqlite/sqlite-code.ts';
import { PermalinkError } from '../catalog/permalinks/permalink-error.ts';
import type { Publisher } from '../catalog/publish/publisher.ts';
import { catalogSettings, requiredSiteReader } from '../catalog/sqlite/settings.ts';
import { FRONTS, isFrontAtRoot } from '../content/fronts/front-files.ts';
import { listOfEdition } from '../content/source/edition-file.ts';
import { isLabelsFile } from '../content/labels/labels-file.ts';
import { hiddenFiles, hiddenFolder } from '../content/source/hidden-problems.ts';
import { isSectionPage, otherKinds } from '../content/source/other-kinds.ts';
import { nameProblemsBelow } from '../content/source/name-problems.ts';
import { unreadProblems } from '../content/source/unread-path.ts';
import { siteDay } from '../domain/days/site-day.ts';
import { isMediaFile } from '../domain/media-file.ts';
import { isShadowed } from '../media/pictures/path-on-disk.ts';
import { lastingFault } from '../telemetry/lasting-fault.ts';
import {
  ARTICLES,
  AUTHORS,
  type FileKind,
  hiddenTextAt,
  kindOf,
  MEDIA,
  PAGES,
  PERMALINKS_FILE,
  SITE_FILE,
} from './read/folders.ts';
import { rootFilesIn } from './read/text-folder.ts';
import type { OwnWrites } from './checkout/own-writes.ts';
import type { PictureUpkeep } from './pictures/maintain-pictures.ts';
import type { FilePublisher } from './publish/publish-files.ts';
import type { PublishLog } from './publish/publish-log.ts';
import { createSchedule, type Schedule } from './watch/schedule.ts';
import type { Writer } from './publish/writer.ts';
import type { SettledChange } from './watch/settle-events.ts';
import type { UnjudgedFiles } from './watch/unjudged-files.ts';
import { createFolderWatcher } from './watch/watch-folders.ts';

export interface WatchContentOptions {
  readonly contentDir: string;
  readonly publisher: Publisher;
  readonly files: FilePublisher;
  readonly pictures: PictureUpkeep;
  readonly unjudged: Pick<UnjudgedFiles, 'among'>;
  readonly publishing: Pick<PublishLog, 'troubled' | 'folders'>;
  /** Leaves those changes that are to be published from here. */
  readonly sift: OwnWrites['sift'];
}

/** Files at the root that are known by a form of name. */
const isOfFamily = (path: string): boolean =>
  isLabelsFile(path) || isFrontAtRoot(path) || listOfEdition(path) !== null;

/** Publishes what happens to the content folder, and what the clock brings. */
export interface ContentWatch {
  /** Begins to look the folder over from time to time, and to wait for events by the clock. */
  start(): void;
  isDirty(file: string): boolean;
  /** Reads one file again, though it did not change. Resolves when that is done, or has failed and was told. */
  readAgain(file: string): Promise<void>;
}

/** The whole folder is looked over again after a rest of so many times what it takes, within these bounds. */
const REST = 50;
const MIN_REST_MS = 5_000;
const LONGEST_REST_MS = 600_000;

const FAILS = 'publishing failed; readers have what was published before, and it is tried again';
const DISK_FAILS =
  'DATA_DIR cannot be written, so that nothing new is published; readers have what was published before, and it is ' +
  'tried again. Make room on its disk, or let the server’s user write there';

/** Watches from now on, until the writer ends; what changes waits for its turn. */
export function watchContent(writer: Writer, options: WatchContentOptions): ContentWatch {
  const { contentDir, publisher, files, pictures, unjudged, publishing, sift } = options;
  const { database, log, now, closing } = writer;
  const { sources } = publisher;
  const settings = catalogSettings(database);
  const events = eventQueries(database);
  const readSite = requiredSiteReader(settings);
  let schedule: Schedule | null = null;
  let rescanTimer: NodeJS.Timeout | undefined;
  let failures = 0;
  const fault = lastingFault(log, { level: 'error', begun: FAILS, over: 'publishing works again' });
  const lookFault = lastingFault(log, {
    level: 'error',
    begun: 'looking the content folder over failed; it is tried again',
    over: 'the content folder can be looked over again',
  });
  const diskFault = lastingFault(log, {
    level: 'error',
    begun: DISK_FAILS,
    over: 'DATA_DIR can be written again',
  });

  const publishFault = {
    met(error: unknown): void {
      const isOfDisk = isUnwritable(error) || error instanceof PermalinkError;
      (isOfDisk ? diskFault : fault).met(error);
    },
  };
  const guard = async (work: () => Promise<void> | void): Promise<void> => {
    // What was not published differs from the catalog, so that the next look finds it again.
    if (!(await writer.run(publishFault, work))) failures += 1;
  };

  /** An editor who saves such a file learns why it does not come; once, and not where the start has told it. */
  const tellHidden = (path: string): void => {
    const hidden = hiddenTextAt(path);
    if (hidden === null) return;
    const { folder, isWhole } = hidden;
    if (!isWhole && isSectionPage(path)) {
      const kinds = otherKinds();
      kinds.note(path);
      publishing.folders(kinds.list());
      return;
    }
    publishing.troubled(folder, [isWhole ? hiddenFolder(folder) : hiddenFiles(folder)], false);
  };

  /** So does one who puts something there that is not read: a link out of the folder, a document of another program. */
  const tellUnread = (path: string): void => {
    const [top = ''] = path.split('/', 1);
    publishing.folders(unreadProblems(contentDir, path, top !== MEDIA));
  };

  const watcher = createFolderWatcher({
    watched: {
      root: contentDir,
      folders: [ARTICLES, PAGES, AUTHORS, FRONTS, MEDIA],
      files: [SITE_FILE, PERMALINKS_FILE],
      family: {
        has: isOfFamily,
        list: () => [
          ...new Set([
            ...rootFilesIn(contentDir, isOfFamily),
            ...[...sources.inFolder('').keys()].filter(isOfFamily),
          ]),
        ],
      },
      // Of pictures and other files, those that nobody names are not read.
      isWanted(path) {
        if (kindOf(path) !== null) return true;
        if (isMediaFile(path) && pictures.isNamed(path)) return !isShadowed(contentDir, path);
        tellHidden(path);
        return false;
      },
    },
    now,
    known: unjudged.among({
      get: (path) => (isMediaFile(path) ? pictures.known : sources).get(path),
      inFolder: (folder) => new Map([...sources.inFolder(folder), ...pictures.known.inFolder(folder)]),
      below: (folder) => [...sources.below(folder), ...pictures.known.below(folder)],
    }),
    onUnread: tellUnread,
    onChanges: (changes) => {
      const others = sift(changes);
      if (others.length > 0) void guard(() => publishChanges(others));
    },
    onFault: ({ code, path, message, hint }) =>
      log.error(
        { folder: path, code, reason: message, hint },
        'folder cannot be watched; it is looked over from time to time',
      ),
  });

  const publishChanges = async (changes: readonly SettledChange[]): Promise<void> => {
    if (closing.aborted) return;
    const at = changes.reduce((first, { firstEventAt }) => Math.min(first, firstEventAt), now());
    await writer.because({ way: 'file', at }, () => publishKinds(changes));
  };

  const publishKinds = async (changes: readonly SettledChange[]): Promise<void> => {
    const byKind = Map.groupBy(changes, ({ path }) => kindOf(path));
    const has = (kind: FileKind): boolean => byKind.has(kind);
    if (has('permalinks')) await files.permalinks();
    if (has('site')) await files.site();
    if (has('labels')) await files.labels();
    if (has('page')) await files.standingPages();
    if (has('author')) await files.authors();
    if (has('partners')) await files.partners();
    const articles = byKind.get('article') ?? [];
    const paths = (kind: SettledChange['kind']): string[] =>
      articles.filter((change) => change.kind === kind).map(({ path }) => path);
    const since = new Map(articles.map(({ path, firstEventAt }) => [path, firstEventAt]));
    await files.articles(paths('file'), paths('gone'), since);
    if (has('top-stories')) await files.topStories();
    if (has('front')) await files.fronts();
    pictures.changed(byKind.get(null) ?? []);
  };

  const rescan = async (): Promise<void> => {
    // Whatever failed was found again by the last look, and has been published since or has failed again.
    if (failures === 0) {
      fault.over();
      diskFault.over();
    }
    failures = 0;
    const begun = now();
    if (await writer.attempt(lookFault, watcher.rescan)) lookFault.over();
    else failures += 1;
    // The clock may have been set meanwhile.
    const took = Math.max(0, now() - begun);
    const rest = Math.min(Math.max(MIN_REST_MS, took * REST), LONGEST_REST_MS);
    if (!closing.aborted) rescanTimer = setTimeout(rescan, rest).unref();
  };

  /** The folder of pictures is not listed otherwise: names that nobody can ask for are told once. */
  const tellNames = async (): Promise<void> => {
    for (const problems of nameProblemsBelow(contentDir, MEDIA)) {
      publishing.folders(problems);
      await nextTurn();
      if (closing.aborted) return;
    }
  };

  /** When the clock alone changes pages next: a moment of its own that a story or a pin has, or the site’s midnight. */
  const nextMoment = (after: number): number =>
    Math.min(events.nextEvent(after) ?? Number.POSITIVE_INFINITY, siteDay(after, readSite().timeZone).endsMs);

  watcher.start();
  // Moments to wait for may be others, whether readers see what was published or not.
  writer.onPublish(() => schedule?.refresh());
  const stop = (): void => {
    clearTimeout(rescanTimer);
    schedule?.close();
    watcher.close();
  };
  closing.addEventListener('abort', stop, { once: true });
  return {
    start() {
      void tellNames();
      rescanTimer = setTimeout(rescan, MIN_REST_MS).unref();
      schedule = createSchedule({
        now,
        nextEvent: nextMoment,
        clock: () => Number(settings.get('clock') ?? 0),
        fire: (moment) => guard(() => writer.because({ way: 'clock', at: moment }, files.due)),
      });
    },
    isDirty: watcher.isDirty,
    readAgain(path) {
      if (isMediaFile(path)) return pictures.readAgain(path);
      return guard(() => publishChanges([{ path, kind: 'file', firstEventAt: now(), isWhole: true }]));
    },
  };
}
