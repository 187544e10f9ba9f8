import { setTimeout as delay, setImmediate as nextTurn } from 'node:timers/promises';
import type { EmbedStore } from '../../catalog/embeds/embed-store.ts';
import { embedsFile, openEmbeds } from '../../catalog/embeds/open-embeds.ts';
import { embedPublisher } from '../../catalog/embeds/publish-embeds.ts';
import { catalogSettings, siteReader } from '../../catalog/sqlite/settings.ts';
import type { EmbedFacts } from '../../domain/embeds/embed-facts.ts';
import { recogniseEmbed } from '../../domain/embeds/recognise-embed.ts';
import { embedKey } from '../../domain/surrogate-keys.ts';
import { lastingFault } from '../../telemetry/lasting-fault.ts';
import type { Writer } from '../publish/writer.ts';
import type { AskProvider } from './ask-provider.ts';
import { isDue, nextAsking } from './next-asking.ts';
import { createProviderQueues } from './provider-queues.ts';

/** Keeps what providers tell of the embeds that readers see. */
export interface EmbedUpkeep {
  /** Puts what is kept into the catalog. Resolves when it is there. */
  start(): Promise<void>;
  /** From now on asks providers about what stories show that readers see: of each once, one after the other. */
  follow(ask: AskProvider): void;
  /** Resolves when nobody is being asked, and what was told is published. */
  idle(): Promise<void>;
}

export interface MaintainEmbedsOptions {
  readonly dataDir: string;
  /** Told of the picture that a card shows, or shows no more, by the card’s own name. */
  readonly wantPictures: (owner: string, urls: readonly string[]) => void;
  /** Between two questions to one provider, and until what was told is published, in ms. */
  readonly pauseMs?: number;
  readonly gatherMs?: number;
}

/** Between two looks for what has become due, in ms. */
const SURVEY_MS = 3_600_000;
/** So many wishes are told before others have their turn. */
const SLICE = 50;
/** So many subjects are kept; an archive of 100,000 stories has some thousands. */
const MOST = 100_000;

/** Prepares it: nothing is asked before `follow`, nor while `askProviders: false` stands in site.yaml. */
export function maintainEmbeds(
  writer: Writer,
  { dataDir, wantPictures, pauseMs = 1_500, gatherMs = 1_000 }: MaintainEmbedsOptions,
): EmbedUpkeep {
  const { database, log, now, closing } = writer;
  const catalog = embedPublisher(database);
  const site = siteReader(catalogSettings(database));
  const kept = openEmbeds(embedsFile(dataDir), log, now);
  const told = new Map<string, EmbedFacts | null>();
  let asker: AskProvider | null = null;
  let gathering: NodeJS.Timeout | undefined;
  let surveying: NodeJS.Timeout | undefined;
  let publishing: Promise<unknown> = Promise.resolve();
  const fault = lastingFault(log, {
    level: 'error',
    begun:
      'what providers tell of embeds cannot be kept; cards stay links. Make room on the disk of DATA_DIR',
    over: 'what providers tell of embeds is kept again',
  });

  const use = <Result>(work: (store: EmbedStore) => Result): Result | null => {
    try {
      const result = kept.use(work);
      fault.over();
      return result;
    } catch (error) {
      fault.met(error);
      return null;
    }
  };

  const wantAll = (all: ReadonlyMap<string, EmbedFacts | null>): void => {
    for (const [subject, facts] of all) {
      const url = facts?.pictureUrl ?? null;
      wantPictures(embedKey(subject), url === null ? [] : [url]);
    }
  };

  /** What is kept may want a picture whose list was lost; readers wait for none of it. */
  const wantKept = async (): Promise<void> => {
    const known = [...(use((store) => store.known()) ?? [])];
    for (let at = 0; at < known.length && !closing.aborted; at += SLICE) {
      wantAll(new Map(known.slice(at, at + SLICE)));
      await nextTurn();
    }
  };

  const publish = (): void => {
    clearTimeout(gathering);
    gathering = undefined;
    if (told.size === 0) return;
    const all = new Map(told);
    told.clear();
    publishing = writer.run('what providers told of embeds could not be published', () => {
      const published = catalog.put(all, Math.floor(now()));
      wantAll(all);
      if (published.keys.size > 0) writer.published({ ...published, changes: [] });
    });
  };

  const ask = async (subject: string): Promise<void> => {
    const embed = recogniseEmbed(subject);
    if (asker === null || embed === null || embed.oembedUrl === null) return;
    const before = use((store) => store.of(subject));
    if (!isDue(before, now())) return;
    const answer = await asker({ kind: embed.kind, oembedUrl: embed.oembedUrl });
    // What was broken off because the site ends says nothing of the provider.
    if (closing.aborted) return;
    const next = nextAsking(subject, before, answer, { now: Math.floor(now()), random: Math.random() });
    use((store) => {
      store.put(next);
      store.forget(MOST);
    });
    log.debug({ subject, answer: answer.kind }, 'provider asked about an embed');
    if (answer.kind === 'failed') return;
    told.set(subject, next.facts);
    gathering ??= setTimeout(publish, gatherMs);
  };

  const queues = createProviderQueues({
    work: ask,
    isStopped: () => closing.aborted,
    pause: () => delay(pauseMs, undefined, { signal: closing }).catch(() => {}),
  });

  const want = (subjects: Iterable<string>): void => {
    if (asker === null || closing.aborted || site()?.asksProviders === false) return;
    const moment = now();
    for (const subject of subjects) {
      const url = recogniseEmbed(subject)?.oembedUrl ?? null;
      if (
        url === null ||
        !isDue(
          use((store) => store.of(subject)),
          moment,
        )
      )
        continue;
      queues.add(new URL(url).host, subject);
    }
  };
  const survey = (): void => want(new Set([...catalog.shownByPages(), ...catalog.shown(Math.floor(now()))]));

  writer.onPublish(({ changes, batch }) => {
    if (asker === null) return;
    const moment = Math.floor(now());
    for (const { id, isPublic } of changes) {
      if (isPublic && id !== null) want(catalog.shownBy(id, moment));
    }
    if ((batch?.standingPages ?? batch?.authors) !== undefined) want(catalog.shownByPages());
    if (batch?.site !== undefined) setImmediate(survey);
  });
  writer.defer(async () => {
    clearInterval(surveying);
    clearTimeout(gathering);
    await queues.idle();
    kept.close();
  });
  return {
    async start() {
      const known = use((store) => store.known()) ?? new Map<string, EmbedFacts>();
      await writer.inTurn(() => {
        const published = catalog.put(known, Math.floor(now()));
        if (published.keys.size > 0) writer.published({ ...published, changes: [] });
      });
    },
    follow(given) {
      asker = given;
      void wantKept();
      surveying = setInterval(survey, SURVEY_MS).unref();
      survey();
    },
    async idle() {
      await queues.idle();
      publish();
      await publishing;
    },
  };
}
