import type { PageViewCounts } from '../../domain/page-views.ts';

/** A process that is killed loses what it counted for so long, in ms. */
const INTERVAL_MS = 5_000;

/**
 * Hands on every few seconds how often articles were read, as long as anything was. Returns a function that does so
 * once more, at the end.
 */
export function handOnPageViews(
  take: () => PageViewCounts,
  give: (counts: PageViewCounts) => void,
): () => void {
  const handOn = (): void => {
    const counts = take();
    if (counts.length > 0) give(counts);
  };
  const timer = setInterval(handOn, INTERVAL_MS).unref();
  return () => {
    clearInterval(timer);
    handOn();
  };
}
