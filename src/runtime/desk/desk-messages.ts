import type { DeskSettings } from '../../config/desk-environment.ts';
import type { Settings } from '../../config/environment.ts';
import type { IngestNews } from '../../desk/news.ts';

/** What the desk is started with: nothing secret, since it is on a command line. */
export interface DeskProcessSettings
  extends Pick<
    Settings,
    | 'host'
    | 'origin'
    | 'contentDir'
    | 'dataDir'
    | 'hubs'
    | 'logLevel'
    | 'logFormat'
    | 'trustedProxies'
    | 'contentGit'
  > {
  readonly desk: DeskSettings;
  /** Whether a former server's desk listens until this one does. */
  readonly isSuccessor: boolean;
}

/** What of a site's settings its desk is started with; null where it has none. */
export function deskSettings(settings: Settings): Omit<DeskProcessSettings, 'isSuccessor'> | null {
  const { host, origin, contentDir, dataDir, hubs, logLevel, logFormat, trustedProxies, contentGit, desk } =
    settings;
  if (desk === null) return null;
  return { host, origin, contentDir, dataDir, hubs, logLevel, logFormat, trustedProxies, contentGit, desk };
}

/** What the desk is told. */
export type DeskRequest =
  /** Whether it lives; answered by `alive`. */
  | { readonly kind: 'ask' }
  /** The catalog may be read; it may be another file than before. */
  | { readonly kind: 'open' }
  /** The catalog must not be read any more. */
  | { readonly kind: 'hide' }
  | { readonly kind: 'news'; readonly news: IngestNews }
  /** It is to end: what is under way may take so long. */
  | { readonly kind: 'stop'; readonly graceMs: number };

/** What the desk tells. */
export type DeskMessage =
  | { readonly kind: 'alive' }
  /** It listens at its port. */
  | { readonly kind: 'listening' }
  /** It cannot start; `code` is of a ListenError, null for any other. */
  | { readonly kind: 'failed'; readonly message: string; readonly code: string | null }
  /** It pushed a commit: the branch is to be asked for now. */
  | { readonly kind: 'pushed' }
  /** The catalog turned out to be damaged. */
  | { readonly kind: 'damaged' };
