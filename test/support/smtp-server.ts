import { createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A mail that the server took. */
export interface TakenMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came, with CRLF line ends and without the dots that SMTP adds. */
  readonly data: string;
  /** What the client said as its name and password; null for nothing. */
  readonly login: string | null;
}

/**
 * A mail server on 127.0.0.1 that takes every mail (RFC 5321), without TLS. `answers` has codes for its next answers to commands, such
 * as `{ RCPT: [550] }`; `HANG` as code never answers.
 */
export async function smtpServer() {
  const mails: TakenMail[] = [];
  const sockets = new Set<Socket>();
  let answers: Readonly<Record<string, readonly (number | 'HANG')[]>> = {};
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
    talk(socket, (command, usual) => {
      const [code, ...later] = answers[command] ?? [];
      answers = { ...answers, [command]: later };
      if (code === 'HANG') return;
      socket.write(code === undefined ? usual : `${code} as it was told\r\n`);
    });
  });

  function talk(socket: Socket, say: (command: string, usual: string) => void): void {
    let buffer = '';
    let from = '';
    let to: string[] = [];
    let login: string | null = null;
    let isData = false;
    say('GREETING', '220 smtp.test\r\n');
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => {
      buffer += chunk;
      while (true) {
        const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end === -1) return;
        const text = buffer.slice(0, end);
        buffer = buffer.slice(end + (isData ? 5 : 2));
        if (isData) {
          isData = false;
          mails.push({ from, to, data: text.replace(/^\.\./gm, '.'), login });
          say('DATA-END', '250 taken\r\n');
          continue;
        }
        const command = text.slice(0, 4).toUpperCase();
        if (command === 'MAIL') [from, to] = [/<(.*?)>/.exec(text)?.[1] ?? '', []];
        if (command === 'RCPT') to.push(/<(.*?)>/.exec(text)?.[1] ?? '');
        if (command === 'AUTH') login = Buffer.from(text.split(' ')[2] ?? '', 'base64').toString();
        if (command === 'DATA') isData = true;
        say(command, USUAL[command] ?? '250 well\r\n');
        if (command === 'QUIT') socket.end();
      }
    });
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    mails,
    answer(next: typeof answers): void {
      answers = next;
    },
    close(): Promise<void> {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

const USUAL: Readonly<Record<string, string>> = {
  EHLO: '250-smtp.test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n',
  AUTH: '235 welcome\r\n',
  STAR: '502 there is no TLS here\r\n',
  DATA: '354 go on\r\n',
  QUIT: '221 bye\r\n',
};
