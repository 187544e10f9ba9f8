import { existsSync, globSync } from 'node:fs';
import { findProgram } from '../../bench/lib/find-program.ts';

/** Varnish with the modules that the VCL imports; null where one of them is missing. */
export const VARNISH = globSync('/usr/lib/{varnish/vmods,*/varnish/vmods}/libvmod_xkey.so').some(existsSync)
  ? findProgram('varnishd')
  : null;
export const NGINX = findProgram('nginx');
export const HAPROXY = findProgram('haproxy');
export const CADDY = findProgram('caddy');
export const SYSTEMD_ANALYZE = findProgram('systemd-analyze');
export const PROMTOOL = findProgram('promtool');
export const PROMETHEUS = findProgram('prometheus');
