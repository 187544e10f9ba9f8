import type { Logger } from 'pino';
import type { MachineSecrets } from '../../config/machines-environment.ts';
import type { PurgeTarget } from '../../config/machine-addresses.ts';
import type { FoundCatalog } from '../../ingest/ingest.ts';
import { cloudflarePurge } from '../../notify/purge/cloudflare-purge.ts';
import { fastlyPurge } from '../../notify/purge/fastly-purge.ts';
import { httpPurge } from '../../notify/purge/http-purge.ts';
import type { PurgeChannel } from '../../notify/purge/purge-channel.ts';
import { type PurgeListener, type Purging, startPurging } from '../../notify/purge/start-purging.ts';
import { varnishPurge } from '../../notify/purge/varnish-purge.ts';
import { type PageMakerSettings, pageMakers } from './page-makers.ts';
import type { PublishedPages } from './ingest-messages.ts';
import { createSwapGate } from './swap-gate.ts';

export interface PurgeCachesOptions {
  readonly settings: PageMakerSettings & { readonly caches: readonly PurgeTarget[] };
  readonly secrets: MachineSecrets;
  /** Absolute path. */
  readonly dataDir: string;
  readonly log: Logger;
  readonly report: PurgeListener;
}

type Publish = Pick<PublishedPages, 'version'> & { readonly keys: Iterable<string> };

/** Between the ingest, which must not wait, and the caches in front of this machine. No method throws. */
export interface CachesPurged {
  /** Takes a publish, whatever made it; caches are purged when those who serve pages have dropped what it changed. */
  published(publish: Publish): void;
  /** DATA_DIR is the ingest’s own: begins with what was published since the catalog was found. */
  begin(found: FoundCatalog): void;
  /** All who serve pages have dropped what was published up to a version. */
  swapped(version: number): void;
  /** Somebody who serves pages has dropped all of them, or makes them otherwise now. */
  cleared(): void;
  /** Ends within about 2 s; call it while DATA_DIR is still held. */
  close(): Promise<void>;
}

/** Nothing is in front. */
export const NO_CACHES: CachesPurged = {
  published() {},
  begin() {},
  swapped() {},
  cleared() {},
  close: () => Promise.resolve(),
};

/** Prepares purging the caches that the settings name. */
export function purgeCaches(options: PurgeCachesOptions): CachesPurged {
  const { settings, secrets, dataDir, log, report } = options;
  const channels = settings.caches.flatMap((target) => channelTo(target, secrets) ?? []);
  if (channels.length === 0) return NO_CACHES;
  warnOfSettings(settings, log);
  const gate = createSwapGate();
  const early: Publish[] = [];
  let purging: Purging | null = null;
  let isClearedEarly = false;
  const follow = (to: Purging, { version, keys }: Publish): void =>
    gate.hold(version, () => to.purge(keys, version));

  return {
    published(publish) {
      if (purging === null) early.push(publish);
      else follow(purging, publish);
    },
    begin(found) {
      const begun = startPurging({
        channels,
        dataDir,
        madeBy: pageMakers(settings),
        clock: { now: Date.now, steady: () => performance.now() },
        log,
        tell: report,
      });
      purging = begun;
      gate.hold(found.version, () => {
        begun.catchUp(found);
        if (isClearedEarly) begun.purgeEverything(pageMakers(settings));
        isClearedEarly = false;
      });
      // What a first build publishes is of the version that was found.
      for (const publish of early.splice(0)) if (publish.version > found.version) follow(begun, publish);
    },
    swapped: gate.swapped,
    cleared() {
      if (purging === null) isClearedEarly = true;
      else purging.purgeEverything(pageMakers(settings));
    },
    async close() {
      gate.close();
      const ending = purging;
      purging = null;
      await ending?.close();
    },
  };
}

/** The way to a cache; null where it lacks a secret, which the settings do not let through. */
function channelTo(target: PurgeTarget, secrets: MachineSecrets): PurgeChannel | null {
  switch (target.kind) {
    case 'varnish':
      return varnishPurge(target.url, secrets.purgeToken);
    case 'http':
      return httpPurge(target.url, secrets.purgeToken);
    case 'fastly':
      return secrets.fastly && fastlyPurge(secrets.fastly);
    case 'cloudflare':
      return secrets.cloudflare && cloudflarePurge(secrets.cloudflare);
  }
}

/** Says what of the settings makes purges of no use. */
function warnOfSettings({ sharedCaching: { maxAge, tagHeader } }: PageMakerSettings, log: Logger): void {
  if (maxAge === 0) {
    log.warn(
      'PURGE names caches, but SHARED_MAX_AGE is 0: they keep no page, and ask for each. Set SHARED_MAX_AGE=86400, as what is ' +
        'published is purged',
    );
  }
  if (tagHeader === null) {
    log.warn(
      'PURGE names caches, but CACHE_TAG_HEADER is off: they do not know which pages a key means, and go on showing what was. ' +
        'Set CACHE_TAG_HEADER=auto',
    );
  }
}
