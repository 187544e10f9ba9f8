import { type IncomingHttpHeaders, request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: IncomingHttpHeaders;
  readonly location: string | null;
  readonly cookies: readonly string[];
}

type Fields = Readonly<Record<string, string>>;

/** As much of a browser as the doors see: cookies, and who sends a request. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  get(path: string, headers?: Fields): Promise<Answer>;
  /** A plain form of a page of the desk, unless headers say otherwise. */
  post(path: string, fields?: Fields, headers?: Fields): Promise<Answer>;
  /** A script's request. */
  send(path: string, body: unknown, headers?: Fields): Promise<Answer>;
  /** A form of a page that is opened first, for its word. */
  submit(path: string, fields?: Fields, page?: string): Promise<Answer>;
}

/** What browsers say of a form of the same site. */
export const HERE = { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'navigate' } as const;

/** Makes a browser that is new to the desk. */
export function createTestBrowser(url: string, origin: string): TestBrowser {
  const cookies = new Map<string, string>();

  async function ask(path: string, method: string, headers: Fields, body?: string): Promise<Answer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const sent = { ...(cookie === '' ? {} : { cookie }), accept: 'text/html', ...headers };
    const { status, text, headers: got } = await exchange(`${url}${path}`, { method, headers: sent }, body);
    const set = got['set-cookie'] ?? [];
    for (const line of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return { status, text, headers: got, location: got.location ?? null, cookies: set };
  }

  const post: TestBrowser['post'] = (path, fields = {}, headers = { ...HERE, origin }) => {
    const form = new URLSearchParams(fields).toString();
    return ask(path, 'POST', { 'content-type': 'application/x-www-form-urlencoded', ...headers }, form);
  };
  return {
    cookies,
    post,
    get: (path, headers = HERE) => ask(path, 'GET', headers),
    send(path, body, headers = { 'sec-fetch-site': 'same-origin', origin }) {
      const json = { 'content-type': 'application/json', accept: 'application/json', ...headers };
      return ask(path, 'POST', json, JSON.stringify(body));
    },
    async submit(path, fields = {}, page = '/account') {
      const csrf = csrfIn((await ask(page, 'GET', HERE)).text);
      return post(path, { csrf, ...fields });
    },
  };
}

/** The session's word in a page. */
export const csrfIn = (html: string): string => /data-csrf="([^"]+)"/.exec(html)?.[1] ?? '';

/** Not by `fetch`, which says on its own who sends a request. */
function exchange(
  url: string,
  options: { readonly method: string; readonly headers: Fields },
  body: string | undefined,
): Promise<{ status: number; text: string; headers: IncomingHttpHeaders }> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { ...options, agent: false }, (answer) => {
      const { statusCode = 0, headers } = answer;
      textOf(answer).then((text) => resolve({ status: statusCode, text, headers }), reject);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
