import type { Browser, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { findFreePort } from '../../../bench/lib/free-port.ts';
import { accountsFile, openAccounts } from '../../../src/accounts/open-accounts.ts';
import type { Role } from '../../../src/accounts/person.ts';
import { openNewsroom, story } from '../../ingest/open-newsroom.ts';
import { runSite } from '../../runtime/run-site.ts';

const PASSWORD = 'the lake is calm today';

/** A whole site with its desk, and a page on which somebody is logged in; `join` brings another in. */
export async function openDeskOfSite(browser: Browser, role: Role = 'editor') {
  const room = openNewsroom({
    'site.yaml': 'name: The Lake Courier\nlanguage: en\ntimeZone: UTC\nsections: [Society]\n',
    'articles/ferry.md': story('Ferry'),
  });
  onTestFinished(() => room.dispose());
  const { contentDir, dataDir } = room;
  const port = await findFreePort();
  const desk = `http://localhost:${port}`;
  const site = runSite({
    CONTENT_DIR: contentDir,
    DATA_DIR: dataDir,
    WORKERS: '1',
    DESK_PORT: String(port),
    DESK_URL: desk,
  });
  onTestFinished(async () => {
    site.signal('SIGKILL');
    await site.ended;
  });
  const url = await site.ready();
  const join = async (name: string, as: Role): Promise<Page> => {
    const accounts = openAccounts(accountsFile(dataDir), Date.now);
    const person = accounts.people.add({ name, email: 'desk@desk.test', role: as });
    const { secret } = accounts.invitations.make(person.id);
    accounts.close();
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${desk}/join/${secret}`);
    for (const field of await page.locator('input[type="password"]').all()) await field.fill(PASSWORD);
    await page.locator('form:has(input[type="password"]) button').first().click();
    await page.waitForURL((at) => !at.pathname.startsWith('/join'));
    return page;
  };
  return { room, desk, url, page: await join('Water desk', role), join };
}

/** What a reader is given at an address: its text, or the status of an error. */
export async function readPage(url: string): Promise<string> {
  const answer = await fetch(url);
  return answer.ok ? answer.text() : String(answer.status);
}
