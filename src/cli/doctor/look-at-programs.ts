import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Finding, missing, ok, warning } from './finding.ts';

type Environment = { readonly [name: string]: string | undefined };

const run = promisify(execFile);
const PATIENCE_MS = 5_000;

/** Which programs the settings make necessary. */
export interface ProgramUse {
  /** Where content comes from; null for a folder. */
  readonly contentUrl: string | null;
  /** Whether systemd has to be told that the site is ready. */
  readonly hasServiceManager: boolean;
  readonly environment: Environment;
}

/** Whether the programs of the system that Dateline starts are there; one that is not needed is a warning at most. */
export async function lookAtPrograms(use: ProgramUse): Promise<readonly Finding[]> {
  const { contentUrl, hasServiceManager, environment } = use;
  const isSsh = contentUrl !== null && /^ssh:|^[^/]+@/.test(contentUrl);
  const wanted = [
    { ...GIT, isNeeded: contentUrl !== null },
    ...(isSsh ? [SSH] : []),
    ...(hasServiceManager ? [NOTIFY] : []),
  ];
  return Promise.all(wanted.map((program) => look(program, environment)));
}

interface Program {
  readonly name: string;
  readonly version: string;
  readonly isNeeded: boolean;
  readonly why: string;
  /** Debian's. */
  readonly inPackage: string;
}

const GIT = {
  name: 'git',
  version: '--version',
  why: 'CONTENT_GIT and "dateline permalinks" ask it',
  inPackage: 'git',
} as const;

const SSH: Program = {
  name: 'ssh',
  version: '-V',
  isNeeded: true,
  why: 'the address in CONTENT_GIT wants it',
  inPackage: 'openssh-client',
};

const NOTIFY: Program = {
  name: 'systemd-notify',
  version: '--version',
  isNeeded: true,
  why: 'the unit of Type=notify waits for it',
  inPackage: 'systemd',
};

async function look(
  { name, version, isNeeded, why, inPackage }: Program,
  env: Environment,
): Promise<Finding> {
  try {
    const { stdout, stderr } = await run(name, [version], { timeout: PATIENCE_MS, env });
    return ok(name, `${stdout}${stderr}`.split('\n', 1)[0] ?? '');
  } catch {
    const says = `is not installed, or not on the PATH; ${why}`;
    return (isNeeded ? missing : warning)(name, says, `Install it, as by: apt install ${inPackage}`);
  }
}
