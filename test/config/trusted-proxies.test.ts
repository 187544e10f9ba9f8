import express from 'express';
import { expect, test } from 'vitest';
import { EnvironmentError } from '../../src/config/environment-error.ts';
import { readEnvironment } from '../../src/config/environment.ts';

const read = (value: string) => readEnvironment({ TRUSTED_PROXIES: value }).trustedProxies;

test.each([
  ['', ['loopback']],
  ['none', []],
  ['loopback', ['loopback']],
  ['loopback, linklocal,uniquelocal', ['loopback', 'linklocal', 'uniquelocal']],
  ['10.1.2.3', ['10.1.2.3']],
  ['10.0.0.0/8, 2001:db8::/32, 10.0.0.0/8', ['10.0.0.0/8', '2001:db8::/32']],
  ['::ffff:10.0.0.1', ['::ffff:10.0.0.1']],
  ['192.0.2.1/32,::1/128', ['192.0.2.1/32', '::1/128']],
])('TRUSTED_PROXIES=%s is %j, which Express takes', (value, proxies) => {
  expect(read(value)).toEqual(proxies);
  expect(() => express().set('trust proxy', read(value))).not.toThrow();
});

test.each([
  'true',
  '1',
  'none, loopback',
  'Loopback',
  'proxy.example',
  '10.0.0',
  '10.0.0.0/0',
  '10.0.0.0/33',
  '10.0.0.0/08',
  '10.0.0.0/8/8',
  '10.0.0.0/255.0.0.0',
  '::/0',
  '::1/129',
  'fe80::1%eth0',
  '10.0.0.1,,10.0.0.2',
  '10.0.0.1;10.0.0.2',
])('TRUSTED_PROXIES=%s stops the start', (value) => {
  expect(() => read(value)).toThrow(EnvironmentError);
  expect(() => read(value)).toThrow(`TRUSTED_PROXIES: "${value}" is not a list of proxies. Give addresses,`);
});
