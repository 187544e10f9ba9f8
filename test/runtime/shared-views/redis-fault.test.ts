import { expect, test } from 'vitest';
import { NoAnswerError } from '../../../src/runtime/shared-views/limit-time.ts';
import { explainRedisFault } from '../../../src/runtime/shared-views/redis-fault.ts';

const withCode = (code: string, message: string) => Object.assign(new Error(message), { code });

test.each([
  [new Error('WRONGPASS invalid username-password pair or user is disabled.'), 'Give the right user'],
  [new Error('NOAUTH Authentication required.'), 'Give the right user'],
  [new Error("NOPERM this user has no permissions to run the 'xadd' command"), 'XADD, XRANGE'],
  [new Error("READONLY You can't write against a read only replica."), 'address of the primary'],
  [new Error("OOM command not allowed when used memory > 'maxmemory'."), 'maxmemory'],
  [new Error("MISCONF Redis is configured to save RDB snapshots, but it's unable to"), 'room on the disk'],
  [new Error('WRONGTYPE Operation against a key holding the wrong kind of value'), 'another database'],
  [new Error("ERR unknown command 'XADD'"), 'Redis 6.2'],
  [withCode('DEPTH_ZERO_SELF_SIGNED_CERT', 'self-signed certificate'), 'NODE_EXTRA_CA_CERTS'],
  [withCode('ERR_TLS_CERT_ALTNAME_INVALID', 'Hostname/IP does not match'), 'NODE_EXTRA_CA_CERTS'],
  [withCode('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.9:6379'), 'See whether it runs'],
  [
    new AggregateError([withCode('ECONNREFUSED', 'connect ECONNREFUSED ::1:6379')], ''),
    'See whether it runs',
  ],
  [new NoAnswerError(10_000), 'It gives no answer. See whether it runs'],
  [withCode('ENOTFOUND', 'getaddrinfo ENOTFOUND redis'), 'resolver'],
])('%s is told with its cure', (error, cure) => {
  const explained = explainRedisFault(error);
  expect(explained.message).toContain(cure);
  expect(explained.message).toMatch(/[^.]\.$/);
});

test('another fault is told as it is', () => {
  expect(explainRedisFault(new Error('ERR what is this')).message).toBe('ERR what is this.');
  expect(explainRedisFault('odd').message).toBe('odd.');
});
