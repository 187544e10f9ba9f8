import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../../package.json', import.meta.url);

let version: string | undefined;

/** The version of this program, as package.json has it: the one place that says it. */
export function programVersion(): string {
  version ??= (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { version: string }).version;
  return version;
}
