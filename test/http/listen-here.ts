import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { exchangeRaw } from './raw-exchange.ts';

/** An answer as it came over the wire. */
export interface WireAnswer {
  readonly status: number;
  /** `Name: value`, sorted, without those that differ each time: Date, and the value of X-Request-Id. */
  readonly headers: readonly string[];
  /** Latin-1, one character for each byte. */
  readonly body: string;
}

export interface Listening {
  readonly url: string;
  readonly close: () => void;
}

/** Lets a listener answer on a port of this machine. Close it. */
export async function listenHere(listener: RequestListener): Promise<Listening> {
  // As the program has it: a missing Host is answered by the site itself.
  const server = createServer({ requireHostHeader: false }, listener);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** The same for one test. */
export async function listenForTest(listener: RequestListener): Promise<string> {
  const { url, close } = await listenHere(listener);
  onTestFinished(close);
  return url;
}

/** The text of a request with these further lines; its connection is closed behind it. */
export function requestText(method: string, target: string, lines: readonly string[] = ['Host: x']): string {
  return [`${method} ${target} HTTP/1.1`, ...lines, 'Connection: close', '', ''].join('\r\n');
}

/** Sends a text and reads the one answer to it. */
export async function exchange(url: string, text: string): Promise<WireAnswer> {
  const received = await exchangeRaw(url, text);
  const end = received.indexOf('\r\n\r\n');
  const [statusLine = '', ...headers] = received.slice(0, end).split('\r\n');
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: headers
      .filter((line) => !line.startsWith('Date: '))
      .map((line) => line.replace(/^X-Request-Id: .*/, 'X-Request-Id'))
      .sort(),
    body: received.slice(end + 4),
  };
}

/** The value of a header; undefined where it is not there. */
export function headerOf({ headers }: WireAnswer, name: string): string | undefined {
  const start = `${name.toLowerCase()}: `;
  return headers.find((line) => line.toLowerCase().startsWith(start))?.slice(start.length);
}
