import { relative, resolve } from 'node:path';
import type { Logger } from 'pino';
import type { Settings } from '../../config/environment.ts';
import { createLogger } from '../../telemetry/logger.ts';

/** Opens the log of a process or thread as the settings say; people are shown the content folder from where they are. */
export function openLog({
  logLevel,
  logFormat,
  contentDir,
}: Pick<Settings, 'logLevel' | 'logFormat' | 'contentDir'>): Logger {
  const near = relative(process.cwd(), resolve(contentDir));
  const folder = near === '' || near.startsWith('..') ? contentDir : near;
  return createLogger({ level: logLevel, format: logFormat, folder });
}
