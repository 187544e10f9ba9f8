import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { CONTROL_ANSWER, type ControlRequest } from './control-messages.ts';
import { reachControl } from './control-socket.ts';
import { TakeoverError } from './takeover-error.ts';

/**
 * Asks the server that has this DATA_DIR to do something; `tell` is told of each step. Resolves to the pid of the server from
 * then on. @throws TakeoverError where there is none, or where it cannot do it.
 */
export async function askControl(
  dataDir: string,
  request: ControlRequest,
  tell: (step: string) => void,
): Promise<number> {
  using place = reachControl(dataDir);
  const socket = connect(place.path);
  const failure = Promise.withResolvers<never>();
  failure.promise.catch(() => {});
  socket.once('error', (error: NodeJS.ErrnoException) => failure.reject(notReached(dataDir, error)));
  socket.write(`${JSON.stringify(request)}\n`);
  const read = async (): Promise<number> => {
    for await (const line of createInterface({ input: socket })) {
      const answer = CONTROL_ANSWER.parse(JSON.parse(line));
      if ('step' in answer) tell(answer.step);
      else if ('failed' in answer) throw new TakeoverError(answer.failed);
      else return answer.pid;
    }
    throw new TakeoverError('The server ended before the other served. Its log says why.');
  };
  try {
    return await Promise.race([read(), failure.promise]);
  } finally {
    socket.destroy();
  }
}

function notReached(dataDir: string, error: NodeJS.ErrnoException): TakeoverError {
  const why =
    error.code === 'EACCES'
      ? `The server of DATA_DIR ${dataDir} belongs to another user. Run this as that user.`
      : `No server runs on DATA_DIR ${dataDir} (${error.code ?? error.message}). Set DATA_DIR to that of the server, or start it.`;
  return new TakeoverError(why, { cause: error });
}
