import { resolve } from 'node:path';
import { z } from 'zod';
import type { Settings } from './environment.ts';

/** A listening socket that this process was started with. */
export interface HandedSocket {
  readonly descriptor: number;
  /** The server whose place this one takes, with what it listens at; null where the service manager opened the socket. */
  readonly former: FormerServer | null;
}

/** The server that this one takes the place of. */
export interface FormerServer {
  readonly host: string;
  /** As its environment has it, where 0 takes any port. */
  readonly askedPort: number;
  readonly port: number;
}

/** Set by a server for the one that is to take its place: `{"descriptor":4,"host":"127.0.0.1","askedPort":3000,"port":3000}`. */
export const TAKES_OVER = 'DATELINE_TAKES_OVER';

const port = z.number().int().min(0).max(65_535);
const GIVEN = z.object({
  descriptor: z.number().int().min(3),
  host: z.string(),
  askedPort: port,
  port,
});

/** The first descriptor that a service manager hands on (sd_listen_fds(3)). */
const FIRST_DESCRIPTOR = 3;

/**
 * Takes what this process was started with out of its environment, so that nothing that it starts takes it for its own.
 * Returns null where there is no socket. A service manager names the process that it means by `LISTEN_PID`
 * (sd_listen_fds(3)): npm, which starts node as a child, is another one, and closes the socket. Of several sockets the
 * first is the site's, or the one that is named `site`.
 */
export function takeHandedSocket(
  env: Record<string, string | undefined> = process.env,
  pid = process.pid,
): HandedSocket | null {
  const { [TAKES_OVER]: given, LISTEN_PID: meant, LISTEN_FDS: count, LISTEN_FDNAMES: names } = env;
  for (const name of [TAKES_OVER, 'LISTEN_PID', 'LISTEN_FDS', 'LISTEN_FDNAMES']) delete env[name];
  if (given !== undefined) {
    const { descriptor, ...former } = GIVEN.parse(JSON.parse(given));
    return { descriptor, former };
  }
  if (Number(meant) !== pid || !(Number(count) >= 1)) return null;
  const index = Math.max(0, (names ?? '').split(':').indexOf('site'));
  return { descriptor: FIRST_DESCRIPTOR + index, former: null };
}

/** Whether a service manager waits to be told that this process is ready (sd_notify(3)). */
export const hasServiceManager = (env: Readonly<Record<string, string | undefined>> = process.env): boolean =>
  (env['NOTIFY_SOCKET'] ?? '') !== '';

/**
 * An environment for a server that is to take another's place, which may start in another folder: the folders that it
 * serves are written out.
 */
export function environmentForSuccessor(
  { contentDir, dataDir, contentGit }: Pick<Settings, 'contentDir' | 'dataDir' | 'contentGit'>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string | undefined>> {
  return {
    ...env,
    ...(contentGit === null ? { CONTENT_DIR: resolve(contentDir) } : {}),
    DATA_DIR: resolve(dataDir),
  };
}

/** An environment that a command gave, for a server that has this process's service manager to tell. */
export function givenEnvironment(
  given: Readonly<Record<string, string | undefined>>,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Readonly<Record<string, string | undefined>> {
  const { LISTEN_PID: _pid, LISTEN_FDS: _count, LISTEN_FDNAMES: _names, ...rest } = given;
  return { ...rest, NOTIFY_SOCKET: env['NOTIFY_SOCKET'] };
}
