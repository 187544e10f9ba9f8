import { main } from './cli/run-command-line.ts';

await main(process.argv.slice(2));
