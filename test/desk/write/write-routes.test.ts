import request from 'supertest';
import { afterEach, describe, expect, test } from 'vitest';
import type { Role } from '../../../src/accounts/person.ts';
import { digestOf } from './memory-writing.ts';
import { FERRY, FERRY_TEXT, openWriteDesk, type WriteDesk } from './open-write-desk.ts';

const open: WriteDesk[] = [];
async function openDesk(role?: Role, files?: Record<string, string>): Promise<WriteDesk> {
  const desk = await openWriteDesk(role, files);
  open.push(desk);
  return desk;
}
afterEach(async () => {
  for (const desk of open.splice(0)) await desk.close();
});

const BASE = digestOf(Buffer.from(FERRY_TEXT));
const post = (desk: WriteDesk, path: string, fields: Record<string, string>) =>
  request(desk.server)
    .post(path)
    .type('form')
    .set('Accept', 'text/html')
    .send({ file: FERRY, base: BASE, ...fields });
/** As a browser sends it. */
const typed = (text: string): string => text.replace(/\r?\n/g, '\r\n');

describe('the page', () => {
  test('has the text as it is, its problems with the line, and the digest that it began from', async () => {
    const text = FERRY_TEXT.replace('2026-11-29 09:30', 'tomorow').replace('back', '</textarea><b>');
    const desk = await openDesk('editor', { [FERRY]: text });
    const { status, text: html } = await request(desk.server).get(`/write?file=${FERRY}`);
    expect(status).toBe(200);
    expect(html).toContain(`name="base" value="${digestOf(Buffer.from(text))}"`);
    expect(html).toContain('&lt;/textarea&gt;&lt;b&gt;');
    expect(html).toContain('&gt; 3 | date: tomorow');
    expect(html).toContain('Write it as 2026-11-30 09:30.');
    expect(html).toContain('17-character headline');
    expect(html).toMatch(/<script type="importmap" nonce="[^"]+">\{"imports"/);
  });

  test.each([
    ['a file that is not there', 'articles/no.md', 404],
    ['a picture', 'media/a.jpg', 404],
    ['a path out of the folder', '../etc/passwd', 404],
    ['a view', 'views/pages/article.ejs', 404],
  ])('of %s is none', async (_, file, status) => {
    const desk = await openDesk();
    expect((await request(desk.server).get('/write').query({ file })).status).toBe(status);
  });

  test('of bytes that are no UTF-8 is none: a form would change them', async () => {
    const desk = await openDesk();
    desk.writing.put(FERRY, 'a\0b');
    expect((await request(desk.server).get(`/write?file=${FERRY}`)).status).toBe(415);
  });

  test('lets a viewer read and not save', async () => {
    const desk = await openDesk('viewer');
    const { text } = await request(desk.server).get(`/write?file=${FERRY}`);
    expect(text).toContain('readonly');
    expect(text).not.toContain('data-save>');
    expect((await post(desk, '/save', { text: 'x' })).status).toBe(403);
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  });
});

describe('a save', () => {
  test('of an untouched form changes no byte', async () => {
    const desk = await openDesk();
    const answer = await post(desk, '/save', { text: typed(FERRY_TEXT) });
    expect(answer.status).toBe(303);
    expect(answer.headers['location']).toBe(`/write?file=${encodeURIComponent(FERRY)}&done=save`);
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  });

  test('of one line changes that line alone, in the writer’s name', async () => {
    const desk = await openDesk();
    await post(desk, '/save', { text: typed(FERRY_TEXT.replace('Slowly', 'Late')), minor: '1' });
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT.replace('Slowly', 'Late'));
    const [made] = desk.writing.requests;
    expect(made).toMatchObject({
      by: { name: 'Water desk', email: 'water@desk.example.org' },
      why: `Edit ${FERRY}`,
      isMinor: true,
    });
    expect(desk.audit).toEqual([`Water desk save ${FERRY}`]);
  });

  test('takes the fields that were touched, and of the others none', async () => {
    const desk = await openDesk();
    await post(desk, '/save', {
      text: typed(FERRY_TEXT),
      'field.title': 'The ferry is back',
      'was.title': 'The ferry returns',
      'field.date': '2026-11-29 09:30',
      'was.date': '2026-11-29 09:30',
      'field.kicker': '',
      'was.kicker': '',
    });
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT.replace('returns', 'is back'));
  });

  test('that nothing can be made of is handed back whole', async () => {
    const desk = await openDesk();
    const text = FERRY_TEXT.replace('Slowly', 'My words <&"');
    const answer = await post(desk, '/save', {
      text: typed(text),
      'field.image.alt': 'A boat',
      'was.image.alt': '',
    });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Not saved.');
    expect(answer.text).toContain('image');
    expect(answer.text).toContain('My words &lt;&amp;&quot;');
    expect(answer.text).toContain('data-unsaved');
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  });

  test('on a full disk hands the text back', async () => {
    const desk = await openDesk();
    const answer = await post(desk, '/save', { file: 'articles/full.md', base: '', text: 'All my words' });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('All my words');
  });

  test('beside somebody else’s joins both', async () => {
    const desk = await openDesk();
    const long = '---\ntitle: A\n---\n\nOne.\n\nTwo.\n\nThree.\n';
    desk.writing.put(FERRY, long);
    const base = digestOf(Buffer.from(long));
    desk.writing.put(FERRY, long.replace('One', 'Their one'));
    const answer = await post(desk, '/save', { base, text: typed(long.replace('Three', 'My three')) });
    expect(answer.headers['location']).toContain('done=merged');
    expect(desk.writing.text(FERRY)).toBe(long.replace('One', 'Their one').replace('Three', 'My three'));
  });

  test('by a program is answered by JSON, with the text that stands and its digest', async () => {
    const desk = await openDesk();
    const text = FERRY_TEXT.replace('Slowly', 'Late').replaceAll('\r\n', '\n');
    const answer = await request(desk.server)
      .post('/save')
      .set('Accept', 'application/json')
      .send({ file: FERRY, base: BASE, text, tab: 't', nth: '1' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      kind: 'written',
      text,
      digest: digestOf(Buffer.from(FERRY_TEXT.replace('Slowly', 'Late'))),
      message: 'Saved.',
    });
    expect(desk.writing.requests[0]?.save).toEqual({ tab: 't', nth: 1 });
  });

  test.each([
    ['{}'],
    ['[]'],
    ['{"file":"articles/a.md"}'],
    ['{"file":"a.ejs","text":"x"}'],
    ['{"file":["a"],"text":1}'],
  ])('of %s is refused', async (body) => {
    const desk = await openDesk();
    const answer = await request(desk.server)
      .post('/save')
      .set({ Accept: 'application/json', 'Content-Type': 'application/json' })
      .send(body);
    expect(answer.status).toBe(400);
    expect(desk.writing.requests).toEqual([]);
  });

  test('of two megabytes of Armenian is taken', async () => {
    const desk = await openDesk();
    const text = `---\ntitle: A\n---\n\n${'Հայաստան '.repeat(120_000)}`;
    const answer = await post(desk, '/save', { base: '', file: 'articles/long.md', text });
    expect(answer.status).toBe(303);
    expect(desk.writing.text('articles/long.md')).toBe(text);
  });
});

describe('a conflict', () => {
  const theirText = FERRY_TEXT.replace('Slowly', 'Their words');
  const myText = FERRY_TEXT.replace('Slowly', 'My words');

  async function openConflict() {
    const desk = await openDesk();
    desk.writing.put(FERRY, theirText);
    return { desk, answer: await post(desk, '/save', { text: typed(myText) }) };
  }

  test('shows both texts side by side, and saves nothing', async () => {
    const { desk, answer } = await openConflict();
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('<td dir="auto">My words.</td><td dir="auto">Their words.</td>');
    expect(answer.text).toContain('&lt;&lt;&lt;&lt;&lt;&lt;&lt; yours');
    expect(answer.text).toContain(`name="base" value="${digestOf(Buffer.from(theirText))}"`);
    expect(desk.writing.text(FERRY)).toBe(theirText);
  });

  test('cannot be saved with its marks, which readers would see', async () => {
    const { desk } = await openConflict();
    const base = digestOf(Buffer.from(theirText));
    const text = typed('<<<<<<< yours\nMy words\n=======\nTheir words\n>>>>>>> theirs\n');
    const answer = await post(desk, '/save', { base, conflict: '1', text });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('The marks between the two texts');
    expect(desk.writing.text(FERRY)).toBe(theirText);
  });

  test('ends by taking one of them whole, or by a text of one’s own', async () => {
    const { desk } = await openConflict();
    const base = digestOf(Buffer.from(theirText));
    const theirs = await post(desk, '/save', {
      base,
      conflict: '1',
      text: 'x',
      yours: typed(myText),
      take: 'theirs',
    });
    expect([theirs.status, desk.writing.text(FERRY)]).toEqual([303, theirText]);
    await post(desk, '/save', {
      base,
      conflict: '1',
      text: '<<<<<<< x',
      yours: typed(myText),
      take: 'yours',
    });
    expect(desk.writing.text(FERRY)).toBe(myText);
  });

  test('with a file that is gone keeps the text in the form, and saving makes the file again', async () => {
    const desk = await openDesk();
    desk.writing.put(FERRY, null);
    const answer = await post(desk, '/save', { text: typed(myText) });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('My words');
    expect(answer.text).toContain('name="base" value=""');
    expect((await post(desk, '/save', { base: '', text: typed(myText) })).status).toBe(303);
    expect(desk.writing.text(FERRY)).toBe(myText.replaceAll('\r\n', '\n'));
  });
});

describe('an act', () => {
  const DRAFT = FERRY_TEXT.replace('---\n\n', 'draft: true\n---\n\n');
  const draftBase = digestOf(Buffer.from(DRAFT));
  const openDraft = (role?: Role) => openDesk(role, { [FERRY]: DRAFT });

  test('publishes: the draft’s line goes, and a past date stays', async () => {
    const desk = await openDraft();
    await post(desk, '/publish', { base: draftBase, text: typed(DRAFT) });
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
    expect(desk.audit).toEqual([`Water desk publish ${FERRY}`]);
  });

  test('publishes what was scheduled at this minute', async () => {
    const desk = await openDesk('editor', { [FERRY]: FERRY_TEXT.replace('2026-11-29', '2027-01-01') });
    const [now] = [desk.writing.text(FERRY) ?? ''];
    await post(desk, '/publish', { base: digestOf(Buffer.from(now)), text: typed(now) });
    expect(desk.writing.text(FERRY)).toContain('date: 2026-11-30 14:00\n');
  });

  test('schedules in the zone of the site', async () => {
    const desk = await openDraft();
    await post(desk, '/schedule', { base: draftBase, text: typed(DRAFT), at: '2026-12-01T06:00' });
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT.replace('2026-11-29 09:30', '2026-12-01 06:00'));
  });

  test.each([
    ['2026-11-30T13:59', 'This time is past: it is 2026-11-30 14:00 now'],
    ['', 'This is not a time.'],
    ['soon', 'This is not a time.'],
  ])('does not schedule for "%s", and keeps what was typed', async (at, told) => {
    const desk = await openDraft();
    const text = typed(DRAFT.replace('Slowly', 'My words'));
    const answer = await post(desk, '/schedule', { base: draftBase, text, at });
    expect(answer.status).toBe(422);
    expect(answer.text).toContain(told);
    expect(answer.text).toContain('My words');
    expect(desk.writing.text(FERRY)).toBe(DRAFT);
  });

  test('takes a story off the site', async () => {
    const desk = await openDesk();
    await post(desk, '/unpublish', { text: typed(FERRY_TEXT) });
    expect(desk.writing.text(FERRY)).toBe(DRAFT);
  });

  test('corrects, with the time', async () => {
    const desk = await openDesk();
    await post(desk, '/correct', { text: typed(FERRY_TEXT), correction: ' It was\r\n late. ' });
    expect(desk.writing.text(FERRY)).toMatch(/^corrections:\n.*2026-11-30 14:00\n.*text: It was late\.$/m);
    const empty = await post(desk, '/correct', { text: typed(FERRY_TEXT), correction: ' ' });
    expect(empty.text).toContain('The correction says nothing.');
  });

  test.each(['/publish', '/schedule'])('%s is not a contributor’s', async (path) => {
    const desk = await openDraft('contributor');
    const fields = { base: draftBase, text: typed(DRAFT), at: '2026-12-01T06:00' };
    expect((await post(desk, path, fields)).status).toBe(403);
    const sneaky = await post(desk, '/save', { base: draftBase, text: typed(FERRY_TEXT) });
    expect(sneaky.status).toBe(403);
    expect(desk.writing.text(FERRY)).toBe(DRAFT);
    expect(
      (await post(desk, '/save', { base: draftBase, text: typed(DRAFT.replace('Slowly', 'Late')) })).status,
    ).toBe(303);
  });
});

describe('whole files', () => {
  test('are renamed, and nothing becomes a file of another kind', async () => {
    const desk = await openDesk();
    const answer = await post(desk, '/rename', { to: 'articles/boat.md' });
    expect(answer.headers['location']).toBe('/write?file=articles%2Fboat.md&done=rename');
    for (const to of ['site.yaml', 'media/a.md', '../a.md', 'pages/a.md', '']) {
      const refused = await post(desk, '/rename', { file: 'articles/boat.md', to });
      expect([to, refused.status]).toEqual([to, 422]);
    }
  });

  test('are deleted when it is meant, and come back', async () => {
    const desk = await openDesk();
    expect((await post(desk, '/delete', {})).status).toBe(422);
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
    await post(desk, '/delete', { sure: '1' });
    expect(desk.writing.text(FERRY)).toBeNull();
    const history = await request(desk.server).get(`/history?file=${FERRY}`);
    expect(history.text).toContain('Bring this version back');
    const answer = await post(desk, '/restore', { revision: 'r1' });
    expect(answer.status).toBe(303);
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  });

  test.each(['/rename', '/delete'])('%s is not a contributor’s', async (path) => {
    const desk = await openDesk('contributor');
    expect((await post(desk, path, { to: 'articles/boat.md', sure: '1' })).status).toBe(403);
    expect(desk.writing.text(FERRY)).toBe(FERRY_TEXT);
  });

  test('have a history with the words that changed', async () => {
    const desk = await openDesk();
    await post(desk, '/save', { text: typed(FERRY_TEXT.replace('Slowly', 'Late')) });
    const { text } = await request(desk.server).get('/history').query({ file: FERRY, revision: 'r2' });
    expect(text).toContain('<del>Slowly</del><ins>Late</ins>');
    expect(text).toContain('not from the desk');
  });
});

describe('something new', () => {
  test('begins as a draft, of which nothing is written before it is saved', async () => {
    const desk = await openDesk();
    expect((await request(desk.server).get('/new')).text).toContain('Photo story');
    const begun = await request(desk.server)
      .get('/new')
      .query({ title: 'The ferry!', template: 'opinion', by: 'Ani' });
    expect(begun.status).toBe(303);
    const page = await request(desk.server).get(begun.headers['location'] ?? '');
    expect(page.text).toContain(
      'title: The ferry!\nauthors: [Ani]\ndate: 2026-11-30 14:00\ntype: opinion\ndraft: true',
    );
    expect(page.text).toContain('name="file" value="articles/the-ferry.md"');
    expect(desk.writing.requests).toEqual([]);
  });

  test('takes no other file’s place', async () => {
    const desk = await openDesk();
    const begun = await request(desk.server).get('/new').query({ title: 'Ferry' });
    expect(begun.headers['location']).toContain('file=articles%2Fferry-2.md');
  });

  test('needs a name with letters', async () => {
    const desk = await openDesk();
    expect((await request(desk.server).get('/new').query({ title: '!!!' })).status).toBe(422);
  });
});

describe('while somebody writes', () => {
  test('problems, fields and the preview’s address are told', async () => {
    const desk = await openDesk();
    const answer = await request(desk.server)
      .post('/check')
      .send({ file: FERRY, base: BASE, text: FERRY_TEXT.replace('2026-11-29 09:30', 'tomorow') });
    expect(answer.body.problems).toMatchObject([{ line: 3, column: 7 }]);
    expect(answer.body.fields).toContainEqual(expect.objectContaining({ key: 'date', value: 'tomorow' }));
    expect(answer.body.stateHtml).toContain('is not a date');
    expect(answer.body.frame).toBe('/preview/draft-0/');
    expect(desk.writing.requests).toEqual([]);
  });

  test('each hears who else has the file open', async () => {
    const desk = await openDesk();
    const beat = (tab: string, more = {}) =>
      request(desk.server)
        .post('/presence')
        .send({ file: FERRY, tab, ...more });
    expect((await beat('a')).body).toEqual({ here: '' });
    // One’s own other tab is nobody else.
    expect((await beat('b')).body).toEqual({ here: '' });
    desk.presence.seen({ tab: 'c', file: FERRY, name: 'Culture desk' });
    expect((await beat('b')).body).toEqual({ here: 'Culture desk has it open too' });
    await beat('c', { isLeaving: true });
    expect((await beat('b')).body).toEqual({ here: 'Culture desk has it open too' });
    await beat('a', { isLeaving: true });
    // Both may have come in the same millisecond.
    expect(
      desk.presence
        .open()
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Culture desk', 'Water desk']);
    expect((await request(desk.server).post('/presence').send({ file: 1 })).status).toBe(400);
  });

  test('keys, sections, topics, authors and pictures are offered', async () => {
    const desk = await openDesk('editor', {
      [FERRY]: FERRY_TEXT,
      'articles/boat.jpg': '',
      'articles/2020/far.jpg': '',
      'media/lake.png': '',
    });
    const names = async (kind: string): Promise<string[]> =>
      (await request(desk.server).get('/complete').query({ kind, file: FERRY })).body.names.map(
        ({ label }: { label: string }) => label,
      );
    expect(await names('keys')).toContain('description');
    expect(await names('sections')).toEqual(['Society']);
    expect(await names('topics')).toEqual(['Ferries']);
    expect(await names('authors')).toEqual(['Water desk']);
    expect(await names('pictures')).toEqual(['boat.jpg', '/media/lake.png']);
    expect(await names('__proto__')).toEqual([]);
  });
});
