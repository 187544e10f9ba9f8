import type { Settings } from '../config/environment.ts';

/**
 * Why a command must not write to the configured content folder, with what to do in place of that, as a line; null where
 * it may. The checkout of a git repository is put back to what that says.
 */
export function whyNotWritten({
  contentGit,
  contentDir,
}: Pick<Settings, 'contentGit' | 'contentDir'>): string | null {
  if (contentGit === null) return null;
  return (
    `Nothing is written to ${contentDir}: its files are those of CONTENT_GIT, and would be put back. Run the command in a clone ` +
    'of that repository (CONTENT_GIT= CONTENT_DIR=CLONE dateline …), and push what it writes.\n'
  );
}
