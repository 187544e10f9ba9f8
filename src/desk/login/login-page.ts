/** What all pages of the doors have in common: nowhere in the navigation, a narrow column, the script of passkeys. */
export const LOGIN_PAGE = { current: null, styles: ['css/login.css'], scripts: ['js/passkey.js'] } as const;
