#!/usr/bin/env -S node --max-semi-space-size=4 --heap-growing-percent=50
// The way in: an old Node, which cannot load a .ts file, reads this CommonJS and so gets to say which Node it takes.
'use strict';

const needed = 26;
const { node } = process.versions;

if (Number(node.split('.')[0]) < needed) {
  process.stderr.write(
    `Dateline needs Node ${needed} or newer and this is Node ${node}; run "npm ci && npm start" ` +
      `(npm brings the right Node, unless it is told to --omit=dev), or install it from https://nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  // Compiled code is kept between starts, in the system's folder for temporary files: it halves their time.
  require('node:module').enableCompileCache();
  import('./main.ts').catch(async (error) => {
    // A package is not there: what is left of the program says which, and the cure.
    if (!/MODULE_NOT_FOUND$/.test(error?.code)) throw error;
    const { tellOfPackages } = await import('./cli/doctor/tell-of-packages.ts');
    const { argv, stdout, stderr } = process;
    if (!tellOfPackages(argv.slice(2), { output: stdout, errors: stderr })) throw error;
    process.exitCode = 1;
  });
}
