import type { Logger } from 'pino';
import type { FormerServer } from '../../config/handed-socket.ts';
import type { IngestNews } from '../../desk/news.ts';
import type { PublishedPages } from '../ingest/ingest-messages.ts';
import { type ServerProgram, startSuccessor, type Successor } from './start-successor.ts';
import { TakeoverError } from './takeover-error.ts';
import type { PredecessorMessage, SuccessorMessage } from './takeover-messages.ts';

/** What a server does when another takes its place. */
export interface HandedSite extends HandedReaders {
  /** Stops writing to DATA_DIR; resolves when that is free. Readers are served as before. */
  hold(): Promise<void>;
  /** Writes again, where the other did not come to serve. */
  goOn(): void;
}

/** What it does with those whom it serves. */
export interface HandedReaders {
  /** The descriptor of its listening socket; null where nobody listens. */
  descriptor(): number | null;
  /** Accepts no more connections. Resolves when its last reader has gone; `isOtherCatalog`: the other reads another file. */
  leave(isOtherCatalog: boolean): Promise<void>;
  published(pages: PublishedPages): void;
  news(news: IngestNews): void;
}

export interface TakeoverOptions {
  readonly site: HandedSite;
  readonly address: FormerServer;
  /** Names the file that readers have. */
  readonly catalog: () => string;
  readonly log: Logger;
  /** Ends this process, which has nothing left to do. */
  readonly exit: () => void;
}

/** Takes no part in the work of this server until another is to take its place. */
export interface Takeovers {
  /**
   * Starts a program that takes this server's place, and resolves to its pid when it serves; `tell` is told of each step.
   * @throws TakeoverError where it does not come to serve: this server goes on as before then.
   */
  begin(program: ServerProgram, tell: (step: string) => void): Promise<number>;
  /** Whether somebody else writes or serves by now, who is told this message. */
  passOn(message: PredecessorMessage): boolean;
  /** This server stops: who was about to take its place is ended. */
  cancel(): void;
}

/** A program of some hundred files is loaded in seconds; on the busiest machine in minutes. */
const LOAD_MS = 300_000;

/** Prepares this server for others of its kind. */
export function prepareTakeover({ site, address, catalog, log, exit }: TakeoverOptions): Takeovers {
  let successor: Successor | null = null;
  let stage: 'alone' | 'starting' | 'handing over' | 'handed over' = 'alone';
  let isCancelled = false;

  function hear(message: SuccessorMessage): void {
    if (message.kind === 'published') site.published(message);
    else if (message.kind === 'news') site.news(message.news);
  }

  async function start(program: ServerProgram): Promise<Successor> {
    const descriptor = site.descriptor();
    if (descriptor === null)
      throw new TakeoverError('This server does not listen yet. Try again when it does.');
    return startSuccessor({ ...address, program, descriptor, onMessage: hear });
  }

  async function handOver(other: Successor, tell: (step: string) => void): Promise<string> {
    const deadline = setTimeout(() => other.kill(), LOAD_MS);
    await other.loaded.finally(() => clearTimeout(deadline));
    tell('It has loaded its program. This server stops publishing, and goes on serving.');
    stage = 'handing over';
    await site.hold();
    other.tell({ kind: 'yours' });
    tell('It publishes now, and makes a catalog of its own where it needs another.');
    return other.serving;
  }

  return {
    async begin(program, tell) {
      if (stage !== 'alone') throw new TakeoverError('Another server is already taking this one’s place.');
      stage = 'starting';
      const own = catalog();
      log.info(
        { program: program.args[0], node: program.node },
        'a server is started that takes the place of this one',
      );
      try {
        successor = await start(program);
        tell(`Process ${successor.pid} starts.`);
        const other = await handOver(successor, tell);
        stage = 'handed over';
        log.info(
          { successor: successor.pid },
          'another server has taken over; this one has its readers left',
        );
        void site
          .leave(other !== own)
          .catch((error: unknown) => log.error({ err: error }, 'shutdown failed'))
          .then(exit);
        return successor.pid;
      } catch (error) {
        successor?.kill();
        await successor?.ended;
        successor = null;
        if (!isCancelled) site.goOn();
        stage = 'alone';
        log.error({ err: error }, 'no other server has taken over');
        throw error;
      }
    },
    passOn(message) {
      if (stage !== 'handing over' && stage !== 'handed over') return false;
      successor?.tell(message);
      return successor !== null;
    },
    cancel() {
      isCancelled = true;
      if (stage !== 'handed over') successor?.kill();
    },
  };
}
