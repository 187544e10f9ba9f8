import { parseArgs } from 'node:util';
import { wholeNumber } from '../../bench/lib/arguments.ts';
import { describeMachine } from '../../bench/lib/machine.ts';
import { formatCount } from '../../bench/lib/units.ts';
import { readOptions } from '../../bench/lib/usage.ts';
import { soakMemory } from './soak/memory.ts';
import { soakMixed } from './soak/mixed.ts';
import { findingsTable } from './soak/outcome.ts';
import { soakPublishing } from './soak/publishing.ts';
import { tellViolations } from './storm/violations.ts';

// How a server does that is under way for long. Prints Markdown; `mixed` ends with 1 when an answer was wrong.

const USAGE = `npm run long:soak -- COMMAND [options]

  publishing [--articles 100000] [--rate 20] [--requests 500] [--windows 3] [--seconds 20]
  memory     [--articles 10000] [--cold 10000] [--unknown 100000]
  mixed      [--articles 2000] [--minutes 1] [--readers 4]`;

const COMMANDS = {
  publishing: { articles: '100000', rate: '20', requests: '500', windows: '3', seconds: '20' },
  memory: { articles: '10000', cold: '10000', unknown: '100000' },
  mixed: { articles: '2000', minutes: '1', readers: '4' },
} as const;

type Command = keyof typeof COMMANDS;

const { command, numbers } = readOptions(USAGE, () => {
  const [given = '', ...rest] = process.argv.slice(2);
  if (!isCommand(given)) throw new Error(`"${given}" is no command. Give publishing, memory or mixed.`);
  return { command: given, numbers: readNumbers(COMMANDS[given], rest) };
});
const numberOf = (option: string): number => numbers[option] ?? Number.NaN;
const print = (text: string): void => void process.stdout.write(`${text}\n`);

print(describeMachine());
if (command === 'publishing') await publishing();
else if (command === 'memory') await memory();
else await mixed();

async function publishing(): Promise<void> {
  const [articles, rate, requests] = [numberOf('articles'), numberOf('rate'), numberOf('requests')];
  print(`## Finished pages while ${rate} articles a second are published, of ${formatCount(articles)}\n`);
  print(`${formatCount(requests)} requests a second over 50 articles.\n`);
  const windows = { windows: numberOf('windows'), seconds: numberOf('seconds') };
  print(findingsTable('publishing', await soakPublishing({ articles, rate, requests, ...windows })));
}

async function memory(): Promise<void> {
  const [articles, cold, unknown] = [numberOf('articles'), numberOf('cold'), numberOf('unknown')];
  print(`## Memory of one process over ${formatCount(articles)} articles\n`);
  print(findingsTable('memory', await soakMemory({ articles, cold, unknown })));
}

async function mixed(): Promise<void> {
  const [articles, minutes, readers] = [numberOf('articles'), numberOf('minutes'), numberOf('readers')];
  print(`## Mixed load over ${formatCount(articles)} articles for ${minutes} min, ${readers} readers\n`);
  const { findings, violations } = await soakMixed({ articles, minutes, readers });
  print(findingsTable('mixed load', findings));
  print(tellViolations(violations));
  process.exitCode = violations.count() === 0 ? 0 : 1;
}

function isCommand(text: string): text is Command {
  return Object.hasOwn(COMMANDS, text);
}

/** @throws Error for an option that the command does not have, and for a value that is no number. */
function readNumbers(defaults: Readonly<Record<string, string>>, args: string[]): Record<string, number> {
  const options = Object.fromEntries(
    Object.entries(defaults).map(([name, value]) => [name, { type: 'string', default: value } as const]),
  );
  const { values } = parseArgs({ args, options });
  const read = Object.entries(values).map(([name, value]) => [name, wholeNumber(`--${name}`, String(value))]);
  const found = Object.fromEntries(read) as Record<string, number>;
  if ((found['cold'] ?? 0) > (found['articles'] ?? 0)) {
    throw new Error('--cold is more than there are articles. Raise --articles or lower --cold.');
  }
  return found;
}
