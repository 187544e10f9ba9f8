import { readFileSync } from 'node:fs';

const FILE = new URL('../../../views/500.html', import.meta.url);

/** The page for errors that need nothing of a site, as createStandalonePage takes it. */
export const readErrorPage = (): string => readFileSync(FILE, 'utf8');
