import { MACHINE_SECRETS } from './machines-environment.ts';

const SECRETS: ReadonlySet<string> = new Set([...MACHINE_SECRETS, 'WEBHOOK_URLS', 'WEBHOOK_SECRET']);

/** What programs inherit that this one starts: its environment, but for the secrets in it. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): {
  readonly [name: string]: string | undefined;
} {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.has(name)));
}
