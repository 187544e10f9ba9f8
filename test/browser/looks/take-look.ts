import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import type { Look } from './looks.ts';

/** How much of a page is shown, in CSS pixels: the rest is cut off. */
const MOST_HEIGHT = { wide: 2600, narrow: 1500 };

/** Opens a page as readers have it, with all its pictures, and photographs it from the top. Returns a PNG. */
export async function takeLook(browser: Browser, origin: string, look: Look, width: number): Promise<Buffer> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    deviceScaleFactor: width < 600 ? 1.5 : 1,
    colorScheme: look.scheme ?? 'light',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  });
  try {
    const page = await context.newPage();
    if (look.isPrinted) await page.emulateMedia({ media: 'print' });
    await page.goto(`${origin}${look.path}`, { waitUntil: 'networkidle' });
    await showPictures(page);
    const whole = await page.evaluate(() => document.documentElement.scrollHeight);
    const height = Math.min(whole, width < 600 ? MOST_HEIGHT.narrow : MOST_HEIGHT.wide);
    return await page.screenshot({ fullPage: true, clip: { x: 0, y: 0, width, height } });
  } finally {
    await context.close();
  }
}

/** Has the pictures load that wait for a reader to come near, and waits for them and for the fonts. */
async function showPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await document.fonts.ready;
    await Promise.all(pictures.map((picture) => picture.decode().catch(() => undefined)));
    scrollTo(0, 0);
  });
  await page.waitForLoadState('networkidle');
}

/**
 * Makes a WebP of a screenshot that weighs at most so many bytes: in the largest size, then in the best quality, that does.
 * @throws Error where none does.
 */
export async function shrinkLook(png: Buffer, mostBytes: number): Promise<Buffer> {
  const { width } = await sharp(png).metadata();
  for (const most of width > 1000 ? [1024, 896, 768, 640] : [width, width * 0.8, width * 0.6]) {
    const small = await sharp(png)
      .resize(Math.min(width, Math.round(most)))
      .png()
      .toBuffer();
    for (const quality of [80, 62, 46]) {
      const bytes = await sharp(small).webp({ quality, smartSubsample: true }).toBuffer();
      if (bytes.length <= mostBytes) return bytes;
    }
  }
  throw new Error(`A picture ${width} pixels wide weighs more than ${mostBytes} bytes in every size.`);
}
