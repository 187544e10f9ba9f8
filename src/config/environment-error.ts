import type { z } from 'zod';
import { MACHINE_SECRETS } from './machines-environment.ts';
import { NEWS_SECRETS } from './news-environment.ts';
import { SECRET_VARIABLES } from './notify-environment.ts';

/** Thrown when the environment is wrong; the message lists every problem with its cure. */
export class EnvironmentError extends Error {
  readonly code = 'environment-invalid';
  override readonly name = 'EnvironmentError';
}

const SECRETS: ReadonlySet<string> = new Set([...SECRET_VARIABLES, ...NEWS_SECRETS, ...MACHINE_SECRETS]);

/** A line for each variable that is wrong and was given: what it holds, unless that is secret, and the cure. */
export function describeIssues(
  error: z.ZodError,
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string | undefined>>,
): string[] {
  return error.issues
    .map((issue) => ({ name: String(issue.path[0]), message: issue.message }))
    .filter(({ name }) => (env[name] ?? '').trim() !== '')
    .map(({ name, message }) =>
      SECRETS.has(name) ? `${name}: ${message}` : `${name}: "${given[name]}" ${message}`,
    );
}
