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

/** What steers a terminal or turns a line around, and JSON may have as it is. */
const STEERING = /[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/**
 * Makes the log of a process: one JSON object a line with `level` (a word), `time` (ISO 8601, UTC)
 * and `msg`; errors under `err` have their stack. What strangers send, such as a User-Agent or the content type of a
 * feed, cannot steer the terminal of whoever reads it.
 */
export function createLogger({ level, destination }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: (line) =>
          line.replace(STEERING, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`),
      },
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
