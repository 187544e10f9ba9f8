import type { DeskNews } from './news.ts';

/**
 * Begins to listen for what becomes of a file. The function that it returns resolves when readers have it, when something is told
 * to be wrong with it, or after `ms` milliseconds; call it, or `end`, once.
 */
export function awaitPublish(
  news: DeskNews,
  file: string,
): { readonly within: (ms: number) => Promise<void>; readonly end: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  const end = news.subscribe((event) => {
    if (event.kind === 'live' && event.publishes.some((one) => one.file === file)) resolve();
    if (event.kind === 'troubled' && event.file === file) resolve();
  });
  return {
    end,
    async within(ms) {
      const timer = setTimeout(resolve, ms);
      await promise;
      clearTimeout(timer);
      end();
    },
  };
}
