import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SOUND_FILES } from '../../media/files/files.ts';
import {
  exchange,
  headerOf,
  type Listening,
  listenHere,
  requestText,
  type WireAnswer,
} from '../listen-here.ts';
import { openFileSite } from './file-site.ts';
import { NGINX, type RunningNginx, startNginx } from './nginx.ts';

const SIZE = 100_000;
const RANGES: readonly string[] = [
  '0-499',
  '0-0',
  '500-',
  '0-',
  '-500',
  '-1',
  '-200000',
  '99999-',
  '99999-200000',
  '0-99999',
  '100000-',
  '100000-100001',
  '200000-',
  '-0',
  '5-2',
  '',
  ' 0-1',
  '0 - 1',
  '0-1 ',
  '0-1;',
  'a-b',
  '-',
  '--1',
  '0x0-1',
  '0-1,',
  ',0-1',
  '0-1,4-5',
  '4-5,0-1',
  '0-1, 4-5 , -2',
  '0-1,200000-',
  '200000-,0-1',
  '200000-,300000-',
  '0-60000,10-99999',
  '0-,0-',
  '9-9,9-9,9-9',
  '18446744073709551616-',
  Array.from({ length: 90 }, (_, at) => `${at * 7}-${at * 7 + 2}`).join(','),
];

/** The parts of an answer that are nobody's own: the divider of parts is counted up by nginx. */
function comparable(answer: WireAnswer) {
  const type = headerOf(answer, 'Content-Type') ?? '';
  const divider = /boundary=(\w+)/.exec(type)?.[1];
  const plain = (text: string): string =>
    divider === undefined ? text : text.replaceAll(divider, 'DIVIDER');
  const isRefused = answer.status >= 400;
  return {
    status: answer.status,
    // The page that tells of an error is the site's own.
    type: isRefused ? null : plain(type),
    length: isRefused ? null : headerOf(answer, 'Content-Length'),
    range: headerOf(answer, 'Content-Range'),
    modified: isRefused ? null : headerOf(answer, 'Last-Modified'),
    body: isRefused ? null : plain(answer.body),
  };
}

describe.skipIf(NGINX === null)('byte for byte as nginx, where there is one on this machine', () => {
  const site = openFileSite();
  let nginx: RunningNginx;
  let own: Listening;

  beforeAll(async () => {
    const noise = Buffer.from(Array.from({ length: SIZE }, (_, at) => (at * 7_919 + (at >> 8)) & 0xff));
    for (const name of ['clip.mp4', 'report.pdf', 'table.csv']) {
      const bytes = Buffer.from(noise);
      (SOUND_FILES[name.slice(-3)] ?? Buffer.alloc(0)).copy(bytes);
      site.put(`media/${name}`, name === 'table.csv' ? bytes.toString('hex').slice(0, SIZE) : bytes);
    }
    nginx = await startNginx(NGINX ?? '', site.media);
    own = await listenHere(site.app);
  });
  afterAll(async () => {
    own.close();
    await nginx.close();
    site.dispose();
  });

  const ask = async (path: string, lines: readonly string[]): Promise<[WireAnswer, WireAnswer]> => {
    const text = requestText('GET', `/media/${path}`, ['Host: x', ...lines]);
    return [await exchange(own.url, text), await exchange(nginx.url, text)];
  };

  test.each(RANGES.map((range) => [range.slice(0, 40), range] as const))('bytes=%s', async (_, range) => {
    for (const path of ['clip.mp4', 'report.pdf']) {
      const [ours, theirs] = await ask(path, [`Range: bytes=${range}`]);
      expect(comparable(ours)).toEqual(comparable(theirs));
    }
  });

  test('other units, and requests without any', async () => {
    for (const lines of [
      [],
      ['Range: items=0-1'],
      ['Range: BYTES=0-1'],
      ['Range: bytes:0-1'],
      ['Range: bytes'],
    ]) {
      const [ours, theirs] = await ask('clip.mp4', lines);
      expect(comparable(ours)).toEqual(comparable(theirs));
    }
  });

  test('If-Range by tag and by date', async () => {
    for (const server of [own, nginx]) {
      const whole = await exchange(server.url, requestText('GET', '/media/clip.mp4'));
      const conditions: readonly (readonly [string, number])[] = [
        [headerOf(whole, 'ETag') ?? '', 206],
        [headerOf(whole, 'Last-Modified') ?? '', 206],
        ['"other"', 200],
        [`W/${headerOf(whole, 'ETag')}`, 200],
        ['Fri, 14 Jul 2017 02:40:01 GMT', 200],
        ['Fri, 14 Jul 2017 02:39:59 GMT', 200],
        ['yesterday', 200],
      ];
      for (const [condition, status] of conditions) {
        const lines = ['Host: x', 'Range: bytes=0-1', `If-Range: ${condition}`];
        expect((await exchange(server.url, requestText('GET', '/media/clip.mp4', lines))).status).toBe(
          status,
        );
      }
    }
  });
});

test.skipIf(NGINX !== null)(
  'nginx is not on this machine, so that parts of files are not compared with its',
  () => {},
);
