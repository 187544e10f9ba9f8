import { fileURLToPath } from 'node:url';
import { childEnvironment } from '../../config/child-environment.ts';
import { hasServiceManager } from '../../config/handed-socket.ts';
import { readMachineSecrets } from '../../config/machines-environment.ts';
import { programVersion } from '../../release/program-version.ts';
import { atMost, type CommandDeps, type Output, runCommand } from '../command-line.ts';
import type { Finding } from '../doctor/finding.ts';
import { lookAtContent } from '../doctor/look-at-content.ts';
import { lookAtDataDir } from '../doctor/look-at-data-dir.ts';
import { lookAtEnvironment } from '../doctor/look-at-environment.ts';
import { lookAtLibraries } from '../doctor/look-at-libraries.ts';
import { lookAtMachine, readMachine } from '../doctor/look-at-machine.ts';
import { lookAtNode } from '../doctor/look-at-node.ts';
import { lookAtPackages } from '../doctor/look-at-packages.ts';
import { lookAtPorts } from '../doctor/look-at-ports.ts';
import { lookAtPrograms } from '../doctor/look-at-programs.ts';
import { lookAtSiteUrl } from '../doctor/look-at-site-url.ts';
import { isReady, showFindings } from '../doctor/show-findings.ts';

const USAGE = `Usage: dateline doctor [options]

  Looks at what the site needs: Node, packages, the environment, folders, ports, programs, the machine. It says what is
  missing, each with its cure, before the start and beside a server that runs. What it tries it leaves as it was. Call it as the user
  that serves the site, with the server's environment.

  --json    for programs: one object with all findings
  --help    print this

Example: CONTENT_DIR=content DATA_DIR=/var/lib/dateline dateline doctor

Exit code: 0 when nothing is missing, 1 when something is, 2 for a wrong call. Warnings leave it 0.
`;

const OPTIONS = { json: { type: 'boolean' } } as const;

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Says what is missing for the site to be served. Returns the exit code: 1 where something is, 2 for a wrong call. */
export async function doctor(
  args: readonly string[],
  output: Output,
  errors: Output,
  deps: CommandDeps = {},
): Promise<number> {
  return runCommand(
    args,
    { name: 'doctor', usage: USAGE, options: OPTIONS },
    output,
    errors,
    async (line) => {
      atMost(0, line.words, 'is one word too many: the environment says what is looked at.');
      const findings = await look(deps);
      output.write(showFindings(findings, programVersion(), line.given.has('json') ? 'json' : 'text'));
      return isReady(findings) ? 0 : 1;
    },
  );
}

async function look({ env, now = Date.now }: CommandDeps): Promise<readonly Finding[]> {
  const { settings, findings } = lookAtEnvironment(env);
  const program = [lookAtNode(), lookAtPackages(ROOT), ...(await lookAtLibraries())];
  if (settings === null) return [...program, ...findings];
  const machine = readMachine(now());
  const environment = childEnvironment(env);
  return [
    ...program,
    ...findings,
    ...lookAtDataDir(settings.dataDir, machine.user),
    ...(await lookAtPrograms({
      contentUrl: settings.contentGit?.url ?? null,
      hasServiceManager: hasServiceManager(env),
      environment,
    })),
    await lookAtContent(settings, { env: environment, token: readMachineSecrets(env).gitToken }),
    ...(await lookAtPorts(settings)),
    await lookAtSiteUrl(settings.origin, machine.now),
    ...lookAtMachine(machine, settings),
  ];
}
