import { describe, expect, test } from 'vitest';
import { isNotModified, evaluateConditions } from '../../src/cache/conditional-request.ts';
import { threadCpuMs } from '../../src/telemetry/cpu-time.ts';

const ETAG = '"abc-br"';
const LAST_MODIFIED = Date.UTC(2016, 6, 15, 9, 30, 0, 500);

describe('If-None-Match', () => {
  test.each([
    ['"abc-br"', true],
    ['W/"abc-br"', true],
    ['*', true],
    [' * ', true],
    ['"x", "abc-br"', true],
    ['"x","abc-br","y"', true],
    ['W/"x" , W/"abc-br"', true],
    ['"a,b", "abc-br"', true],
    ['"a, W/", "abc-br"', true],
    [',, "abc-br" ,', true],
    ['"abc"', false],
    ['"abc-gzip"', false],
    ['abc-br', false],
    ['"abc-br', false],
    ['"x, abc-br"', false],
    ['"*"', false],
    ['*, "x"', false],
    ['', false],
    ['""', false],
  ])('%j against "abc-br": %s', (listed, expected) => {
    expect(isNotModified({ 'if-none-match': listed }, { etag: ETAG })).toBe(expected);
  });

  test('our own weak tag compares weakly too', () => {
    expect(isNotModified({ 'if-none-match': '"abc"' }, { etag: 'W/"abc"' })).toBe(true);
  });

  test('an opaque tag may hold commas', () => {
    expect(isNotModified({ 'if-none-match': '"x", "a,b"' }, { etag: '"a,b"' })).toBe(true);
  });

  test('a list of half a million tags takes linear time', () => {
    const start = threadCpuMs();
    expect(isNotModified({ 'if-none-match': '"x",'.repeat(500_000) }, { etag: ETAG })).toBe(false);
    expect(isNotModified({ 'if-none-match': 'W/'.repeat(500_000) }, { etag: ETAG })).toBe(false);
    expect(threadCpuMs() - start).toBeLessThan(10_000);
  });
});

describe('If-Modified-Since', () => {
  const validators = { etag: ETAG, lastModified: LAST_MODIFIED };

  test.each([
    ['Fri, 15 Jul 2016 09:30:00 GMT', true],
    ['Fri, 15 Jul 2016 09:30:01 GMT', true],
    ['Fri, 15 Jul 2016 09:29:59 GMT', false],
    ['Friday, 15-Jul-16 09:30:00 GMT', true],
    ['2016-07-15', false],
    ['', false],
  ])('%j: %s', (since, expected) => {
    expect(isNotModified({ 'if-modified-since': since }, validators)).toBe(expected);
  });

  test('counts only without If-None-Match', () => {
    const since = 'Fri, 15 Jul 2016 09:30:00 GMT';
    expect(isNotModified({ 'if-none-match': '"old"', 'if-modified-since': since }, validators)).toBe(false);
    expect(isNotModified({ 'if-none-match': ETAG, 'if-modified-since': 'junk' }, validators)).toBe(true);
  });

  test('means nothing for what has no date', () => {
    expect(isNotModified({ 'if-modified-since': 'Fri, 15 Jul 2016 09:30:00 GMT' }, { etag: ETAG })).toBe(
      false,
    );
  });
});

test('a request without conditions gets the whole answer', () => {
  expect(isNotModified({}, { etag: ETAG, lastModified: LAST_MODIFIED })).toBe(false);
});

describe('If-Match', () => {
  test.each([
    ['"abc-br"', 'send'],
    ['*', 'send'],
    ['"x", "abc-br"', 'send'],
    ['W/"x", "abc-br"', 'send'],
    ['W/"abc-br"', 'failed'],
    ['"x", W/"abc-br"', 'failed'],
    ['"abc"', 'failed'],
    ['abc-br', 'failed'],
    ['"*"', 'failed'],
    ['', 'failed'],
  ])('%j against "abc-br": %s', (listed, expected) => {
    expect(evaluateConditions({ 'if-match': listed }, { etag: ETAG })).toBe(expected);
  });

  test('our own weak tag matches nothing but any', () => {
    for (const listed of ['"abc"', 'W/"abc"']) {
      expect(evaluateConditions({ 'if-match': listed }, { etag: 'W/"abc"' })).toBe('failed');
    }
    expect(evaluateConditions({ 'if-match': '*' }, { etag: 'W/"abc"' })).toBe('send');
  });
});

describe('If-Unmodified-Since', () => {
  const validators = { etag: ETAG, lastModified: LAST_MODIFIED };

  test.each([
    ['Fri, 15 Jul 2016 09:30:00 GMT', 'send'],
    ['Fri, 15 Jul 2016 09:29:59 GMT', 'failed'],
    ['2016-07-15', 'send'],
    ['', 'send'],
  ])('%j: %s', (until, expected) => {
    expect(evaluateConditions({ 'if-unmodified-since': until }, validators)).toBe(expected);
  });

  test('means nothing for what has no date', () => {
    const headers = { 'if-unmodified-since': 'Fri, 15 Jul 2016 09:29:59 GMT' };
    expect(evaluateConditions(headers, { etag: ETAG })).toBe('send');
  });
});

describe('the order of conditions', () => {
  const validators = { etag: ETAG, lastModified: LAST_MODIFIED };
  const before = 'Fri, 15 Jul 2016 09:29:59 GMT';
  const since = 'Fri, 15 Jul 2016 09:30:00 GMT';

  test.each([
    [
      'If-Match counts before If-Unmodified-Since',
      { 'if-match': ETAG, 'if-unmodified-since': before },
      'send',
    ],
    ['a failed one comes before a good copy', { 'if-match': '"x"', 'if-none-match': ETAG }, 'failed'],
    ['a state that is there is a good copy too', { 'if-match': ETAG, 'if-none-match': ETAG }, 'not modified'],
    [
      'dates are judged in turn as well',
      { 'if-unmodified-since': since, 'if-modified-since': since },
      'not modified',
    ],
    ['a date that is over fails first', { 'if-unmodified-since': before, 'if-none-match': '"x"' }, 'failed'],
  ] as const)('%s', (_what, headers, expected) => {
    expect(evaluateConditions(headers, validators)).toBe(expected);
  });
});
