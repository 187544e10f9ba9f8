/**
 * Serialises a value for a `<script type="application/ld+json">`. Nothing in it can end the script or
 * open a comment (HTML §4.12.1.3), and it stays JSON: `<`, `>` and `&` are written as escapes.
 */
export function toScriptJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
