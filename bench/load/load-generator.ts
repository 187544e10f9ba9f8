import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { startChild } from '../lib/child.ts';
import type { RequestHeaders } from '../lib/connection.ts';
import { findProgram } from '../lib/find-program.ts';

export interface LoadOptions {
  readonly url: string;
  readonly headers: RequestHeaders;
  readonly seconds: number;
  readonly connections: number;
  /** The one core that the program may run on. */
  readonly core?: number | undefined;
}

/** What a load generator measured. */
export interface Load {
  readonly requests: number;
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** Answers with a status of 400 or above, and requests without an answer. */
  readonly failures: number;
}

export interface LoadGenerator {
  readonly name: 'wrk' | 'autocannon';
  /** Asks for one URL as fast as it is answered. @throws Error when the program fails. */
  readonly run: (options: LoadOptions) => Promise<Load>;
}

/** wrk where it is installed, which takes little of the machine; autocannon otherwise. */
export function findLoadGenerator(): LoadGenerator {
  const wrk = findProgram('wrk');
  if (wrk === null) return { name: 'autocannon', run: runAutocannon };
  return { name: 'wrk', run: (options) => runWrk(wrk, options) };
}

async function runWrk(command: string, options: LoadOptions): Promise<Load> {
  const { url, headers, seconds, connections, core } = options;
  const args = ['-t', '1', '-c', String(connections), '-d', `${seconds}s`, '--latency'];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}: ${value}`);
  return parseWrk(await outputOf(command, [...args, url], core));
}

/** Reads what `wrk --latency` prints. @throws Error with the text where a figure is missing. */
export function parseWrk(output: string): Load {
  const figure = (pattern: RegExp): string => {
    const found = pattern.exec(output)?.[1];
    if (found === undefined) throw new Error(`wrk printed no ${pattern.source}:\n${output}`);
    return found;
  };
  const optional = (pattern: RegExp): number[] => (pattern.exec(output)?.slice(1) ?? []).map(Number);
  const failures = [
    ...optional(/Non-2xx or 3xx responses: (\d+)/),
    ...optional(/Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/),
  ];
  return {
    requests: Number(figure(/(\d+) requests in /)),
    perSecond: Number(figure(/Requests\/sec:\s+([\d.]+)/)),
    p50: toMs(figure(/^\s+50%\s+(\S+)/m)),
    p99: toMs(figure(/^\s+99%\s+(\S+)/m)),
    failures: failures.reduce((sum, count) => sum + count, 0),
  };
}

const UNITS: Readonly<Record<string, number>> = { us: 0.001, ms: 1, s: 1_000, m: 60_000 };

function toMs(duration: string): number {
  const [, value = '', unit = ''] = /^([\d.]+)([a-z]+)$/.exec(duration) ?? [];
  return Number(value) * (UNITS[unit] ?? Number.NaN);
}

async function runAutocannon(options: LoadOptions): Promise<Load> {
  const { url, headers, seconds, connections, core } = options;
  const program = createRequire(import.meta.url).resolve('autocannon');
  const args = [program, '--json', '--no-progress', '-c', String(connections), '-d', String(seconds)];
  for (const [name, value] of Object.entries(headers)) args.push('-H', `${name}=${value}`);
  return parseAutocannon(await outputOf(process.execPath, [...args, url], core));
}

interface AutocannonResult {
  readonly duration: number;
  readonly requests: { readonly total: number };
  readonly latency: { readonly p50: number; readonly p99: number };
  readonly errors: number;
  readonly '4xx': number;
  readonly '5xx': number;
}

/** Reads what `autocannon --json` prints; its latencies are whole milliseconds. */
export function parseAutocannon(output: string): Load {
  const result = JSON.parse(output) as AutocannonResult;
  return {
    requests: result.requests.total,
    perSecond: result.requests.total / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.errors + result['4xx'] + result['5xx'],
  };
}

async function outputOf(command: string, args: readonly string[], core: number | undefined): Promise<string> {
  const child = await startChild({ command, args, core });
  const [output, end] = await Promise.all([text(child.stdout), child.ended]);
  if (end !== 0) throw new Error(`${command} ended with ${end}:\n${child.lastErrors() || output}`);
  return output;
}
