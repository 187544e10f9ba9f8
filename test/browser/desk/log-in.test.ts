import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type LoginDesk, openLoginDesk, PASSWORD } from '../../desk/login/open-login-desk.ts';
import { findBarriers } from '../find-barriers.ts';
import { openBrowser } from '../open-browser.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Look {
  readonly hasScript?: boolean;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

async function openPage({ hasScript = true, width = 1280, scheme = 'light' }: Look = {}): Promise<Page> {
  const context = await browser.newContext({
    javaScriptEnabled: hasScript,
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });
  onTestFinished(() => context.close());
  return context.newPage();
}

/** A device with a fingerprint reader, which says yes (https://chromedevtools.github.io/devtools-protocol/tot/WebAuthn/). */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

function invite(desk: LoginDesk, name: string, role: 'admin' | 'editor' = 'editor'): string {
  const person = desk.accounts.people.add({ name, email: 'desk@example.org', role });
  return `${desk.origin}/join/${desk.accounts.invitations.make(person.id).secret}`;
}

const board = (page: Page) => page.getByRole('heading', { level: 1, name: 'Board' });

describe('with a passkey', () => {
  test('somebody joins by a link, logs out, and logs in without a name', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage();
    const { cdp, authenticatorId } = await addAuthenticator(page);
    await page.goto(invite(desk, 'Կիրակի'));
    await page.getByRole('button', { name: 'Set up a passkey' }).click();
    await board(page).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Log in' }).waitFor();
    await page.goto(`${desk.origin}/write?file=a.md`);
    // By the keyboard alone.
    await page.getByRole('button', { name: 'Log in with a passkey' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/write?file=a.md');
    await page.goto(desk.origin);
    await page.getByText('Կիրակի · editor').waitFor();
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }]);
  });

  test('a finger that is not known, and a key that was removed, are told in words', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage();
    const { cdp, authenticatorId } = await addAuthenticator(page);
    await page.goto(invite(desk, 'Ann'));
    await page.getByRole('button', { name: 'Set up a passkey' }).click();
    await board(page).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('No passkey was used. Try again when you like.').waitFor();
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    const ann = desk.accounts.people.named('Ann');
    for (const { id } of desk.accounts.keys.passkeys.list(ann.id))
      desk.accounts.keys.passkeys.remove(id, ann.id);
    await page.getByRole('button', { name: 'Log in with a passkey' }).click();
    await page.getByText('This passkey does not open the desk.').waitFor();
    expect(desk.accounts.sessions.list()).toEqual([]);
  });

  test('another is added to an account, and the first removed', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage();
    await addAuthenticator(page);
    await page.goto(invite(desk, 'Ann'));
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('The same once more').fill(PASSWORD);
    await page.getByRole('button', { name: 'Set the password and come in' }).click();
    await board(page).waitFor();
    await page.getByRole('link', { name: 'Ann · editor' }).click();
    await page.getByLabel('What you call it').fill('Laptop');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText('The passkey is set up.').waitFor();
    await page.getByRole('button', { name: 'Remove Laptop' }).click();
    await page.getByText('The passkey is removed').waitFor();
    expect(await page.getByText('You have no passkey yet.').count()).toBe(1);
  });
});

describe('without script', () => {
  test('somebody joins, logs out, logs in and changes the password', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage({ hasScript: false });
    await page.goto(invite(desk, 'Ann'));
    expect(await page.getByRole('button').allTextContents()).toEqual(['Set the password and come in']);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('The same once more').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await board(page).waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.goto(`${desk.origin}/account`);
    await page.getByLabel('Name').fill('ann');
    await page.getByLabel('Password').fill('wrong words here');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor();
    expect(await page.getByLabel('Name').inputValue()).toBe('ann');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/account');
    await page.getByLabel('The password you have').fill(PASSWORD);
    await page.getByLabel('New password').fill(`${PASSWORD} too`);
    await page.getByLabel('The same once more').fill(`${PASSWORD} too`);
    await page.getByRole('button', { name: 'Change the password' }).click();
    await page.getByText('The password is set').waitFor();
  });

  test('an admin lets somebody in, who comes in by the link', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage({ hasScript: false });
    await page.goto(invite(desk, 'Chief', 'admin'));
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('The same once more').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByLabel('Name').fill('Water desk');
    await page.getByRole('button', { name: 'Make a one-time link' }).click();
    const link = await page.getByText(`${desk.origin}/join/`).textContent();
    const other = await openPage({ hasScript: false });
    await other.goto(link ?? '');
    await other.getByRole('heading', { level: 1, name: 'Come in, Water desk' }).waitFor();
    await page.getByRole('link', { name: 'Remove Water desk' }).click();
    await page.getByRole('button', { name: 'Remove Water desk' }).click();
    await page.getByText('The person is removed').waitFor();
    await other.reload();
    await other.getByText('Ask an admin for a new one.').waitFor();
  });

  test('a link of another site leads in, where one is logged in', async () => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage({ hasScript: false });
    await page.goto(invite(desk, 'Ann'));
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByLabel('The same once more').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await board(page).waitFor();
    await page.goto(`data:text/html,<a href="${desk.origin}/account">desk</a>`);
    await page.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Your account' }).waitFor();
  });
});

describe('the pages of the doors', () => {
  const PAGES = ['/login', '/join', '/account', '/people', '/audit'];

  test.each([
    { width: 360, scheme: 'light' },
    { width: 768, scheme: 'dark' },
    { width: 1280, scheme: 'light' },
    { width: 1280, scheme: 'dark' },
    { width: 360, scheme: 'dark' },
  ] as const)('bar nobody and fit at $width px, $scheme', async (look) => {
    const desk = await openLoginDesk({ origin: null });
    const page = await openPage(look);
    await addAuthenticator(page);
    await page.goto(invite(desk, 'Chief of the harbour desk', 'admin'));
    await page.getByRole('button', { name: 'Set up a passkey' }).click();
    await board(page).waitFor();
    const link = invite(desk, 'Ein-sehr-langer-Name-ohne-jede-Lücke-der-umbrechen-muss-wo-es-eng-wird');
    const person = desk.accounts.people.named('Chief of the harbour desk');
    desk.accounts.tokens.make({ person, may: 'draft', days: 90, label: 'iA Writer' });
    for (const name of PAGES) {
      if (name === '/login') await page.context().clearCookies();
      await page.goto(name === '/join' ? link : `${desk.origin}${name}`);
      expect([name, await findBarriers(page)]).toEqual([name, []]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect([name, wide]).toEqual([name, 0]);
      if (name === '/join') {
        // Back in, for the pages behind the doors.
        await page.goto(`${desk.origin}/login`);
        await page.getByRole('button', { name: 'Log in with a passkey' }).click();
        await board(page).waitFor();
      }
    }
  });
});
