import type { FoundCatalog } from '../../ingest/ingest.ts';
import type { CausedChange } from '../../ingest/publish/writer.ts';
import type { CommitNews } from '../../notify/describe-commit.ts';
import type { FileTrouble } from '../../notify/news/gather-news.ts';
import type { Notify } from '../../notify/start-notify.ts';
import { debutsOf, embargoesOf } from './newsroom-news.ts';
import { publishNews } from './publish-news.ts';

/** Between the ingest, which must not wait, and those who are told of its publishes. */
export interface OthersTold {
  /** Takes a publish; others are told of it when the ingest has a moment. Never throws. */
  published(publish: CausedChange): void;
  /** DATA_DIR is the ingest's own: begins with what was published since the catalog was found. */
  begin(found: FoundCatalog): void;
  /** Takes a publish of which readers may see nothing. Never throws. */
  stored(publish: CausedChange): void;
  /** Takes what is wrong with a file now. Never throws. */
  troubled(trouble: FileTrouble): void;
  /** Takes a commit whose files are published. Never throws. */
  tellCommit(news: CommitNews): void;
  /** Tells what is left and ends within about 2 s; call it while DATA_DIR is still held. */
  close(): Promise<void>;
}

/**
 * After publishes of which only keys are told, so long pass until the next of them, in ms: related stories and
 * pictures of a whole archive are thousands of publishes, behind which the news would wait.
 */
const REST_MS = 5_000;

/**
 * Keeps publishes until they can be told. `start` is called once, when telling begins; null where nobody is
 * told. What a first build publishes is of the version that was found, and nobody is told of it.
 */
export function tellOthers(
  start: (found: FoundCatalog) => Notify | null,
  restMs: number = REST_MS,
): OthersTold {
  const waiting: CausedChange[] = [];
  const commits: CommitNews[] = [];
  /** What came before telling began. */
  const early: CausedChange[] = [];
  const troubles = new Map<string, FileTrouble>();
  let notify: Notify | null = null;
  let isBegun = false;
  let turn: NodeJS.Immediate | undefined;
  let rest: NodeJS.Timeout | undefined;

  const tell = (): void => {
    turn = undefined;
    const publishes = waiting.splice(0);
    for (const publish of gather(publishes)) notify?.tell(publishNews(publish));
    notify?.news?.live(publishes.flatMap(({ changes }) => debutsOf(changes)));
    if (publishes.some(isOfKeys)) rest ??= setTimeout(rise, restMs).unref();
  };
  const rise = (): void => {
    rest = undefined;
    if (waiting.length > 0) tell();
  };
  return {
    published(publish) {
      if (isBegun && notify === null) return;
      waiting.push(publish);
      if (isBegun && !(rest !== undefined && isOfKeys(publish))) turn ??= setImmediate(tell);
    },
    stored(publish) {
      if (!isBegun) early.push(publish);
      else notify?.news?.embargoed(embargoesOf(publish.changes));
    },
    troubled(trouble) {
      if (!isBegun) troubles.set(trouble.file, trouble);
      else notify?.news?.troubled(trouble);
    },
    tellCommit(news) {
      if (isBegun) notify?.tellCommit(news);
      else commits.push(news);
    },
    begin(found) {
      isBegun = true;
      notify = start(found);
      for (const news of commits.splice(0)) notify?.tellCommit(news);
      for (const trouble of troubles.values()) notify?.news?.troubled(trouble);
      troubles.clear();
      for (const { version, changes } of early.splice(0))
        if (version > found.version) notify?.news?.embargoed(embargoesOf(changes));
      const later = waiting.splice(0).filter(({ version }) => version > found.version);
      if (notify !== null) waiting.push(...later);
      turn ??= setImmediate(tell);
    },
    async close() {
      clearImmediate(turn);
      tell();
      clearTimeout(rest);
      await notify?.close();
      notify = null;
    },
  };
}

/** Whether a publish is of no article and no page in itself. */
const isOfKeys = ({ changes }: CausedChange): boolean => changes.length === 0;

/** Makes one of those in a row of which only keys are told. */
function gather(publishes: readonly CausedChange[]): CausedChange[] {
  const gathered: CausedChange[] = [];
  let keys: Set<string> | null = null;
  for (const publish of publishes) {
    if (!isOfKeys(publish)) {
      gathered.push(publish);
      keys = null;
      continue;
    }
    // Which of them come together is another matter on another machine.
    const cause = keys === null ? publish.cause : ({ way: 'other', at: publish.cause.at } as const);
    if (keys !== null) gathered.pop();
    keys ??= new Set();
    for (const key of publish.keys) keys.add(key);
    gathered.push({ version: publish.version, keys, changes: [], cause });
  }
  return gathered;
}
