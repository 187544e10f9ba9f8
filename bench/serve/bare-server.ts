import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { RecordedReply } from './recorded-reply.ts';

// Answers every request with one reply, and does nothing else: the least that a Node server can do.
//
//   node bench/serve/bare-server.ts PORT REPLY.json BODY

const [port = '', reply = '', body = ''] = process.argv.slice(2);
const { status, headers } = JSON.parse(readFileSync(reply, 'utf8')) as Pick<
  RecordedReply,
  'status' | 'headers'
>;
const bytes = readFileSync(body);
const fields = headers.flat();

createServer((_request, response) => {
  response.writeHead(status, fields);
  if (bytes.length === 0) response.end();
  else response.end(bytes);
}).listen(Number(port), '127.0.0.1');
