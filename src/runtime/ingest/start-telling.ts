import type { Logger } from 'pino';
import type { ContentGit } from '../../config/machine-addresses.ts';
import type { MachineSecrets } from '../../config/machines-environment.ts';
import type { CommitNews } from '../../notify/describe-commit.ts';
import type { FoundCatalog } from '../../ingest/ingest.ts';
import { startNotify } from '../../notify/start-notify.ts';
import type { Part } from '../../notify/teller/start-teller.ts';
import type { PublishedPush } from './follow-branch.ts';
import type { RunIngestSettings } from './ingest-messages.ts';
import { type OthersTold, tellOthers } from './tell-others.ts';

export interface StartTellingDeps extends Pick<Part, 'notes' | 'report'> {
  readonly settings: RunIngestSettings;
  readonly log: Logger;
}

/** Prepares telling search engines, hubs, webhooks, the git host, chats and mail, as the settings say. */
export function startTelling({ settings, notes, report, log }: StartTellingDeps): OthersTold {
  const { site, webhooks, news, secrets, dataDir } = settings;
  const start = ({ version, isKnown }: FoundCatalog) =>
    startNotify({
      settings: {
        indexNowKey: site.indexNowKey,
        webSubHubs: site.hubs,
        webhookUrls: webhooks.urls,
        webhookSecret: webhooks.secret,
        commitStatuses: commitStatuses(site.contentGit, secrets),
        news,
      },
      part: { isTeller: site.isTeller, notes, report },
      origin: site.origin,
      dataDir,
      catalog: { version, isNew: !isKnown },
      now: Date.now,
      log,
    });
  return tellOthers(start);
}

/** Where commit statuses go: to the host that content comes from, where that is known and there is a token for it. */
function commitStatuses(git: ContentGit | null, { gitToken }: MachineSecrets) {
  if (git === null || git.host === null || gitToken === null) return null;
  return { host: git.host, url: git.url, token: gitToken };
}

/** What the git host is told of a push that is live. */
export function commitNews({
  commit,
  filesChanged,
  articlesLive,
  problems,
  paths,
}: PublishedPush): CommitNews {
  return {
    commit,
    filesChanged,
    articlesLive,
    problems: problems.map((problem) => ({ ...problem, path: paths.get(problem.file) ?? null })),
  };
}
