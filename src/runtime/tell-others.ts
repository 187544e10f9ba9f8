import type { FoundCatalog } from '../ingest/ingest.ts';
import type { PageChange } from '../ingest/publish-context.ts';
import type { Notify } from '../notify/start-notify.ts';
import { publishNews } from './publish-news.ts';

/** Between the ingest, which must not wait, and those who are told of its publishes. */
export interface OthersTold {
  /** Takes a publish; others are told of it when the ingest has a moment. Never throws. */
  published(publish: PageChange): void;
  /** DATA_DIR is the ingest's own: begins with what was published since the catalog was found. */
  begin(found: FoundCatalog): void;
  /** Tells what is left and ends within about 2 s; call it while DATA_DIR is still held. */
  close(): Promise<void>;
}

/**
 * Keeps publishes until they can be told. `start` is called once, when telling begins; null where nobody is
 * told. What a first build publishes is of the version that was found, and nobody is told of it.
 */
export function tellOthers(start: (found: FoundCatalog) => Notify | null): OthersTold {
  const waiting: PageChange[] = [];
  let notify: Notify | null = null;
  let isBegun = false;
  let turn: NodeJS.Immediate | undefined;

  const tell = (): void => {
    turn = undefined;
    for (const publish of waiting.splice(0)) notify?.tell(publishNews(publish));
  };
  return {
    published(publish) {
      if (isBegun && notify === null) return;
      waiting.push(publish);
      if (isBegun) turn ??= setImmediate(tell);
    },
    begin(found) {
      isBegun = true;
      notify = start(found);
      const later = waiting.splice(0).filter(({ version }) => version > found.version);
      if (notify !== null) waiting.push(...later);
      turn ??= setImmediate(tell);
    },
    async close() {
      clearImmediate(turn);
      tell();
      await notify?.close();
      notify = null;
    },
  };
}
