import { join } from 'node:path';
import { cacheFolder } from '../../config/cache-folder.ts';
import { askLink } from '../../fetch/ask-link.ts';
import type { Problem } from '../../problems/problem.ts';
import { programVersion } from '../../release/program-version.ts';
import { type BarStream, createProgressBar } from '../progress-bar.ts';
import { checkWebLinks } from './check-web-links.ts';
import { collectWebLinks } from './collect-web-links.ts';

/** Addresses that are asked at once, ms between two of one host, and ms for all of them. */
const POLITE = { width: 8, pauseMs: 500, wholeMs: 15 * 60_000 };
/** Of one address, redirects included. */
const LIMITS = { connectMs: 5_000, headMs: 10_000, wholeMs: 20_000 };

/** Follows the links of a content folder to other sites, and tells `errors` in one line how it went. */
export async function followWebLinks(contentDir: string, errors: BarStream): Promise<readonly Problem[]> {
  const bar = createProgressBar(errors, 'Asking other sites');
  const userAgent = `Dateline/${programVersion()} (check of links)`;
  try {
    const { problems, summary } = await checkWebLinks([...collectWebLinks(contentDir)], {
      ...POLITE,
      ask: (url, signal) => askLink(url, { allowPrivate: false, userAgent, signal, limits: LIMITS }),
      cacheFile: join(cacheFolder(), 'links.json'),
      now: Date.now,
      onProgress: bar.update,
    });
    bar.end();
    errors.write(summary);
    return problems;
  } finally {
    bar.end();
  }
}
