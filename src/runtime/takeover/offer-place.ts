import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { Settings } from '../../config/environment.ts';
import { environmentForSuccessor, givenEnvironment } from '../../config/handed-socket.ts';
import type { PageViewCounts } from '../../domain/page-views.ts';
import { nameCatalog } from '../../ingest/data-dir/catalog-files.ts';
import type { KeptIngest } from '../ingest/keep-ingest.ts';
import type { ControlRequest } from './control-messages.ts';
import { type HandedReaders, prepareTakeover } from './prepare-takeover.ts';
import { serveControl } from './serve-control.ts';
import type { ServerProgram } from './start-successor.ts';

export interface OfferPlaceOptions {
  readonly readers: HandedReaders;
  readonly ingest: Pick<KeptIngest, 'hold' | 'goOn' | 'takePageViews' | 'addPageViews' | 'look'>;
  /** Whether pages are served. */
  readonly isReady: () => boolean;
  /** As they were given, where the port may be 0. */
  readonly given: Settings;
  readonly port: number;
  readonly log: Logger;
  /** Called when the last reader has gone, before this process ends. */
  readonly onEnd: () => void;
}

/** Where the other server reads another catalog, connections at rest are let go after so long, in ms: this one's pages grow old. */
export const REST_MS = 2_000;

/** A server's place, which another may take. */
export interface OfferedPlace {
  /** Takes how often articles were read, for this server's ingest or for that of whoever takes its place. */
  pageViews(counts: PageViewCounts): void;
  /** Takes that a push was heard of, likewise. */
  pushed(isPassedOn: boolean): void;
  /** Resolves when it hears commands. */
  open(): Promise<void>;
  /** Hears none any more. */
  close(): void;
  /** Starts the program that this process was started by, as it is now at that path; not while this one starts. */
  restart(): void;
  /** This server stops. */
  cancel(): void;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Whether this process is in its program's own folder, or in one that is gone: another program has another. */
function isAtHome(): boolean {
  try {
    return resolve(process.cwd()) === resolve(ROOT);
  } catch {
    return true;
  }
}

/** Lets a signal, and commands of this user, start another server in this one's place. */
export function offerPlace({
  readers,
  ingest,
  isReady,
  given,
  port,
  log,
  onEnd,
}: OfferPlaceOptions): OfferedPlace {
  let endControl = (): void => {};
  const takeovers = prepareTakeover({
    site: {
      ...readers,
      async hold() {
        await ingest.hold();
        takeovers.passOn({ kind: 'page-views', counts: ingest.takePageViews() });
      },
      goOn: ingest.goOn,
    },
    address: { host: given.host, askedPort: given.port, port },
    catalog: () => nameCatalog(given.dataDir),
    log,
    exit() {
      onEnd();
      log.info({ exitCode: 0 }, 'stopped');
      process.exit(0);
    },
  });

  const ownProgram = (): ServerProgram => ({
    node: process.argv0,
    flags: process.execArgv,
    args: process.argv.slice(1),
    folder: process.cwd(),
    environment: environmentForSuccessor(given),
  });
  const programOf = (request: ControlRequest): ServerProgram => ({
    ...ownProgram(),
    node: request.node,
    args: [request.program, ...process.argv.slice(2)],
    folder: isAtHome() ? request.folder : process.cwd(),
    environment:
      request.environment === null ? environmentForSuccessor(given) : givenEnvironment(request.environment),
  });

  return {
    pageViews(counts) {
      if (!takeovers.passOn({ kind: 'page-views', counts })) ingest.addPageViews(counts);
    },
    pushed(isPassedOn) {
      if (!takeovers.passOn({ kind: 'pushed', isPassedOn })) ingest.look(isPassedOn);
    },
    async open() {
      const restart = (request: ControlRequest, tell: (step: string) => void): Promise<number> =>
        takeovers.begin(programOf(request), tell);
      endControl = await serveControl({ dataDir: given.dataDir, restart, log });
    },
    close: () => endControl(),
    restart() {
      if (!isReady()) {
        log.warn({ signal: 'SIGUSR2' }, 'ignored, as the server is starting');
        return;
      }
      takeovers
        .begin(ownProgram(), (step) => log.info(step))
        .catch(() => {
          // It is in the log.
        });
    },
    cancel() {
      endControl();
      takeovers.cancel();
    },
  };
}
