import { ok, type Finding } from './finding.ts';

/** Which Node runs this. An older one than the program needs does not get here: `src/launch.cjs` refuses it. */
export const lookAtNode = (): Finding =>
  ok('Node', `${process.versions.node}, ${process.platform} ${process.arch}`);
