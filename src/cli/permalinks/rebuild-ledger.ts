import type { Site } from '../../config/site.ts';
import { readSiteFile } from '../../ingest/read/read-folder-lists.ts';
import { contentFolder } from '../../ingest/read/text-folder.ts';
import { formatProblem } from '../../problems/show/format-problem.ts';
import { counted } from '../report/check-report.ts';
import { type LedgerCall, LedgerCommandError, withLedger } from './ledger-command.ts';
import { rebuildFromGit } from './rebuild-from-git.ts';

/**
 * Adds to the ledger what the git history of the content folder published, and says what was found.
 * Returns the exit code.
 * @throws PermalinkError, GitHistoryError and LedgerCommandError.
 */
export async function rebuildLedger(call: LedgerCall): Promise<number> {
  const { contentDir, output } = call;
  const site = readSettings(call);
  const { commits, versions, urls } = await withLedger(call, (ledger) =>
    rebuildFromGit({ contentDir, site, ledger, nowMs: Date.now() }),
  );
  const found = `${counted(commits, 'commit')}, ${counted(versions, 'version')} of articles and pages`;
  output.write(`${found}: ${counted(urls, 'URL')} added\n`);
  return 0;
}

function readSettings({ contentDir, errors }: LedgerCall): Site {
  const { site, isMissing, problems } = readSiteFile(contentFolder(contentDir));
  if (site !== null) return site;
  for (const problem of isMissing ? [] : problems) errors.write(formatProblem(problem, contentDir));
  throw new LedgerCommandError(
    `${contentDir}: there is no usable site.yaml, which tells the time zone of the URLs. Set CONTENT_DIR to ` +
      "the newsroom's folder, or mend the file.",
  );
}
