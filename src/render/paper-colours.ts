/**
 * The paper of the light and of the dark edition, as browsers colour what is round a page.
 * @throws Error where the styles have no `--color-paper` with two colours.
 */
export function paperColours(css: string): { readonly light: string; readonly dark: string } {
  const [, light, dark] = /--color-paper:\s*light-dark\((#\w+),\s*(#\w+)\)/.exec(css) ?? [];
  if (light === undefined || dark === undefined)
    throw new Error('tokens.css has no --color-paper: write it as light-dark(#rrggbb, #rrggbb).');
  return { light, dark };
}
