import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'vitest';

/**
 * `test`, where the machine can bring about a fault; else one that is skipped and says what is missing. Where everything
 * has to run (`CI`), what is missing is a failure.
 */
export function testWhere(missing: string | null): typeof test {
  if (missing === null) return test;
  if (process.env['CI'] === undefined) return test.skipIf(true) as typeof test;
  throw new Error(missing);
}

/** Why folders cannot be mounted here; null where they can. */
export const noMounts = (): string | null =>
  process.getuid?.() === 0 ? null : 'Mounting a small disk takes root: run this test as root.';

/** Whether a command ends well. */
export function succeeds(command: string, ...given: string[]): boolean {
  try {
    execFileSync(command, given, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The library that moves the clock of a program, which Debian's package `faketime` brings; null where it is not. */
export function findFakeTime(): string | null {
  for (const folder of ['/usr/lib', '/usr/local/lib', ...listed('/usr/lib')]) {
    const file = `${folder}/faketime/libfaketime.so.1`;
    if (succeeds('test', '-e', file)) return file;
  }
  return null;
}

const listed = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && entry.name.includes('linux') ? [`${folder}/${entry.name}`] : [],
  );
