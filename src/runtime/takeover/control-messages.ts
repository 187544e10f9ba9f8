import { z } from 'zod';

/** What a command asks of the server, one line of JSON. */
export const CONTROL_REQUEST = z.object({
  do: z.literal('restart'),
  /** The program's `launch.cjs`. */
  program: z.string(),
  /** The path of Node. */
  node: z.string(),
  /** The program's own. */
  folder: z.string(),
  /** In place of the server's own; null to keep that. */
  environment: z.record(z.string(), z.string().optional()).nullable(),
});

export type ControlRequest = z.infer<typeof CONTROL_REQUEST>;

/** What it is answered, a line of JSON each: steps, then one of the others. */
export const CONTROL_ANSWER = z.union([
  z.object({ step: z.string() }),
  z.object({ pid: z.number() }),
  z.object({ failed: z.string() }),
]);

export type ControlAnswer = z.infer<typeof CONTROL_ANSWER>;
