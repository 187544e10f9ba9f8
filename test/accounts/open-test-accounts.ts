import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Accounts, accountsFile, openAccounts } from '../../src/accounts/open-accounts.ts';

export interface TestAccounts {
  readonly accounts: Accounts;
  readonly file: string;
  readonly clock: { now: number };
}

/** Opens empty accounts in a folder of their own until the test ends. */
export function openTestAccounts(): TestAccounts {
  const folder = mkdtempSync(join(tmpdir(), 'dateline-accounts-'));
  const clock = { now: Date.UTC(2026, 10, 30, 9) };
  const file = accountsFile(join(folder, 'data'));
  const accounts = openAccounts(file, () => clock.now);
  onTestFinished(() => {
    accounts.close();
    rmSync(folder, { recursive: true });
  });
  return { accounts, file, clock };
}

/** Somebody of a role in these accounts. */
export const addPerson = (
  { accounts }: Pick<TestAccounts, 'accounts'>,
  name: string,
  role: 'viewer' | 'contributor' | 'editor' | 'admin',
) => accounts.people.add({ name, email: 'desk@example.org', role });
