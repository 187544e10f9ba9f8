import { spawn } from 'node:child_process';
import { type Environment, type GitRemote, withoutToken } from './git-environment.ts';
import { gitRemoteError } from './git-remote-error.ts';

export interface RunRemoteOptions {
  readonly remote: GitRemote;
  readonly environment: Environment;
  /** Git is ended when it has said nothing for so long, in ms. */
  readonly silenceMs: number;
  /** Ends git. */
  readonly signal: AbortSignal;
  /** Told each line of git's progress. */
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** As much of what git says is kept for the log. */
const MOST_SAID = 2_000;

/**
 * Runs git to its end where it may ask a remote, and resolves to what it wrote. Git and what it starts are ended
 * together. @throws GitRemoteError
 */
export function runRemote(
  args: readonly string[],
  { remote, environment, silenceMs, signal, onProgress }: RunRemoteOptions,
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  // A group of its own, so that `git-remote-https` and ssh end with it.
  const child = spawn('git', args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let why = '';
  const end = (reason: string): void => {
    why = reason;
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  };
  const silence = setTimeout(() => end(`timed out: git said nothing for ${silenceMs / 1000} s`), silenceMs);
  const abort = (): void => end('stopped, because the server stops');
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  const out: Buffer[] = [];
  let said = '';
  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    silence.refresh();
    out.push(chunk);
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    silence.refresh();
    const lines = (rest + text).split(/[\r\n]/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (/: +\d+%|^(?:remote: )?(?:Enumerating|Total|From) /.test(line)) onProgress?.(line.trim());
      else said = `${said}\n${line}`.slice(-MOST_SAID);
    }
  });
  let failure: Error | null = null;
  child.on('error', (error) => {
    failure = error;
  });
  child.on('close', (code) => {
    clearTimeout(silence);
    signal.removeEventListener('abort', abort);
    if (code === 0) {
      resolve(Buffer.concat(out).toString());
      return;
    }
    const cause = failure ?? new Error(why === '' ? `git ended with code ${code}` : why);
    const words = why === '' ? `${said}\n${rest}` : why;
    const told = withoutToken(words.trim().replace(/\s*\n\s*/g, ' '), remote);
    reject(gitRemoteError(remote.url, told, cause));
  });
  return promise;
}
