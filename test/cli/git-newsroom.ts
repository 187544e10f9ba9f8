import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A git repository in a temporary folder, with a content folder in it. */
export interface GitNewsroom {
  readonly root: string;
  readonly contentDir: string;
  /** Runs git in the repository, as the role Newsroom. */
  git(...args: readonly string[]): string;
  write(file: string, text: string): void;
  move(from: string, to: string): void;
  remove(file: string): void;
  /** Commits everything at an hour of 1 July 2016, UTC. */
  commit(hour: number): void;
  delete(): void;
}

const SITE = 'name: The Courier\nlanguage: en\ntimeZone: UTC\nsections: [World]\n';

/** Makes a repository; `folder` is the content folder in it. */
export function createGitNewsroom(folder = 'news room'): GitNewsroom {
  const root = mkdtempSync(join(tmpdir(), 'dateline-git-'));
  const contentDir = join(root, folder);
  const run = (args: readonly string[], date = '2016-07-01T00:00:00Z'): string =>
    execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_AUTHOR_NAME: 'Newsroom',
        GIT_AUTHOR_EMAIL: 'newsroom@example.org',
        GIT_COMMITTER_NAME: 'Newsroom',
        GIT_COMMITTER_EMAIL: 'newsroom@example.org',
        GIT_AUTHOR_DATE: date,
        GIT_COMMITTER_DATE: date,
      },
    });
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(contentDir, file)), { recursive: true });
    writeFileSync(join(contentDir, file), text);
  };
  run(['init', '--quiet', '--initial-branch=main']);
  write('site.yaml', SITE);
  return {
    root,
    contentDir,
    git: (...args) => run(args),
    write,
    move(from, to) {
      mkdirSync(dirname(join(contentDir, to)), { recursive: true });
      run(['mv', join(contentDir, from), join(contentDir, to)]);
    },
    remove: (file) => rmSync(join(contentDir, file)),
    commit(hour) {
      run(['add', '--all']);
      run(['commit', '--quiet', '--allow-empty', '-m', `Hour ${hour}`], hourText(hour));
    },
    delete: () => rmSync(root, { recursive: true }),
  };
}

const hourText = (hour: number): string => new Date(hourMs(hour)).toISOString();

/** Milliseconds since 1970 of an hour of 1 July 2016, UTC; hours beyond 24 are later days. */
export const hourMs = (hour: number): number => Date.UTC(2016, 6, 1) + hour * 3_600_000;

/** An article of 30 June 2016 with enough text for git to know it again. */
export function articleText(title: string, more = '', date = '2016-06-30'): string {
  const body = Array.from({ length: 12 }, (_, line) => `Paragraph ${line} of ${title}, in full.`);
  return `---\ntitle: ${title}\ndate: ${date}\n${more === '' ? '' : `${more}\n`}---\n\n${body.join('\n\n')}\n`;
}
