import { readEnvironment } from '../../config/environment.ts';
import { ListenError } from '../../runtime/listen.ts';
import { SiteError } from '../../runtime/load-site.ts';
import { serve } from '../../runtime/serve.ts';
import { createLogger } from '../../telemetry/logger.ts';
import { formatProblem } from '../format-problem.ts';

/**
 * Serves the site until a signal stops it. Returns the exit code so far: 0 when it runs, 1 when it could
 * not start, in which case `errors` has been told why and what to do.
 * @throws EnvironmentError for a wrong environment.
 */
export async function start(errors: { write(text: string): unknown }): Promise<number> {
  try {
    const settings = readEnvironment();
    const log = createLogger({ level: settings.logLevel });
    await serve(settings, { log, now: Date.now });
    return 0;
  } catch (error) {
    if (error instanceof SiteError) {
      errors.write(`${error.message}\n`);
      for (const problem of error.problems) errors.write(formatProblem(problem, error.contentDir));
    } else if (error instanceof ListenError) {
      errors.write(`${error.message}\n`);
    } else {
      throw error;
    }
    return 1;
  }
}
