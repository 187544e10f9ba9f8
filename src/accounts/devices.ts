import type { DatabaseSync } from 'node:sqlite';
import { digestOfSecret, newSecret } from './secret.ts';

/** How long a browser is known after its last log-in, in ms. */
export const DEVICE_MS = 90 * 24 * 3_600_000;
const MOST_DEVICES = 20;

/**
 * Browsers in which somebody has logged in. Guessing is counted apart for each, so that strangers who guess at a name do not keep
 * out who works under it (OWASP, “Slow Down Online Guessing Attacks with Device Cookies”). A device opens nothing.
 */
export interface Devices {
  /** Returns the secret for a browser's cookie. */
  remember(personId: string): string;
  /** Whether somebody has logged in with that browser. */
  isOf(secret: string, personId: string): boolean;
}

/** The known browsers of an open database; `now` is in milliseconds since 1970. */
export function createDevices(database: DatabaseSync, now: () => number): Devices {
  const insert = database.prepare('INSERT INTO device (digest, person, until) VALUES (?, ?, ?)');
  const forget = database.prepare(
    `DELETE FROM device WHERE until <= ? OR person = ? AND digest NOT IN
      (SELECT digest FROM device WHERE person = ? ORDER BY until DESC, rowid DESC LIMIT ?)`,
  );
  const find = database.prepare('SELECT 1 FROM device WHERE digest = ? AND person = ? AND until > ?');
  return {
    remember(personId) {
      const secret = newSecret();
      insert.run(digestOfSecret(secret), personId, now() + DEVICE_MS);
      forget.run(now(), personId, personId, MOST_DEVICES);
      return secret;
    },
    isOf: (secret, personId) => find.get(digestOfSecret(secret), personId, now()) !== undefined,
  };
}
