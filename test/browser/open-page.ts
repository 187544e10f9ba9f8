import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openTestSite, type TestSiteOptions } from '../support/open-test-site.ts';

/** A content folder served on loopback. */
export interface ServedSite {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Serves a content folder on a free port of this machine. */
export async function serveSite(contentDir: string, options: TestSiteOptions = {}): Promise<ServedSite> {
  const site = await openTestSite(contentDir, options);
  const server: Server = createServer(site.app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
      await site.close();
    },
  };
}

/** A page with what happened on it. */
export interface WatchedPage {
  readonly page: Page;
  readonly status: number;
  /** What the console said, but for the browser's own note of a page that answers with an error. */
  readonly messages: readonly string[];
  readonly hosts: ReadonlySet<string>;
  readonly close: () => Promise<void>;
}

/** Opens a URL in a context of its own and waits until fonts are there and nothing is under way. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions,
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const messages: string[] = [];
  const hosts = new Set<string>();
  page.on('console', (message) => {
    if (message.location().url !== url) messages.push(message.text());
    else if (!message.text().startsWith('Failed to load resource')) messages.push(message.text());
  });
  page.on('pageerror', (error) => messages.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  const response = await page.goto(url, { waitUntil: 'networkidle' });
  if (options.javaScriptEnabled !== false) await page.evaluate(async () => void (await document.fonts.ready));
  return { page, status: response?.status() ?? 0, messages, hosts, close: () => context.close() };
}
