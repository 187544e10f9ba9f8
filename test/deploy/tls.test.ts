import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { agreeOn, askSecurely, type SecurePlace } from './ask-securely.ts';
import { makeCertificate } from './certificate.ts';
import { exchange } from './exchange.ts';
import { CADDY, NGINX } from './programs.ts';
import { runSecureCaddy, type SecureProxy } from './run-secure-caddy.ts';
import { runSecureNginx } from './run-nginx.ts';

/** In the files; the site’s own address. */
const NAME = 'www.example.org';

const asked: IncomingHttpHeaders[] = [];
/** Stands for the site. */
const site = createServer((request, response) => {
  asked.push(request.headers);
  response.setHeader('Strict-Transport-Security', 'max-age=31536000');
  response.setHeader('Surrogate-Key', 'front');
  response.end(`page ${request.url}`);
});
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dateline-tls-'));
  await once(site.listen(0, '127.0.0.1'), 'listening');
});
afterAll(() => {
  site.closeAllConnections();
  site.close();
  rmSync(folder, { recursive: true });
});

const sitePort = (): number => (site.address() as AddressInfo).port;

const PROXIES = [
  {
    name: 'nginx',
    program: NGINX,
    async open(): Promise<SecureProxy> {
      const { certificate, key } = await makeCertificate(folder, NAME);
      mkdirSync(join(folder, 'acme/.well-known/acme-challenge'), { recursive: true });
      writeFileSync(join(folder, 'acme/.well-known/acme-challenge/token'), 'proof');
      const proxy = await runSecureNginx(sitePort(), { certificate, key, webroot: join(folder, 'acme') });
      return { ...proxy, authority: readFileSync(certificate, 'utf8') };
    },
  },
  { name: 'caddy', program: CADDY, open: () => runSecureCaddy(sitePort()) },
] as const;

describe.each(PROXIES)('$name', ({ name, program, open }) => {
  describe.skipIf(program === null)('with TLS', () => {
    let proxy: SecureProxy;
    let place: SecurePlace;
    beforeAll(async () => {
      proxy = await open();
      place = { port: proxy.port, name: NAME, authority: proxy.authority };
    });
    afterAll(() => proxy?.close());

    test('serves over HTTP/2 what the site says, with its word on staying there, and tells it who asks', async () => {
      const { headers, text } = await askSecurely(place, '/front');
      expect(text).toBe('page /front');
      expect(headers).toMatchObject({ ':status': 200, 'strict-transport-security': 'max-age=31536000' });
      expect(headers).not.toHaveProperty('surrogate-key');
      expect(asked.at(-1)).toMatchObject({ host: NAME, 'x-forwarded-for': '127.0.0.1' });
    });

    test('leads plain requests to the same page by https, for good', async () => {
      const plain = await exchange(`http://127.0.0.1:${proxy.plainPort}/2026/11/22/a?page=2`, { Host: NAME });
      expect([301, 308]).toContain(plain.status);
      const to = new URL(plain.headers.location ?? '');
      expect(`${to.protocol}//${to.hostname}${to.pathname}${to.search}`).toBe(
        `https://${NAME}/2026/11/22/a?page=2`,
      );
    });

    test('agrees on TLS 1.3 and 1.2 with forward secrecy, and on nothing older', async () => {
      expect(await agreeOn(place, 'TLSv1.3')).toMatchObject({ protocol: 'TLSv1.3' });
      expect(await agreeOn(place, 'TLSv1.2')).toMatchObject({
        protocol: 'TLSv1.2',
        cipher: expect.stringMatching(/^ECDHE-.*(?:GCM|POLY1305)/),
      });
      await expect(agreeOn(place, 'TLSv1.1')).rejects.toThrow();
    });

    test.skipIf(name !== 'nginx')('shows whoever gives out certificates the proof, without TLS', async () => {
      const at = (file: string) =>
        exchange(`http://127.0.0.1:${proxy.plainPort}/.well-known/acme-challenge/${file}`, { Host: NAME });
      expect((await at('token')).bytes.toString()).toBe('proof');
      expect((await at('none')).status).toBe(404);
    });
  });
});
