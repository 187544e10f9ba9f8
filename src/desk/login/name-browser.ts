/** The first that is found names a browser: most claim to be several. */
const BROWSERS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\bEdg(?:A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];

const SYSTEMS: readonly (readonly [sign: RegExp, name: string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bLinux\b/, 'Linux'],
];

/** A short name of what calls itself so in `User-Agent`, such as `Firefox, Linux`; its own first words where it is none we know. */
export function nameBrowser(userAgent: string | null): string {
  const text = userAgent ?? '';
  const found = [BROWSERS, SYSTEMS].flatMap((rows) => rows.find(([sign]) => sign.test(text))?.[1] ?? []);
  return found.length > 0 ? found.join(', ') : text.slice(0, 40);
}
