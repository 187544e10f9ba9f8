import { expect } from 'vitest';
import type { Newsroom } from '../ingest/open-newsroom.ts';
import { runSite, type SiteProcess } from '../runtime/run-site.ts';

/** How long a test waits at most for a site that is in trouble, on a machine that is busy too. */
export const LONG = { timeout: 300_000, interval: 50 };
/** The start of a program, which loads a thousand files. */
const START = { timeout: 300_000, interval: 100 };

export interface FaultySite {
  readonly site: SiteProcess;
  readonly url: string;
  /** The messages of lines that are warnings or worse, in order. */
  readonly troubles: () => string[];
  readonly messages: () => string[];
  /** Ends it in order, and expects that it could be. */
  readonly stop: () => Promise<void>;
}

/** Starts the site of a newsroom as its own process, and waits until it serves pages. */
export async function startFaulty(
  room: Pick<Newsroom, 'contentDir'>,
  dataDir: string,
  env: Readonly<Record<string, string>>,
  wrap: (env: Readonly<Record<string, string>>) => SiteProcess = runSite,
): Promise<FaultySite> {
  const site = wrap({ CONTENT_DIR: room.contentDir, DATA_DIR: dataDir, ...env });
  const line = () => site.logged().find(({ msg }) => msg === 'listening');
  await expect.poll(() => line() ?? site.errors(), START).toMatchObject({ msg: 'listening' });
  const messagesOf = (levels: readonly string[]) =>
    site.logged().flatMap(({ level, msg }) => {
      const isMeant = levels.includes(String(level)) && msg !== 'request';
      return isMeant ? [String(msg)] : [];
    });
  return {
    site,
    url: String(line()?.['url']),
    // Tests may run as root, which is told and no trouble of theirs.
    troubles: () =>
      messagesOf(['warn', 'error', 'fatal']).filter((one) => !one.startsWith('Dateline runs as root')),
    messages: () => messagesOf(['info', 'warn', 'error', 'fatal']),
    async stop() {
      site.signal('SIGTERM');
      expect(await site.ended).toBe(0);
    },
  };
}
