import type { Accounts } from '../../accounts/open-accounts.ts';
import type { Settings } from '../../config/environment.ts';
import { type CommandLine, type Output, UsageError } from '../command-line.ts';

/** The options of `dateline desk`; each command takes some of them. */
export const DESK_OPTIONS = {
  role: { type: 'string', example: '--role editor' },
  email: { type: 'string', example: '--email desk@example.org' },
  may: { type: 'string', example: '--may draft' },
  days: { type: 'string', example: '--days 90' },
  label: { type: 'string', example: '--label "iA Writer"' },
  most: { type: 'string', example: '--most 50' },
  end: { type: 'boolean' },
} as const;

export type DeskOption = keyof typeof DESK_OPTIONS;

/** What a command of `dateline desk` runs with. */
export interface DeskCall {
  readonly accounts: Accounts;
  readonly settings: Settings;
  /** Behind the name of the command. */
  readonly words: readonly string[];
  readonly given: CommandLine<DeskOption>['given'];
  readonly output: Output;
  /** What failed, with the cure. */
  readonly errors: Output;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Notes in the audit log what the command line did: there nobody is asked who they are. */
export function noteAct({ accounts, now }: DeskCall, act: string, detail: string): void {
  accounts.audit.note({ at: now(), person: null, act, detail, address: null });
}

/** An option that holds a whole number of at least 1. @throws UsageError */
export function wholeOption(
  { given }: DeskCall,
  name: DeskOption,
  { most, fallback }: { readonly most: number; readonly fallback: number },
): number {
  const text = given.get(name);
  if (text === undefined) return fallback;
  if (/^\d{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= most) return Number(text);
  throw new UsageError(
    `--${name} is a whole number from 1 to ${most}. Write ${DESK_OPTIONS[name].type === 'string' ? DESK_OPTIONS[name].example : `--${name}`}.`,
  );
}
