import type { DatabaseSync } from 'node:sqlite';

/**
 * Ends all sessions, one-time links and known browsers in a copy of the accounts: what somebody ended after it was made must not
 * open the desk again. People, their keys and tokens of programs stay. @throws Error from SQLite
 */
export function forgetVisits(copy: DatabaseSync): void {
  copy.exec('DELETE FROM session; DELETE FROM invitation; DELETE FROM device');
}
