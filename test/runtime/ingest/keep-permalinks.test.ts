import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openPermalinks, permalinksFile } from '../../../src/catalog/permalinks/ledger.ts';
import { keepPermalinks } from '../../../src/runtime/ingest/keep-permalinks.ts';
import { openTestMirror } from '../../git/open-test-mirror.ts';
import { PATIENCE, story } from '../../ingest/open-newsroom.ts';
import { watchedLog } from '../../notify/messages.ts';
import { git } from '../../support/git-clone.ts';
import { type BranchNewsroom, type Machine, openBranchNewsroom } from './branch-newsroom.ts';

const PUSHED = 'permalinks.txt was pushed';
const REFUSED =
  'permalinks.txt cannot be pushed; old URLs that only this machine knows are unknown to the others until it is';
const ALL_TOLD = 'the repository tells every URL that this machine knows';
const HEAD = '# Dateline permalinks 1\n';

/** A line as a ledger has it that knew these URLs long ago. */
const line = (path: string, slug: string): string =>
  `2016-01-01T00:00:00.000Z\t${path}\tarticle:${slug}\tarticles/${slug}.md\n`;

/** Makes a program that a repository runs before it takes a push. */
const hookThat =
  (does: string) =>
  async (folder: string): Promise<void> => {
    const hook = join(folder, 'hooks/pre-receive');
    mkdirSync(dirname(hook), { recursive: true });
    writeFileSync(hook, `#!/bin/sh\n${does}\n`);
    chmodSync(hook, 0o755);
  };

/** Publishes a story, renames it, and then has the branch forget that it ever had another name. */
async function rewriteHistory(room: BranchNewsroom, machine: Machine): Promise<string> {
  const { clone } = room;
  const before = (await clone.git('rev-parse', 'HEAD')).trim();
  await machine.take(await room.publish({ 'articles/ferry.md': story('Ferry') }));
  clone.move('articles/ferry.md', 'articles/boat.md');
  await machine.take(await room.publish());
  expect(machine.at('/2016/07/15/ferry')).toBe('-> /2016/07/15/boat');
  await clone.git('reset', '--quiet', '--soft', before);
  const commit = await clone.commit('All at once');
  await clone.push({ force: true });
  return commit;
}

/** The branch as it is at the host, in a clone that is up to date. */
async function pulled({
  clone,
}: BranchNewsroom): Promise<{ commits: string[]; show(file: string): Promise<string> }> {
  await clone.git('fetch', '--quiet', 'origin');
  await clone.git('reset', '--quiet', '--hard', 'origin/main');
  const log = await clone.git('log', '--format=%H %an <%ae> %s', '--reverse');
  return { commits: log.trim().split('\n'), show: (file) => clone.git('show', `HEAD:${file}`) };
}

/** A DATA_DIR whose ledger knows a URL from before its content came from git. */
function dataDirOfOld(path: string, slug: string): string {
  const dataDir = mkdtempSync(join(tmpdir(), 'machine-'));
  const ledger = openPermalinks(permalinksFile(dataDir));
  const link = { path, owner: `article:${slug}`, file: `articles/${slug}.md` };
  ledger.append([link], Date.parse('2016-01-01T00:00:00Z'));
  ledger.close();
  return dataDir;
}

/** Looks, and looks again, until something is so: what was found is pushed behind. */
const until = (machine: Machine, message: string, count = 1) =>
  expect
    .poll(() => {
      machine.follower.look();
      return machine.said(message).length;
    }, PATIENCE)
    .toBe(count);

describe('a machine that may push', () => {
  test('puts a URL that a rewritten history has lost into permalinks.txt, and a new machine answers it', async () => {
    await using room = await openBranchNewsroom();
    const old = await room.start({ permalinks: 'pushed' });
    await old.take(await rewriteHistory(room, old));
    await until(old, PUSHED);
    const { commits, show } = await pulled(room);
    expect(commits).toHaveLength(3);
    expect(commits.at(-1)).toMatch(
      / The Test Times <dateline@www\.example\.org> Keep an old URL in permalinks\.txt$/,
    );
    const text = await show('permalinks.txt');
    expect(text.startsWith(HEAD)).toBe(true);
    expect(text).toContain('\t/2016/07/15/ferry\tarticle:');
    expect(await show('.gitattributes')).toBe('permalinks.txt merge=union\n');
    expect(await room.clone.git('show', '--format=', '--name-only', 'HEAD')).toBe(
      '.gitattributes\npermalinks.txt\n',
    );

    const seen = old.seen.length;
    const tip = commits.at(-1)?.split(' ')[0] ?? '';
    await old.take(tip);
    expect(old.seen).toHaveLength(seen);
    const fresh = await room.start({ permalinks: 'pushed' });
    expect(fresh.at('/2016/07/15/ferry')).toBe('-> /2016/07/15/boat');
    expect(old.at('/2016/07/15/ferry')).toBe('-> /2016/07/15/boat');

    await old.close();
    const again = await room.start({ dataDir: old.dataDir, permalinks: 'pushed' });
    await until(again, ALL_TOLD);
    expect(again.said(PUSHED)).toEqual([]);
    expect((await pulled(room)).commits).toHaveLength(3);
  });

  test('keeps lines and comments of others, and adds those of a ledger from before the content came from git', async () => {
    await using room = await openBranchNewsroom();
    const others = `\n# by hand\n${line('/by-hand', 'first')}no line of a ledger`;
    await room.publish({ 'permalinks.txt': HEAD + others, '.gitattributes': '*.jpg binary' });
    const old = await room.start({ dataDir: dataDirOfOld('/old-times', 'first'), permalinks: 'pushed' });
    expect(old.at('/old-times')).toBe('-> /2016/07/15/first');
    await until(old, PUSHED);
    const { show } = await pulled(room);
    expect(await show('permalinks.txt')).toBe(`${HEAD}${others}\n${line('/old-times', 'first')}`);
    expect(await show('.gitattributes')).toBe('*.jpg binary\npermalinks.txt merge=union\n');
    const fresh = await room.start({ permalinks: 'pushed' });
    for (const machine of [old, fresh]) {
      await machine.take((await room.clone.git('rev-parse', 'HEAD')).trim());
      expect(machine.at('/old-times')).toBe('-> /2016/07/15/first');
      expect(machine.at('/by-hand')).toBe('-> /2016/07/15/first');
    }
  });

  test('pushes what was imported by hand while it runs, and nothing where nothing is missing', async () => {
    await using room = await openBranchNewsroom();
    const machine = await room.start({ permalinks: 'pushed' });
    await machine.take(await room.publish({ 'articles/second.md': story('Second') }));
    expect(machine.said(ALL_TOLD)).toEqual([]);
    const ledger = openPermalinks(permalinksFile(machine.dataDir));
    ledger.append([{ path: '/imported', owner: 'article:first', file: 'articles/first.md' }], Date.now());
    ledger.close();
    await until(machine, PUSHED);
    const { commits, show } = await pulled(room);
    expect(await show('permalinks.txt')).toContain('\t/imported\tarticle:first\tarticles/first.md\n');
    await machine.take(commits.at(-1)?.split(' ')[0] ?? '');
    expect((await pulled(room)).commits).toHaveLength(3);
    expect(machine.said(PUSHED)).toMatchObject([{ rows: 1, urls: 1, examples: ['/imported'] }]);
  });

  test('writes to no file that is not the text of a ledger, and tells that', async () => {
    await using room = await openBranchNewsroom();
    await room.publish({ 'permalinks.txt': 'Dear diary\n' });
    const machine = await room.start({ dataDir: dataDirOfOld('/old-times', 'first'), permalinks: 'pushed' });
    await until(machine, REFUSED);
    expect(JSON.stringify(machine.said(REFUSED))).toContain('does not begin with the line');
    expect(await (await pulled(room)).show('permalinks.txt')).toBe('Dear diary\n');
  });

  test.each([
    ['a hook', 'pre-receive hook declined', hookThat('exit 1')],
    ['the host', '403', (folder: string) => git(folder, 'config', 'http.receivepack', 'false')],
  ])('that is refused by %s tells so once, with the cure', async (_, words, refuse) => {
    await using room = await openBranchNewsroom();
    await refuse(room.repository);
    const machine = await room.start({ dataDir: dataDirOfOld('/old-times', 'first'), permalinks: 'pushed' });
    await until(machine, REFUSED);
    const [told] = machine.said(REFUSED);
    expect(told).toMatchObject({ level: 'warn', err: { code: 'git-push-refused' } });
    expect(JSON.stringify(told)).toContain(words);
    expect(JSON.stringify(told)).toContain('CONTENT_GIT_PUSH=no');
    const tries = room.server.requests.length;
    for (let nth = 0; nth < 3; nth += 1) {
      const answers = machine.states.length;
      machine.follower.look();
      await expect.poll(() => machine.states.length).toBeGreaterThan(answers);
    }
    expect(room.server.requests.slice(tries).filter((one) => one.includes('receive-pack'))).toEqual([]);
    expect(machine.said(REFUSED)).toHaveLength(1);
  });
});

describe('a machine that may not push', () => {
  test.each([
    ['told', 'warn'],
    ['of others', 'info'],
  ] as const)('says how many URLs only it knows, once (%s)', async (permalinks, level) => {
    await using room = await openBranchNewsroom();
    const machine = await room.start({ dataDir: dataDirOfOld('/old-times', 'first'), permalinks });
    const only = () => machine.logged.filter(({ msg }) => /^this machine knows URLs/.test(String(msg)));
    await expect
      .poll(() => {
        machine.follower.look();
        return only();
      }, PATIENCE)
      .toMatchObject([{ level, urls: 1, examples: ['/old-times'] }]);
    expect(String(only()[0]?.['msg'])).toContain('"dateline permalinks export"');
    await machine.take(await room.publish({ 'articles/second.md': story('Second') }));
    expect(only()).toHaveLength(1);
    expect((await pulled(room)).commits).toHaveLength(2);
  });
});

test('what was refused is tried again an hour later, told once, and told to be over when it goes through', async () => {
  await using room = await openBranchNewsroom();
  await hookThat('exit 1')(room.repository);
  using mirror = openTestMirror(room.server.url('site'));
  const commit = await mirror.fetch();
  const { log, lines } = watchedLog();
  let clock = Date.parse('2026-11-22T08:00:00Z');
  let compared = 0;
  const row = { atMs: 0, path: '/old', owner: 'article:first', file: 'articles/first.md' };
  const keeper = keepPermalinks({
    ledger: {
      isOfHistory: false,
      writesOfOthers: () => 1,
      async compare() {
        compared += 1;
        return { paths: ['/old'], rows: [row], contested: ['/other'], siteName: 'The Test Times' };
      },
    },
    mirror,
    site: { isTeller: true, mayPush: true, origin: 'https://www.example.org' },
    onPushed() {},
    log,
    now: () => clock,
  });
  const pushes = () => room.server.requests.filter((one) => /^GET .*refs/.test(one)).length;
  keeper.settled(commit);
  expect(compared).toBe(0);
  clock += 60_000;
  keeper.settled(commit);
  await expect.poll(() => lines.map(({ msg }) => msg), PATIENCE).toContain(REFUSED);
  expect(lines.flatMap(({ examples }) => examples)).toContain('/other');
  const asked = pushes();
  clock += 60_000;
  keeper.settled(commit);
  expect(pushes()).toBe(asked);
  clock += 3_600_000;
  await expect
    .poll(() => {
      keeper.settled(commit);
      return pushes();
    }, PATIENCE)
    .toBeGreaterThan(asked);
  await hookThat('exit 0')(room.repository);
  await expect
    .poll(() => {
      clock += 3_600_000;
      keeper.settled(commit);
      return lines.map(({ msg }) => msg);
    }, PATIENCE)
    .toContain(PUSHED);
  expect(lines.filter(({ msg }) => msg === REFUSED)).toHaveLength(1);
  expect(lines.map(({ msg }) => msg)).toContain('permalinks.txt can be pushed again');
  expect(compared).toBe(1);
  await keeper.close();
});
