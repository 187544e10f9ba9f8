import type { Settings } from '../config/environment.ts';
import { deskSettings } from './desk/desk-messages.ts';
import { type KeepDeskOptions, type KeptDesk, keepDesk } from './desk/keep-desk.ts';
import type { KeptIngestListener } from './ingest/keep-ingest.ts';

/** The desk of a site, and its ear at the ingest. */
export interface StartedDesk extends KeptDesk {
  readonly listener: Required<Pick<KeptIngestListener, 'troubled' | 'stored'>>;
}

/** Starts the desk where the settings have one; null elsewhere. */
export function startDesk(settings: Settings, deps: Omit<KeepDeskOptions, 'settings'>): StartedDesk | null {
  const own = deskSettings(settings);
  if (own === null) return null;
  const kept = keepDesk({ settings: own, ...deps });
  return {
    ...kept,
    listener: {
      troubled: (trouble) => kept.news({ kind: 'troubled', ...trouble, since: deps.now() }),
      stored: (publishes) => kept.news({ kind: 'live', publishes }),
    },
  };
}
