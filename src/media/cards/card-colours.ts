/** A card's colours, each `#rrggbb`, under the names of the site's design tokens. */
export interface CardColours {
  readonly paper: string;
  readonly ink: string;
  readonly muted: string;
  readonly accent: string;
  readonly rule: string;
}

/**
 * Reads the colours of the light edition from the text of tokens.css: of each `--color-…` the first of its
 * `light-dark(#rrggbb, …)`, or its one value.
 * @throws Error where one is missing or not a hexadecimal colour.
 */
export function readCardColours(tokensCss: string): CardColours {
  const read = (name: string): string => {
    const value = new RegExp(`--color-${name}:\\s*(?:light-dark\\(\\s*)?(#[0-9a-f]{6})\\s*[;,]`, 'i').exec(
      tokensCss,
    )?.[1];
    if (value === undefined)
      throw new Error(
        `tokens.css has no --color-${name} that a share card can use. Write it as light-dark(#rrggbb, #rrggbb) in the first :root.`,
      );
    return value.toLowerCase();
  };
  return {
    paper: read('paper'),
    ink: read('ink'),
    muted: read('muted'),
    accent: read('accent'),
    rule: read('rule'),
  };
}
