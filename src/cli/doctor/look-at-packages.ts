import { checkPackages, type PackageFault } from '../../release/check-packages.ts';
import { type Finding, missing, ok, reasonOf } from './finding.ts';

/** As many are named; the others are counted. */
const MOST_NAMED = 5;

/** Whether the packages that the program needs are installed, each in its locked version. `root` is its folder. */
export function lookAtPackages(root: string): Finding {
  try {
    const faults = checkPackages(root);
    if (faults.length === 0) return ok('packages', 'all are installed, as package-lock.json has them');
    return missing('packages', describeFaults(faults), `Run "npm ci --omit=dev" in ${root}.`);
  } catch (error) {
    return missing(
      'packages',
      `package-lock.json cannot be read (${reasonOf(error)})`,
      'Install Dateline again.',
    );
  }
}

/** `zod 4.6.7 is missing, sharp is 0.34.0 in place of 0.35.5, and 3 more`. */
function describeFaults(faults: readonly PackageFault[]): string {
  const named = faults
    .slice(0, MOST_NAMED)
    .map(({ name, wanted, found }) =>
      found === null ? `${name} ${wanted} is missing` : `${name} is ${found} in place of ${wanted}`,
    );
  const more = faults.length - named.length;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
