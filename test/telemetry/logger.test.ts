import { expect, test } from 'vitest';
import { createLogger } from '../../src/telemetry/logger.ts';

function captureLog() {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', destination: { write: (line) => lines.push(line) } });
  return { log, lines };
}

test('a line is one JSON object with a level word, an ISO time and the message, and nothing of the machine', () => {
  const { log, lines } = captureLog();
  log.info({ url: 'http://localhost:3000' }, 'listening\nand more');
  expect(lines).toHaveLength(1);
  expect(lines[0]?.trim()).not.toContain('\n');
  const { time, ...rest } = JSON.parse(lines[0] ?? '');
  expect(rest).toEqual({ level: 'info', url: 'http://localhost:3000', msg: 'listening\nand more' });
  expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
});

test('what strangers send cannot steer a terminal', () => {
  const { log, lines } = captureLog();
  const userAgent = 'a\u009b2J\u007f\u202eb\u2028\u2066\u001b[2J';
  log.info({ userAgent, err: new Error('\u0085') }, '\u009b');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(lines[0]?.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ userAgent, msg: '\u009b' });
});

test('lines below the level are dropped', () => {
  const { log, lines } = captureLog();
  log.debug('unheard');
  expect(lines).toEqual([]);
});

test('secrets in headers are left out wherever headers are logged', () => {
  const { log, lines } = captureLog();
  const headers = {
    authorization: 'Bearer s3cret',
    cookie: 's3cret',
    'set-cookie': ['s3cret'],
    'proxy-authorization': 's3cret',
    accept: '*/*',
  };
  log.info(headers);
  log.info({ headers });
  log.info({ req: { headers }, res: { headers } });
  log.info({ request: { headers }, response: { headers }, err: Object.assign(new Error('x'), { headers }) });
  expect(lines).toHaveLength(4);
  for (const line of lines) {
    expect(line).toContain('*/*');
    expect(line).not.toContain('s3cret');
  }
});

test('an error is logged with its stack and cause', () => {
  const { log, lines } = captureLog();
  log.error({ err: new Error('outer', { cause: new Error('inner') }) }, 'failed');
  const { err } = JSON.parse(lines[0] ?? '');
  expect(err.message).toContain('inner');
  expect(err.stack).toContain('logger.test.ts');
});
