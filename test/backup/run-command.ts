import type { backup } from '../../src/cli/commands/backup.ts';

/** Runs `dateline backup` or `restore` in this process with an environment. Resolves to its exit code and what it said. */
export async function runCommand(
  command: typeof backup,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  now: () => number = Date.now,
) {
  const said = { output: '', errors: '' };
  const into = (name: 'output' | 'errors') => ({ write: (text: string) => (said[name] += text) });
  const code = await command(args, into('output'), into('errors'), { env, now });
  return { code, ...said };
}
