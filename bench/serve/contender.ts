import type { Child } from '../lib/child.ts';

/** A server that takes part, and the URL of the article's page there. */
export interface Contender {
  readonly name: string;
  readonly url: string;
  /** Asked for the page with If-None-Match; null where that is not measured. */
  readonly conditionalUrl: string | null;
  readonly child: Child;
  /** Answers at `conditionalUrl`, where that is another program. */
  readonly conditionalChild?: Child;
  /** Where its log goes. */
  readonly logFile: string | null;
}

export const ARTICLE_PATH = '/2016/07/15/kerry-putin-talk-closer-cooperation-to-save-syria-plan';
export const ACCEPT_ENCODING = { 'Accept-Encoding': 'gzip, deflate, br' };
/** The load comes from a browser, whose page views are counted. */
export const READER_HEADERS = {
  ...ACCEPT_ENCODING,
  'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

const POLL_MS = 25;
const START_TIMEOUT_MS = 20_000;

/** Waits until something answers at a URL, whatever it says. @throws Error when the program ends before, or takes 20 s. */
export async function waitForAnswer(child: Child, url: string): Promise<void> {
  let end: number | string | null = null;
  void child.ended.then((how) => {
    end = how;
  });
  while (performance.now() - child.startedAt < START_TIMEOUT_MS) {
    if (end !== null) throw new Error(`${url}: its server ended with ${end}.\n${child.lastErrors()}`);
    const reply = await fetch(url, { redirect: 'manual' }).catch(() => null);
    await reply?.body?.cancel();
    if (reply !== null) return;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(
    `${url}: its server did not answer within ${START_TIMEOUT_MS / 1000} s.\n${child.lastErrors()}`,
  );
}
