import type { LinkAnswer } from '../../fetch/ask-link.ts';

export interface AskLinksOptions {
  readonly ask: (url: string, signal: AbortSignal) => Promise<LinkAnswer>;
  /** How many are asked at once, never two of one host. */
  readonly width: number;
  /** Between two requests to one host, ms. */
  readonly pauseMs: number;
  /** For all of them, ms; what is left then is unchecked. */
  readonly wholeMs: number;
  readonly onProgress: (done: number, total: number) => void;
}

/** Asks addresses, each once: the hosts at the same time, the addresses of one host in turn, with a pause. Never rejects. */
export async function askLinks(
  urls: readonly string[],
  { ask, width, pauseMs, wholeMs, onProgress }: AskLinksOptions,
): Promise<ReadonlyMap<string, LinkAnswer>> {
  const answers = new Map<string, LinkAnswer>();
  const hosts = [...Map.groupBy(new Set(urls), (url) => new URL(url).host).values()];
  const total = hosts.reduce((sum, { length }) => sum + length, 0);
  const signal = AbortSignal.timeout(wholeMs);
  const askHost = async (ofHost: readonly string[]): Promise<void> => {
    for (const [nth, url] of ofHost.entries()) {
      if (nth > 0 && !signal.aborted) await pause(pauseMs, signal);
      answers.set(url, signal.aborted ? OUT_OF_TIME : await ask(url, signal));
      onProgress(answers.size, total);
    }
  };
  // The longest first, so that none is left alone at the end.
  hosts.sort((a, b) => b.length - a.length);
  const next = hosts.values();
  const work = async (): Promise<void> => {
    for (const ofHost of next) await askHost(ofHost);
  };
  await Promise.all(Array.from({ length: width }, work));
  return answers;
}

const OUT_OF_TIME: LinkAnswer = { kind: 'unchecked', why: 'no time left' };

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
