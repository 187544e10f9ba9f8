import { join } from 'node:path';
import { openAccountsDatabase } from './accounts-database.ts';
import { type AuditLog, createAuditLog } from './audit-log.ts';
import { createDevices, type Devices } from './devices.ts';
import { createInvitations, type Invitations } from './invitations.ts';
import { createPasskeys, type Passkeys } from './passkeys.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { createPeople, type People } from './people.ts';
import { createSessions, type Sessions } from './sessions.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** The accounts of a data folder. */
export const accountsFile = (dataDir: string): string => join(dataDir, 'desk.db');

/** Who may come into the desk, with what, and what they did there. */
export interface Accounts {
  readonly people: People;
  readonly invitations: Invitations;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
  readonly keys: Keys;
  readonly audit: AuditLog;
  close(): void;
}

/** By what somebody shows who they are. */
export interface Keys {
  readonly passkeys: Passkeys;
  readonly passwords: Passwords;
  readonly devices: Devices;
}

/**
 * Opens the accounts, making the file where there is none; `now` is in milliseconds since 1970. Several processes may have
 * it open. @throws AccountsError for a file that is damaged, of a later version, or not writable.
 */
export function openAccounts(file: string, now: () => number): Accounts {
  const database = openAccountsDatabase(file);
  return {
    people: createPeople(database, now),
    invitations: createInvitations(database, now),
    sessions: createSessions(database, now),
    tokens: createTokens(database, now),
    keys: {
      passkeys: createPasskeys(database, now),
      passwords: createPasswords(database),
      devices: createDevices(database, now),
    },
    audit: createAuditLog(database),
    close: () => database.close(),
  };
}
