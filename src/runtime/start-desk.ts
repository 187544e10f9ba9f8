import type { Settings } from '../config/environment.ts';
import type { IngestNews } from '../desk/news.ts';
import { deskSettings } from './desk/desk-messages.ts';
import { type KeepDeskOptions, type KeptDesk, keepDesk } from './desk/keep-desk.ts';
import type { KeptIngestListener } from './ingest/keep-ingest.ts';

/** The desk of a site, and its ear at the ingest. */
export interface StartedDesk extends KeptDesk {
  readonly listener: Required<Pick<KeptIngestListener, 'troubled' | 'stored'>>;
}

export interface StartDeskOptions extends Omit<KeepDeskOptions, 'settings'> {
  /** Told what the desk is told: the desk of a former server. */
  readonly follower?: ((news: IngestNews) => void) | undefined;
}

/** Starts the desk where the settings have one; null elsewhere. */
export function startDesk(settings: Settings, options: StartDeskOptions): StartedDesk | null {
  const own = deskSettings(settings);
  if (own === null) return null;
  const { follower, isHeld = false, ...deps } = options;
  const kept = keepDesk({ settings: { ...own, isSuccessor: isHeld }, isHeld, ...deps });
  const tell = (news: IngestNews): void => {
    kept.news(news);
    follower?.(news);
  };
  return {
    ...kept,
    news: tell,
    listener: {
      troubled: (trouble) => tell({ kind: 'troubled', ...trouble, since: deps.now() }),
      stored: (publishes) => tell({ kind: 'live', publishes }),
    },
  };
}
