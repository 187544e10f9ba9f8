import { isatty, WriteStream } from 'node:tty';
import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';
import { choosePaint } from '../problems/show/paint.ts';
import { formatRecord } from './text-lines.ts';

export interface LoggerOptions {
  readonly level: LevelWithSilent;
  /** `auto` is text where standard output is a terminal, and JSON else; JSON by default. */
  readonly format?: 'auto' | 'json' | 'text' | undefined;
  /** The content folder as people are shown it, before the names of its files; only text has it. */
  readonly folder?: string | undefined;
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
 * Makes the log of a process. As text, each line is for people: see text-lines.ts. As JSON it is one object a line with `level` (a word), `time` (ISO 8601, UTC)
 * and `msg`; errors under `err` have their stack. What strangers send, such as a User-Agent or the content type of a
 * feed, cannot steer the terminal of whoever reads it.
 */
export function createLogger({ level, format = 'json', folder = '', destination }: LoggerOptions): Logger {
  const output = destination ?? pino.destination({ fd: 1, sync: true });
  const isText = format === 'text' || (format === 'auto' && isatty(1));
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
    isText
      ? textOutput(output, { level, folder, isTerminal: destination === undefined && isatty(1) })
      : output,
  );
}

function join(holder: string, secret: string): string {
  return holder === '' || secret.startsWith('[') ? holder + secret : `${holder}.${secret}`;
}

/** A bar that tells progress may stand where the next line is written. */
const ERASE_LINE = '\r\u001b[K';

interface TextOutputOptions {
  readonly level: string;
  readonly folder: string;
  readonly isTerminal: boolean;
}

/** Takes lines of JSON and writes them on as text; the terminal’s colours are those of standard output. */
function textOutput(
  output: DestinationStream,
  { level, folder, isTerminal }: TextOutputOptions,
): DestinationStream {
  const paint = choosePaint(isTerminal && hasColours() ? 'always' : 'never', null);
  const options = { folder, paint, tellsAll: level === 'debug' || level === 'trace' };
  return {
    write(line) {
      const text = formatRecord(JSON.parse(line), options);
      if (text !== '') output.write(isTerminal ? ERASE_LINE + text : text);
    },
  };
}

/** Threads have no stream of the terminal to ask; what is asked knows NO_COLOR, FORCE_COLOR and TERM. */
const hasColours = (): boolean => WriteStream.prototype.hasColors.call(WriteStream.prototype, 16);
