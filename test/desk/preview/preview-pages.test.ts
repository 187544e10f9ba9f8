import { afterEach, beforeEach, expect, test } from 'vitest';
import { PreviewError } from '../../../src/desk/preview/preview-error.ts';
import { openPreviewDesk } from './open-preview-desk.ts';

let room: ReturnType<typeof openPreviewDesk>;
beforeEach(() => {
  room = openPreviewDesk();
});
afterEach(() => room[Symbol.dispose]());

test('an address shows one story alone, or the whole site, to who is not signed in', async () => {
  const desk = room.as(null);
  const story = room.tokenFor('articles/a.md');
  const { text, headers } = await desk.get(`/preview/${story}/2026/12/01/a?page=2`);
  expect(text).toBe('page /2026/12/01/a?page=2');
  expect(headers['cache-control']).toBe('private, no-store');
  // Those of the desk's own pages are not sent.
  expect(headers['content-security-policy']).toBeUndefined();
  const at = Date.parse('2026-12-04T05:00Z');
  await desk.get(`/preview/${room.tokenFor(null, at)}/feed.xml`);
  await desk.get(`/preview/${room.tokenFor('articles/a.md', at)}/`);
  const shown = room.state.asked.map(({ view, path }) => [
    path,
    view.draft?.file ?? null,
    view.scope,
    view.at,
  ]);
  expect(shown).toEqual([
    ['/2026/12/01/a?page=2', 'articles/a.md', 'story', null],
    ['/feed.xml', null, 'site', at],
    ['/', 'articles/a.md', 'site', at],
  ]);
  expect(room.state.asked[0]?.prefix).toBe(`/preview/${story}`);
  expect(room.state.asked.every(({ view }) => view.until !== null)).toBe(true);
});

test('one without a slash behind it is led to the front, so that relative links stay within', async () => {
  const token = room.tokenFor(null);
  const { status, headers } = await room.as(null).get(`/preview/${token}`);
  expect([status, headers['location']]).toEqual([302, `/preview/${token}/`]);
});

test('what is forged, altered, over, revoked or never was gets one and the same page', async () => {
  const desk = room.as(null);
  const { links, state } = room;
  const token = room.tokenFor('articles/a.md');
  const [id] = room.tokenFor('articles/b.md').split('.');
  const over = links.tokenOf(links.make({ file: null, at: null, by: 'x', days: 1 }));
  const revoked = links.make({ file: null, at: null, by: 'x', days: 7 });
  links.revoke({ id: revoked.id }, state.now);
  state.now += 86_400_000;
  const wrong = [
    `${id}.${token.split('.')[1]}`,
    `${token.slice(0, -1)}-`,
    `${'A'.repeat(22)}.${'A'.repeat(43)}`,
    `draft-${'0'.repeat(32)}`,
    'x',
    '%00',
    '..%2f..%2fsite.yaml',
    over,
    links.tokenOf(revoked),
  ];
  const bodies = new Set<string>();
  for (const one of wrong) {
    const { status, text, headers } = await desk.get(`/preview/${one}/2026/12/01/a`);
    expect({ one, status }).toEqual({ one, status: 404 });
    expect(headers['cache-control']).toBe('private, no-store');
    expect(headers['referrer-policy']).toBe('no-referrer');
    bodies.add(text);
  }
  expect([...bodies]).toHaveLength(1);
  expect([...bodies][0]).toContain('This preview is not to be had');
  expect(state.asked).toEqual([]);
});

test('nothing is posted to a preview', async () => {
  expect((await room.as(null).post(`/preview/${room.tokenFor(null)}/search`)).status).toBe(404);
  expect(room.state.asked).toEqual([]);
});

test('HEAD has the headers alone', async () => {
  const { status, headers, text } = await room.as(null).head(`/preview/${room.tokenFor(null)}/`);
  expect([status, headers['content-length'], text]).toEqual([200, '6', undefined]);
});

test('where there is no preview now, that is said, with a time to come back', async () => {
  room.state.fails = new PreviewError('preview-no-room', 'The catalog cannot be copied. Make room.');
  const { status, text, headers } = await room.as(null).get(`/preview/${room.tokenFor(null)}/`);
  expect([status, headers['retry-after']]).toEqual([503, '5']);
  expect(text).toContain('The catalog cannot be copied. Make room.');
});
