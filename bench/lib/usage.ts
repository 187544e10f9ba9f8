/**
 * Reads options by a function that throws. When it does, the message and the usage are printed and the
 * program ends with 2.
 */
export function readOptions<Options>(usage: string, read: () => Options): Options {
  try {
    return read();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\nUsage: ${usage}\n`);
    return process.exit(2);
  }
}
