import type { Severity } from '../../../problems/problem.ts';
import type { Finding } from '../../../problems/problem-log.ts';
import type { SiteHosts } from '../../../domain/hosts/site-hosts.ts';

/** Where an address is written: in the file of this path below the content folder. */
export interface WrittenIn extends SiteHosts {
  readonly file: string;
}

/** Something found in a body, before its place in the file is known. */
export interface BodyFinding extends Finding {
  readonly severity: Severity;
}

/** A finding that keeps nothing off the site. */
export const warning = (code: string, message: string, hint: string): BodyFinding => ({
  severity: 'warning',
  code,
  message,
  hint,
});
