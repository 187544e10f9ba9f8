import { describe, expect, test } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

describe('the desk', () => {
  test('is off until it has a port, and stands on this machine by default', () => {
    expect(readEnvironment({}).desk).toBeNull();
    expect(readEnvironment({ DESK_PORT: '3001' }).desk).toEqual({
      port: 3001,
      origin: 'http://localhost:3001',
      hasPages: true,
      ssoHeader: null,
    });
  });

  test('has an origin of its own, and a header by which proxies name people', () => {
    const env = {
      DESK_PORT: '3001',
      DESK_URL: 'https://desk.example.org/',
      SITE_URL: 'https://www.example.org',
      DESK_PAGES: 'false',
      DESK_SSO_HEADER: 'X-Remote-User',
    };
    expect(readEnvironment(env).desk).toEqual({
      port: 3001,
      origin: 'https://desk.example.org',
      hasPages: false,
      ssoHeader: 'x-remote-user',
    });
  });

  test.each([
    [{ DESK_PORT: '0' }, /DESK_PORT: "0" is not a port/],
    [{ DESK_PORT: '3000' }, /DESK_PORT is PORT as well/],
    [{ DESK_PORT: '3001', DESK_URL: 'http://desk.example.org' }, /DESK_URL: .*Give https/],
    [{ DESK_PORT: '3001', DESK_URL: 'https://desk.example.org/desk' }, /DESK_URL: .*a host only/],
    [
      { DESK_PORT: '3001', DESK_URL: 'https://example.org:8443', SITE_URL: 'https://example.org' },
      /DESK_URL has the host of SITE_URL, example\.org/,
    ],
    [{ DESK_PORT: '3001', DESK_SSO_HEADER: 'X User' }, /DESK_SSO_HEADER: .*name of a header/],
    [{ DESK_PORT: '3001', DESK_PAGES: 'no' }, /DESK_PAGES: .*neither true nor false/],
  ])('%j is refused with the cure', (env, message) => {
    expect(() => readEnvironment(env)).toThrow(message);
  });
});
