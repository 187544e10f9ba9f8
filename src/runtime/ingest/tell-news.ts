import type { LivePublish } from '../../desk/news.ts';
import type { IngestListener } from '../../ingest/ingest-options.ts';
import type { CausedChange } from '../../ingest/publish/writer.ts';
import type { MachineReporter } from '../../telemetry/machine-reporter.ts';
import { countTroubles } from './count-troubles.ts';
import type { IngestMessage } from './ingest-messages.ts';
import type { OthersTold } from './tell-others.ts';

/** Of a publish of more files these many are told one by one. */
const MOST_TOLD = 300;

/** Told what an ingest tells of what is for editors. */
export interface NewsTeller extends Required<Pick<IngestListener, 'stored' | 'troubled'>> {
  /** Every file was looked at: how many have problems is known from now on. */
  begin(): void;
}

export interface NewsTellerDeps {
  /** Those outside who are told what editors have to know. */
  readonly others: Pick<OthersTold, 'stored' | 'troubled'>;
  /** Told how many files have problems. */
  readonly report: Pick<MachineReporter, 'files'>;
  /** The way to the desk; null where there is none. */
  readonly tell: ((message: IngestMessage) => void) | null;
  readonly now: () => number;
}

/** What an ingest tells of what is for editors: what was published, drafts included, and what is wrong with files. */
export function newsTeller({ others, report, tell, now }: NewsTellerDeps): NewsTeller {
  const troubles = countTroubles();
  let isBegun = false;
  return {
    stored(publish) {
      others.stored(publish);
      tell?.({ kind: 'stored', publishes: livePublishes(publish, now()) });
    },
    troubled(file, problems, isServed) {
      others.troubled({ file, problems, isServed });
      troubles.take({ file, problems, isServed });
      if (isBegun) report.files(troubles.counts());
      tell?.({ kind: 'troubled', file, problems, isServed });
    },
    begin() {
      isBegun = true;
      report.files(troubles.counts());
    },
  };
}

/** The files of a publish that is done at `at`, in milliseconds since 1970. */
export function livePublishes({ changes, keys, cause }: CausedChange, at: number): LivePublish[] {
  const ms = Math.max(0, at - cause.at);
  return changes.slice(0, MOST_TOLD).map(({ file, path, title, change, wasPublic, isPublic }) => ({
    ...{ file, path, title, change, wasPublic, isPublic, at, ms },
    way: cause.way,
    ...(cause.commit === undefined ? {} : { commit: cause.commit }),
    keys: keys.size,
  }));
}
