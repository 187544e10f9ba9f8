import express from 'express';
import request from 'supertest';
import { expect, test } from 'vitest';
import { sendRedirect } from '../../../src/http/send/send-redirect.ts';

const appTo = (location: string) =>
  express().get('/', (_request, response) => {
    sendRedirect(response, location);
  });

test('a redirect is empty, permanent, and asked for again each time', async () => {
  const response = await request(appTo('/2016/07/15/slug?page=2')).get('/').redirects(0);
  expect(response.status).toBe(301);
  expect(response.headers).toMatchObject({
    location: '/2016/07/15/slug?page=2',
    'content-length': '0',
    'cache-control': 'public, max-age=0, must-revalidate',
  });
});

test('status and Cache-Control may be chosen', async () => {
  const app = express().get('/', (_request, response) => {
    sendRedirect(response, '/', { status: 302, cacheControl: 'no-store' });
  });
  const response = await request(app).get('/').redirects(0);
  expect(response.status).toBe(302);
  expect(response.headers['cache-control']).toBe('no-store');
});

test.each([
  '//evil.example',
  '/\\evil.example',
  'https://evil.example',
  'evil',
  '',
  '/a b',
  '/a\nb',
  '/\u0566',
])('%j is refused', (location) => {
  expect(() => sendRedirect({} as never, location)).toThrow(RangeError);
});
