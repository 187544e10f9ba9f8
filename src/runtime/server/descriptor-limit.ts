import { readFileSync } from 'node:fs';

/** What a process holds besides connections and what is sent on them: at most 51 were counted, with all in one. */
const OWN_DESCRIPTORS = 64;
/** Of the rest; the others are for files that are being sent, databases that are opened, and what is on its way. */
const SHARE_OF_CONNECTIONS = 0.75;

/**
 * How many files and connections this process and its children may have open: the system's hard limit, to which Node
 * raises the soft one itself. Infinity where there is none, or where it cannot be known. Takes 0.2 ms on Linux, where
 * the system tells; elsewhere 50 ms.
 */
export function readDescriptorLimit(): number {
  try {
    const line = /^Max open files\s+\S+\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8'));
    if (line !== null) return toLimit(line[1]);
  } catch {
    // No Linux.
  }
  const { userLimits } = process.report.getReport() as {
    readonly userLimits?: { readonly open_files?: { readonly hard?: number | string } };
  };
  return toLimit(userLimits?.open_files?.hard);
}

/** How many connections a process with such a limit can hold, and still do its work. */
export function connectionsWithin(limit: number): number {
  return Math.max(1, Math.floor((limit - OWN_DESCRIPTORS) * SHARE_OF_CONNECTIONS));
}

/** How many files a process with such a limit can send at once, each open by itself: half of what connections leave. */
export function transfersWithin(limit: number): number {
  return Math.max(1, Math.floor(((limit - OWN_DESCRIPTORS) * (1 - SHARE_OF_CONNECTIONS)) / 2));
}

/** The least limit with which a process can hold so many connections. */
export function limitFor(connections: number): number {
  return Math.ceil(connections / SHARE_OF_CONNECTIONS) + OWN_DESCRIPTORS;
}

function toLimit(text: number | string | undefined): number {
  const limit = Number(text);
  return Number.isInteger(limit) && limit > 0 ? limit : Number.POSITIVE_INFINITY;
}
