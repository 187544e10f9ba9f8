import type { DeskNews } from '../news.ts';

/** A publish that is waited for. */
export interface AwaitedPublish {
  /** Resolves to whether it came in time. */
  readonly done: Promise<boolean>;
  cancel(): void;
}

/** Waits until the ingest has published a file, or has found out why it cannot; for so many ms at most. */
export function awaitPublish(news: DeskNews, file: string, waitMs: number): AwaitedPublish {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const end = (isDone: boolean): void => {
    clearTimeout(timer);
    unsubscribe();
    resolve(isDone);
  };
  const timer = setTimeout(() => end(false), waitMs);
  const unsubscribe = news.subscribe((event) => {
    const isIt =
      event.kind === 'live'
        ? event.publishes.some((publish) => publish.file === file)
        : event.kind === 'troubled' && event.file === file;
    if (isIt) end(true);
  });
  return { done: promise, cancel: () => end(false) };
}
