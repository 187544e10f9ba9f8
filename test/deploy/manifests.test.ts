import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { startArguments } from '../../bench/lib/dateline.ts';
import { ENVIRONMENT, readEnvironment } from '../../src/config/environment.ts';
import { readWebhooks } from '../../src/config/notify-environment.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (file: string): string => readFileSync(`${ROOT}deploy/${file}`, 'utf8');

const named = z.object({ name: z.string() });
const probe = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) });
const container = named.extend({
  image: z.string(),
  env: z.array(named.extend({ value: z.string() })).default([]),
  envFrom: z.array(z.record(z.string(), named)).default([]),
  ports: z.array(named.extend({ containerPort: z.number() })).default([]),
  readinessProbe: probe.optional(),
  livenessProbe: probe.optional(),
  startupProbe: z.unknown().optional(),
  securityContext: z.unknown().optional(),
  resources: z.unknown().optional(),
  volumeMounts: z.array(named.extend({ mountPath: z.string() })),
  lifecycle: z.object({ preStop: z.object({ exec: z.object({ command: z.array(z.string()) }) }) }).optional(),
});
const labels = z.record(z.string(), z.string());
const workload = z.object({
  replicas: z.number(),
  serviceName: z.string(),
  updateStrategy: z.object({ type: z.string() }),
  selector: z.object({ matchLabels: labels }),
  template: z.object({
    metadata: z.object({ labels }),
    spec: z.object({
      terminationGracePeriodSeconds: z.number(),
      securityContext: z.unknown(),
      containers: z.array(container),
      initContainers: z.array(container).default([]),
      volumes: z.array(named),
    }),
  }),
  volumeClaimTemplates: z.array(z.object({ metadata: named })),
});
const service = z.object({ selector: labels, ports: z.array(z.object({ targetPort: z.string() })) });
const object = z.object({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: named,
  spec: z.unknown().optional(),
  data: z.record(z.string(), z.string()).optional(),
});

/** The objects of a file, each a document of YAML without mistakes. */
function objectsOf(file: string): z.infer<typeof object>[] {
  const documents = parseAllDocuments(read(file));
  expect(documents.flatMap(({ errors, warnings }) => [...errors, ...warnings])).toEqual([]);
  return documents.map((document) => object.parse(document.toJS()));
}

const specsOf = <Spec>(file: string, kind: string, schema: z.ZodType<Spec>) =>
  objectsOf(file).flatMap((one) =>
    one.kind === kind ? [{ name: one.metadata.name, spec: schema.parse(one.spec) }] : [],
  );

/** Lines of NAME=VALUE, with what an operator fills in. */
function variablesOf(file: string): Record<string, string> {
  const lines = read(file)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

const FILLED_IN: Readonly<Record<string, string>> = {
  CONTENT_GIT_SECRET: 'a-secret-of-the-git-host',
  WEBHOOK_URLS: 'https://hooks.example.org/dateline',
  WEBHOOK_SECRET: 'a-secret-of-webhooks-123',
};

/** What a container of the site has in its environment. */
function environmentOf(file: string, { env, envFrom }: z.infer<typeof container>): Record<string, string> {
  const shared = envFrom.flatMap((from) => {
    if ('configMapRef' in from) {
      const map = objectsOf(file).find(
        ({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === from['configMapRef']?.name,
      );
      return Object.entries(map?.data ?? {});
    }
    return Object.entries({ ...variablesOf('kubernetes/secret.env'), ...FILLED_IN });
  });
  return Object.fromEntries([...shared, ...env.map(({ name, value }) => [name, value])]);
}

const NAMES = new Set([...Object.keys(ENVIRONMENT), 'WEBHOOK_URLS', 'WEBHOOK_SECRET']);

/** Takes an environment as the server would: every name is one of its variables, and all of them go together. */
function accept(environment: Readonly<Record<string, string>>) {
  expect(Object.keys(environment).filter((name) => !NAMES.has(name))).toEqual([]);
  readWebhooks(environment);
  return readEnvironment(environment);
}

const FILES = ['kubernetes/dateline.yaml', 'kubernetes/git-sync.yaml'];

describe.each(FILES)('%s', (file) => {
  const workloads = specsOf(file, 'StatefulSet', workload);
  const services = specsOf(file, 'Service', service);

  test('has pods that their selectors, services and volumes are of', () => {
    expect(workloads.length).toBeGreaterThan(0);
    for (const { spec } of workloads) {
      const { metadata, spec: pod } = spec.template;
      expect(metadata.labels).toMatchObject(spec.selector.matchLabels);
      expect(services.map(({ name }) => name)).toContain(spec.serviceName);
      for (const { spec: of } of services) expect(metadata.labels).toMatchObject(of.selector);
      const volumes = [...pod.volumes, ...spec.volumeClaimTemplates.map(({ metadata: claim }) => claim)];
      const mounted = [...pod.containers, ...pod.initContainers].flatMap((one) => one.volumeMounts);
      for (const { name } of mounted) expect(volumes.map((volume) => volume.name)).toContain(name);
      const ports = pod.containers.flatMap((one) => one.ports.map(({ name }) => name));
      const asked = pod.containers.flatMap(({ readinessProbe, livenessProbe }) =>
        [readinessProbe, livenessProbe].flatMap((one) => one?.httpGet.port ?? []),
      );
      for (const { spec: of } of services) asked.push(...of.ports.map(({ targetPort }) => targetPort));
      for (const port of asked) expect(ports).toContain(port);
    }
  });

  test('gives the server an environment that it takes, with DATA_DIR on a disk that stays', () => {
    for (const { spec } of workloads) {
      for (const one of spec.template.spec.containers) {
        const settings = accept(environmentOf(file, one));
        const kept = spec.volumeClaimTemplates.map(({ metadata }) => metadata.name);
        const mount = one.volumeMounts.find(({ mountPath }) => settings.dataDir.startsWith(`${mountPath}/`));
        expect(kept).toContain(mount?.name);
        expect(one.ports.map(({ containerPort }) => containerPort)).toContain(settings.port);
        expect(settings.host).toBe('0.0.0.0');
      }
    }
  });

  test('has the server watched from its start, with no more rights and room than it needs', () => {
    for (const { spec } of workloads) {
      const { containers, initContainers, securityContext } = spec.template.spec;
      expect(spec.updateStrategy).toEqual({ type: 'RollingUpdate' });
      expect(securityContext).toMatchObject({
        runAsNonRoot: true,
        seccompProfile: { type: 'RuntimeDefault' },
      });
      // The user of the image: ssh wants one that has a name.
      const [, user] = /^USER (\d+):/m.exec(read('container/Dockerfile')) ?? [];
      expect(securityContext).toMatchObject({
        runAsUser: Number(user),
        runAsGroup: Number(user),
        fsGroup: Number(user),
      });
      const least = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };
      for (const one of [...containers, ...initContainers]) expect(one.securityContext).toMatchObject(least);
      for (const one of containers) {
        expect(one.securityContext).toMatchObject({ readOnlyRootFilesystem: true });
        expect(one.startupProbe).toMatchObject({ httpGet: { path: '/healthz' } });
        expect(one.livenessProbe).toMatchObject({ httpGet: { path: '/healthz' } });
        expect(one.resources).toMatchObject({
          requests: { cpu: '1', memory: '768Mi' },
          limits: { memory: '1536Mi' },
        });
        // What stays writable: DATA_DIR, and Node's compiled code.
        expect(one.volumeMounts.map(({ mountPath }) => mountPath)).toContain('/tmp');
      }
    }
  });

  test('waits before it stops, and gives the server the time that it takes', () => {
    for (const { spec } of workloads) {
      const { containers, terminationGracePeriodSeconds } = spec.template.spec;
      for (const { readinessProbe, lifecycle } of containers) {
        expect(readinessProbe?.httpGet.path).toBe('/readyz');
        const [command, seconds] = lifecycle?.preStop.exec.command ?? [];
        expect(command).toBe('sleep');
        // A second of draining, then 10 s for open requests and 10 s for the ingest.
        expect(terminationGracePeriodSeconds).toBeGreaterThan(Number(seconds) + 21);
      }
    }
  });
});

test('of the machines of kubernetes/dateline.yaml one tells and pushes, and each finds the others', () => {
  const [file = ''] = FILES;
  const workloads = specsOf(file, 'StatefulSet', workload);
  const tellers = workloads.filter(({ spec }) =>
    spec.template.spec.containers.some((one) => accept(environmentOf(file, one)).isTeller),
  );
  expect(tellers.map(({ spec }) => spec.replicas)).toEqual([1]);
  const services = objectsOf(file).flatMap(({ kind, metadata }) => (kind === 'Service' ? metadata.name : []));
  for (const { spec } of workloads) {
    for (const one of spec.template.spec.containers) {
      const { contentGit, isTeller } = accept(environmentOf(file, one));
      expect(contentGit?.mayPush).toBe(isTeller);
      for (const peer of contentGit?.peers ?? []) expect(services).toContain(new URL(peer).hostname);
    }
  }
});

test('systemd starts the server as npm start does, with settings that it takes and time to stop', () => {
  const unit = read('systemd/dateline.service');
  const start = startArguments().join(' ').replace(`${ROOT}/`, '');
  expect(unit).toContain(`\nExecStart=/usr/bin/node ${start}\n`);
  const settings = accept({ ...variablesOf('systemd/dateline.env'), ...FILLED_IN });
  const [, state] = /^StateDirectory=(.+)$/m.exec(unit) ?? [];
  expect(settings.dataDir).toBe(`/var/lib/${state}`);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(unit)?.[1])).toBeGreaterThan(21);
  expect(settings.isTeller || settings.contentGit?.mayPush).toBe(false);
});

test('a cluster that empties its nodes takes one machine of kubernetes/dateline.yaml at a time', () => {
  const budget = z.object({ maxUnavailable: z.number(), selector: z.object({ matchLabels: labels }) });
  const [file = ''] = FILES;
  const [{ spec } = { spec: null }] = specsOf(file, 'PodDisruptionBudget', budget);
  expect(spec?.maxUnavailable).toBe(1);
  for (const { spec: of } of specsOf(file, 'StatefulSet', workload))
    expect(of.template.metadata.labels).toMatchObject(spec?.selector.matchLabels ?? { none: '' });
});
