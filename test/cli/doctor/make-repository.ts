import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Makes a bare repository with one empty commit. Resolves to its address. */
export async function makeRepository(folder: string): Promise<string> {
  const git = async (...args: string[]): Promise<string> =>
    (await run('git', ['-C', folder, ...args])).stdout.trim();
  await run('git', ['init', '--quiet', '--bare', '-b', 'main', folder]);
  const tree = await git('hash-object', '-t', 'tree', '-w', '/dev/null');
  const who = ['-c', 'user.name=desk', '-c', 'user.email=desk@site.invalid'];
  await git('update-ref', 'refs/heads/main', await git(...who, 'commit-tree', '-m', 'Begin', tree));
  return `file://${folder}`;
}
