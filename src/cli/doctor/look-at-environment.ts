import { EnvironmentError } from '../../config/environment-error.ts';
import { readEnvironment, type Settings } from '../../config/environment.ts';
import { findUnread } from '../../config/find-unread.ts';
import { type Finding, missing, ok, warning } from './finding.ts';

type Environment = Readonly<Record<string, string | undefined>>;

const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/;

/** What the environment says, and what is wrong with it; `settings` is null where that cannot be read. */
export function lookAtEnvironment(env: Environment | undefined): {
  readonly settings: Settings | null;
  readonly findings: readonly Finding[];
} {
  const unread = findUnread(env).map(({ name, meant }) =>
    warning(name, 'is a variable that Dateline does not read', `Did you mean ${meant}?`),
  );
  try {
    const settings = readEnvironment(env);
    const findings = [ok('environment', 'every variable can be read'), ...unread, ...lookAtPlace(settings)];
    return { settings, findings };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const wrong = error.message.split('\n').map((line) => {
      const [, name = 'environment', says = line] = /^([A-Z_]+):? (.*)$/.exec(line) ?? [];
      return missing(name, says, 'The README has every variable.');
    });
    return { settings: null, findings: [...wrong, ...unread] };
  }
}

/** What each variable allows and all together make odd. */
function lookAtPlace({ origin, host, trustedProxies }: Settings): readonly Finding[] {
  const { protocol, hostname } = new URL(origin);
  const isPublic = !LOOPBACK.test(hostname);
  const findings: Finding[] = [];
  if (!isPublic && !LOOPBACK.test(host)) {
    findings.push(
      warning(
        'SITE_URL',
        `is ${origin}, where no reader comes from`,
        'Set it to the address that readers see.',
      ),
    );
  }
  if (isPublic && protocol === 'http:') {
    findings.push(
      warning(
        'SITE_URL',
        `${origin} is not encrypted`,
        'Set up TLS (deploy/README.md) and give an https:// address.',
      ),
    );
  }
  if (isPublic && !LOOPBACK.test(host) && trustedProxies.join() === 'loopback') {
    findings.push(
      warning(
        'TRUSTED_PROXIES',
        'is loopback alone, while other machines can reach this server',
        'If a proxy on another machine stands in front, name its address: else all readers count as one.',
      ),
    );
  }
  return findings;
}
