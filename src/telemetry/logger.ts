import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';

export interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** Standard output by default, written at once, so that the last lines of a dying process are kept. */
  readonly destination?: DestinationStream | undefined;
}

/** Never logged, wherever an object with headers is. */
const SECRETS = ['authorization', 'cookie', '["set-cookie"]', '["proxy-authorization"]'];
const HOLDERS = [
  '',
  'headers',
  'req.headers',
  'request.headers',
  'res.headers',
  'response.headers',
  'err.headers',
];

/**
 * Makes the log of a process: one JSON object a line with `level` (a word), `time` (ISO 8601, UTC)
 * and `msg`; errors under `err` have their stack.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: {
        paths: HOLDERS.flatMap((holder) => SECRETS.map((secret) => join(holder, secret))),
        remove: true,
      },
    },
    destination ?? pino.destination({ fd: 1, sync: true }),
  );
}

function join(holder: string, secret: string): string {
  return holder === '' || secret.startsWith('[') ? holder + secret : `${holder}.${secret}`;
}
