import { expect, test } from 'vitest';
import { answerRange } from '../../../src/http/send/range-answer.ts';

const FILE = {
  contentType: 'video/mp4',
  size: 1_000,
  validators: { etag: '"a"', lastModified: 0 },
  boundary: '00000000000000000007',
};
const ask = (range: string, ifRange?: string, method = 'GET') =>
  answerRange({ method, headers: { range, 'if-range': ifRange } }, FILE);

test('one part is sent as it is', () => {
  expect(ask('bytes=10-19')).toEqual({
    status: 206,
    headers: ['Content-Type', 'video/mp4', 'Content-Length', '10', 'Content-Range', 'bytes 10-19/1000'],
    pieces: [{ start: 10, end: 20 }],
  });
});

test('several parts have a head each, and their length is known', () => {
  const { status, headers, pieces } = ask('bytes=0-1,998-');
  const texts = pieces.map((piece) =>
    typeof piece === 'string' ? piece : 'x'.repeat(piece.end - piece.start),
  );
  expect(texts.join('')).toBe(
    '\r\n--00000000000000000007\r\nContent-Type: video/mp4\r\nContent-Range: bytes 0-1/1000\r\n\r\nxx' +
      '\r\n--00000000000000000007\r\nContent-Type: video/mp4\r\nContent-Range: bytes 998-999/1000\r\n\r\nxx' +
      '\r\n--00000000000000000007--\r\n',
  );
  expect(status).toBe(206);
  expect(headers).toEqual([
    'Content-Type',
    'multipart/byteranges; boundary=00000000000000000007',
    'Content-Length',
    String(texts.join('').length),
  ]);
});

test('what is not there is 416, with the length that there is', () => {
  expect(ask('bytes=2000-')).toMatchObject({ status: 416, pieces: [] });
  expect(ask('bytes=2000-').headers).toContain('bytes */1000');
});

test('another state, another method and a file on its way are sent whole', () => {
  const whole = { status: 200, pieces: [{ start: 0, end: 1_000 }] };
  expect(ask('bytes=0-1', '"b"')).toMatchObject(whole);
  expect(ask('bytes=0-1', '"a"')).toMatchObject({ status: 206 });
  expect(ask('bytes=0-1', undefined, 'HEAD')).toMatchObject(whole);
  const settling = { ...FILE, validators: null };
  expect(answerRange({ method: 'GET', headers: { range: 'bytes=0-1' } }, settling)).toMatchObject(whole);
});
