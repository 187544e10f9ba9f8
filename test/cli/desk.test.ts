import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { accountsFile, openAccounts } from '../../src/accounts/open-accounts.ts';
import { desk } from '../../src/cli/commands/desk.ts';

const HOUR = 3_600_000;
const DESK = { DESK_PORT: '3001', DESK_URL: 'https://desk.example.org', SITE_URL: 'https://www.example.org' };
let dataDir: string;
let clock: number;

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-desk-'));
  dataDir = join(folder, 'data');
  clock = Date.UTC(2026, 10, 30, 9);
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

/** Runs a command, and tells its exit code and what it wrote. */
async function run(args: readonly string[], env: Readonly<Record<string, string>> = DESK) {
  const said = { output: '', errors: '' };
  const into = (name: 'output' | 'errors') => ({ write: (text: string) => (said[name] += text) });
  const deps = { env: { DATA_DIR: dataDir, ...env }, now: () => clock };
  return { code: await desk(args, into('output'), into('errors'), deps), ...said };
}

const linkIn = (text: string): string =>
  /https:\/\/desk\.example\.org\/join\/(\S{43})\n/.exec(text)?.[1] ?? '';

function withAccounts<Result>(work: (accounts: ReturnType<typeof openAccounts>) => Result): Result {
  const accounts = openAccounts(accountsFile(dataDir), () => clock);
  try {
    return work(accounts);
  } finally {
    accounts.close();
  }
}

describe('dateline desk', () => {
  test('lets somebody in by a link that works once, in a file of the user’s own', async () => {
    const { code, output } = await run(['add', 'Harbour desk', '--role', 'editor']);
    expect(code).toBe(0);
    expect(output).toContain(
      'Harbour desk is editor at the desk; commits carry harbour-desk@desk.example.org.',
    );
    expect(output).toContain('works once, and for 3 d');
    const secret = linkIn(output);
    expect(withAccounts(({ invitations }) => invitations.use(secret))).toMatchObject({
      name: 'Harbour desk',
      email: 'harbour-desk@desk.example.org',
      role: 'editor',
    });
    expect(withAccounts(({ invitations }) => invitations.use(secret))).toBeNull();
    expect(statSync(dataDir).mode & 0o077).toBe(0);
  });

  test('a new link ends the one before it', async () => {
    const { output } = await run(['add', '編集部', '--role', 'admin', '--email', 'desk@example.org']);
    const { output: again } = await run(['link', '編集部']);
    withAccounts(({ invitations }) => {
      expect(invitations.personFor(linkIn(output))).toBeNull();
      expect(invitations.personFor(linkIn(again))).toMatchObject({
        name: '編集部',
        email: 'desk@example.org',
      });
    });
  });

  test('without a desk nothing is done, and what to set is told', async () => {
    const { code, output, errors } = await run(['add', 'Ann', '--role', 'admin'], {});
    expect([code, output]).toEqual([1, '']);
    expect(errors).toContain('DESK_PORT is not set. Set DESK_PORT, such as 3001, and DESK_URL');
    expect(withAccounts(({ people }) => people.isEmpty())).toBe(true);
  });

  test('a desk without pages has no link, and a token', async () => {
    const env = { ...DESK, DESK_PAGES: 'false' };
    const { output } = await run(['add', 'Script', '--role', 'contributor'], env);
    expect(output).toContain('so there is no link. Make a token');
    const token = /dateline_\S+/.exec(
      (await run(['token', 'script', '--may', 'draft', '--days', '7'], env)).output,
    )?.[0];
    expect(withAccounts(({ tokens }) => tokens.verify(token ?? ''))).toMatchObject({ may: 'draft' });
    clock += 7 * 24 * HOUR;
    expect(withAccounts(({ tokens }) => tokens.verify(token ?? ''))).toBeNull();
  });

  test('lists who may come in, with what, and who is there', async () => {
    expect((await run(['list'])).output).toContain('Nobody may come in yet. Add somebody');
    await run(['add', 'Ann', '--role', 'admin']);
    await run(['add', '編集部', '--role', 'viewer']);
    withAccounts((accounts) => {
      const ann = accounts.people.named('Ann');
      accounts.invitations.use(accounts.invitations.make(ann.id).secret);
      accounts.sessions.begin({ personId: ann.id, way: 'passkey', address: '192.0.2.1', browser: 'Firefox' });
    });
    clock += 2 * HOUR;
    const { output } = await run(['list']);
    expect(output.split('\n').map((line) => line.trimEnd())).toEqual([
      'NAME    ROLE    KEYS          LAST HERE  E-MAIL',
      'Ann     admin   none          2 h ago    ann@desk.example.org',
      '編集部  viewer  link for 3 d  never      編集部@desk.example.org',
      '',
    ]);
    expect((await run(['sessions'])).output).toContain(
      'Ann   passkey  2 h ago  2 h ago    192.0.2.1  Firefox',
    );
    expect((await run(['sessions', 'ann', '--end'])).output).toContain('sessions that ended: 1');
    expect((await run(['sessions'])).output).toBe('Nobody is logged in.\n');
  });

  test('changes and takes back, but for the last admin', async () => {
    await run(['add', 'Ann', '--role', 'admin']);
    await run(['add', 'Bea', '--role', 'viewer']);
    expect((await run(['role', 'Bea', 'editor'])).output).toBe('Bea is editor from now on.\n');
    const refused = await run(['remove', 'Ann']);
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('"Ann" is the only admin')]);
    expect((await run(['remove', 'Bea'])).output).toContain('Bea cannot come in any more');
    const { output } = await run(['audit']);
    expect(output.split('\n').map((line) => line.split(/ {2,}/).slice(2).join('|'))).toEqual([
      'WHAT|FROM|OF WHAT',
      'person-added|command line|Ann: admin',
      'link-made|command line|Ann',
      'person-added|command line|Bea: viewer',
      'link-made|command line|Bea',
      'role-changed|command line|Bea: editor',
      'person-removed|command line|Bea',
      '',
    ]);
  });

  test.each([
    [[], 'What is to be done at the desk? Say add'],
    [['lst'], '"lst" is not one of its commands. Did you mean "list"?'],
    [['add'], 'Who? Write dateline desk add NAME.'],
    [['add', 'Ann'], 'What may they do? Give --role: viewer, contributor, editor or admin.'],
    [['add', 'Ann', '--role', 'editr'], '"editr" is not a role. Did you mean "editor"? Give viewer'],
    [['add', 'Ann', 'Lee', '--role', 'editor'], '"Lee" is one word too many. Put quotes around'],
    [['list', '--role', 'editor'], 'desk list does not take --role'],
    [['token', 'Ann', '--days', '0', '--may', 'read'], '--days is a whole number from 1 to 366'],
    [['token', 'Ann', '--may', 'all'], '"all" is not what a token may do. Give read, draft or publish.'],
    [['sessions', '--end'], 'Whose? Write dateline desk sessions NAME --end.'],
  ] as const)('%j is a wrong call', async (args, told) => {
    await run(['add', 'Ann', '--role', 'admin']);
    const { code, errors } = await run(args);
    expect(code).toBe(2);
    expect(errors).toContain(told);
  });

  test('nobody is told with who was perhaps meant, and a damaged file with its cure', async () => {
    await run(['add', 'Harbour desk', '--role', 'admin']);
    const unknown = await run(['link', 'Harbour dsk']);
    expect([unknown.code, unknown.errors]).toEqual([
      1,
      expect.stringContaining('Did you mean "Harbour desk"?'),
    ]);
    expect((await run(['add', 'Bad\u202ename', '--role', 'viewer'])).errors).toContain('is not a name');
    writeFileSync(accountsFile(dataDir), 'no database at all, but more bytes than none');
    const damaged = await run(['list']);
    expect([damaged.code, damaged.errors]).toEqual([1, expect.stringContaining('Put a backup in its place')]);
    expect(readFileSync(accountsFile(dataDir), 'utf8')).toContain('no database at all');
  });
});
