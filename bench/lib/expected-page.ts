import type { Connection, Reply } from './connection.ts';

/** A path and what must be in its page. */
export interface ExpectedPage {
  readonly path: string;
  /** 200 where it is not given. */
  readonly status?: number;
  readonly texts: readonly string[];
}

/** Asks for each page once, in turn. Returns a line for each that is wrong. */
export async function findWrongPages(
  connection: Connection,
  pages: readonly ExpectedPage[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const page of pages) {
    const fault = faultOf(page, await connection.get(page.path));
    if (fault !== null) wrong.push(`${page.path}: ${fault}`);
  }
  return wrong;
}

function faultOf({ status = 200, texts }: ExpectedPage, reply: Reply): string | null {
  if (reply.status !== status) return `${reply.status} instead of ${status}`;
  const missing = texts.find((text) => !reply.body.includes(text));
  return missing === undefined ? null : `"${missing}" is missing`;
}
