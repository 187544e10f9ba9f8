import { MACHINE_SECRETS } from './machines-environment.ts';
import { NEWS_SECRETS } from './news-environment.ts';
import { SECRET_VARIABLES } from './notify-environment.ts';

/** Variables that open something at others. */
export const SECRETS: ReadonlySet<string> = new Set([
  ...MACHINE_SECRETS,
  ...SECRET_VARIABLES,
  ...NEWS_SECRETS,
]);

/** What programs inherit that this one starts: its environment, but for the secrets in it. */
export function childEnvironment(env: Readonly<Record<string, string | undefined>> = process.env): {
  readonly [name: string]: string | undefined;
} {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !SECRETS.has(name)));
}
