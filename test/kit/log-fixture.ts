// The log of a small cluster with an object of every kind there was in format 1, as this version writes it. Run once a format
// (`node test/kit/log-fixture.ts DIRECTORY`); what it wrote for format 1 stays in test/fixtures/log-v1 and
// is read by test/golden/log-fixture.test.ts for ever.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { kindNames } from '#kernel/kinds/registry.gen.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { type RecordBody, decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import { encode } from '#kernel/model/codec.ts';
import { EventBatch, type SessionCall, type Write } from '#kernel/model/gen/log.gen.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { KindName, OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { packEvent } from '#kernel/store/event.ts';
import { SnapshotReader, snapshotChunks } from '#kernel/store/snapshot.ts';
import { Store } from '#kernel/store/store.ts';

/** What applying a log yields, in hashes. */
export interface FixtureState {
  readonly revision: number;
  readonly objects: number;
  readonly state: string;
  readonly events: string;
  readonly outcomes: string;
}

const sha256 = (...parts: readonly (Uint8Array | string)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The hash of a store's whole state. */
export function stateHash(store: Store): string {
  return sha256(...snapshotChunks(store, 0));
}

/** Applies encoded records to an empty store. */
export function replay(records: readonly Uint8Array[]): {
  readonly store: Store;
  readonly state: FixtureState;
} {
  const store = new Store();
  const applied = records.map((record) => store.apply(decodeRecord(record), 3));
  const events = applied.flatMap((each) => each.events);
  const outcomes = JSON.stringify(applied.map(({ outcome }) => outcome));
  const objects = kindNames.reduce((sum, kind) => sum + store.count(kind), 0);
  const batch = encode(EventBatch, { events: events.map((event) => packEvent(event)) });
  return {
    store,
    state: {
      revision: store.revision,
      objects,
      state: stateHash(store),
      events: sha256(batch),
      outcomes: sha256(outcomes),
    },
  };
}

/** Records with each one's length before it, in one file. */
export function joinRecords(records: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat(
    records.flatMap((record) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(record.length);
      return [length, record];
    }),
  );
}

export function splitRecords(file: Buffer): Buffer[] {
  const records: Buffer[] = [];
  for (let at = 0; at < file.length;) {
    const length = file.readUInt32BE(at);
    records.push(file.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return records;
}

/** The store that a snapshot file holds. */
export function readSnapshot(file: Uint8Array): { readonly store: Store; readonly index: number } {
  const reader = new SnapshotReader();
  reader.add(file);
  return reader.finish();
}

const time = '2026-01-31T08:00:00Z';
const meta = (name: string, more: ObjectMeta = {}): ObjectMeta => ({
  name,
  uid: `uid-of-${name}`,
  creationTimestamp: time,
  ...more,
});
const local = (name: string, more: ObjectMeta = {}): ObjectMeta =>
  meta(name, { namespace: 'default', ...more });
const labels = { app: 'web', 'app.kubernetes.io/name': 'ä' };
const template = {
  metadata: { labels },
  spec: {
    containers: [
      {
        name: 'main',
        image: 'web:1',
        command: ['serve', '--port=80'],
        env: [
          { name: 'A', value: '1' },
          { name: 'B', valueFrom: { secretKeyRef: { name: 'secret', key: 'k' } } },
        ],
        ports: [{ name: 'http', containerPort: 80, protocol: 'TCP' }],
        resources: { limits: { memory: '64Mi' }, requests: { cpu: '100m', memory: '64Mi' } },
        livenessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP' }, periodSeconds: 10 },
        readinessProbe: { tcpSocket: { port: 80 }, failureThreshold: 3 },
      },
    ],
    tolerations: [{ operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 300 }],
    terminationGracePeriodSeconds: 30,
  },
};
const owner = (kind: string, name: string) => ({
  apiVersion: 'apps/v1',
  kind,
  name,
  uid: `uid-of-${name}`,
  controller: true,
  blockOwnerDeletion: true,
});

/** The kinds there were when format 1 was first written. */
export const firstKinds = [
  'Cluster',
  'Namespace',
  'Node',
  'ConfigMap',
  'Secret',
  'Deployment',
  'ReplicaSet',
  'Pod',
  'Service',
  'EndpointSlice',
  'Lease',
] as const satisfies readonly KindName[];
type FirstKind = (typeof firstKinds)[number];

const objects: { readonly [K in FirstKind]: OrcObject } = {
  Cluster: {
    apiVersion: 'orc.dev/v1',
    kind: 'Cluster',
    metadata: meta('cluster', { generation: 1 }),
    spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
  },
  Namespace: {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: meta('default'),
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  },
  Node: {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: meta('node-1', { labels: { 'kubernetes.io/hostname': 'node-1' } }),
    spec: { podCIDR: '10.244.1.0/24', podCIDRs: ['10.244.1.0/24'] },
    status: {
      allocatable: { cpu: '4', memory: '8Gi', pods: '110' },
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: time }],
      addresses: [{ type: 'InternalIP', address: '192.0.2.1' }],
      images: [{ names: ['web:1'], sizeBytes: 2 ** 40 }],
    },
  },
  ConfigMap: {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: local('map', { annotations: { note: 'x'.repeat(100) } }),
    data: { b: '2', a: 'ä' },
    binaryData: { raw: new Uint8Array([0, 255]) },
  },
  Secret: {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: local('secret'),
    type: 'Opaque',
    sealed: new Uint8Array([1, 2, 3, 4]),
  },
  Deployment: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: local('web', { generation: 2 }),
    spec: {
      replicas: 1,
      selector: {
        matchLabels: { app: 'web' },
        matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }],
      },
      template,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: 0 } },
    },
    status: { observedGeneration: 1, replicas: 1 },
  },
  ReplicaSet: {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: local('web-x', { ownerReferences: [owner('Deployment', 'web')] }),
    spec: { replicas: 1, selector: { matchLabels: { app: 'web' } }, template },
    status: { replicas: 0 },
  },
  Pod: {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: local('web-x-y', { labels, ownerReferences: [owner('ReplicaSet', 'web-x')] }),
    spec: template.spec,
    status: { phase: 'Pending', qosClass: 'Burstable' },
  },
  Service: {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: local('web'),
    spec: {
      type: 'NodePort',
      clusterIP: '10.96.0.10',
      clusterIPs: ['10.96.0.10'],
      ports: [{ name: 'http', port: 80, targetPort: 'http', nodePort: 30_080, protocol: 'TCP' }],
      selector: { app: 'web' },
    },
  },
  EndpointSlice: {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: local('web-1', { labels: { 'kubernetes.io/service-name': 'web' } }),
    addressType: 'IPv4',
    endpoints: [{ addresses: ['10.244.1.2'], conditions: { ready: true }, nodeName: 'node-1' }],
    ports: [{ name: 'http', port: 80, protocol: 'TCP' }],
  },
  Lease: {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: local('node-1'),
    spec: { holderIdentity: 'node-1', leaseDurationSeconds: 6, renewTime: '2026-01-31T08:00:00.123456Z' },
  },
};

function write(operation: Write['operation'], object: OrcObject, more: Partial<Write> = {}): Write {
  const body = operation === 'DELETE' ? {} : { object: pack(object) };
  return { operation, key: keyOf(object), expectRevision: 0, expectUid: '', ...body, ...more };
}

function records(): Uint8Array[] {
  let timeMs = Date.parse(time);
  const change = (writes: readonly Write[], call?: SessionCall, term = 0): RecordBody => ({
    transaction: {
      requestId: `request-${(timeMs += 1)}`,
      ...(call && { call }),
      actor: term === 0 ? 'ann' : 'system:controller:deployment',
      cause: term,
      reason: 'fixture',
      source: 'grpc 192.0.2.9:1',
      timeMs,
      term,
      preconditions: [{ key: keyOf(objects.Cluster), revision: 1 }],
      writes,
    },
  });
  const first = change([]);
  const order: readonly FirstKind[] = [
    'Namespace',
    'Node',
    'ConfigMap',
    'Secret',
    'Deployment',
    'ReplicaSet',
  ];
  const rest: readonly FirstKind[] = ['Pod', 'Service', 'EndpointSlice', 'Lease'];
  const { Pod: pod, ConfigMap: map, Lease: lease } = objects;
  const bound: OrcObject = pod.kind === 'Pod' ? { ...pod, spec: { ...pod.spec, nodeName: 'node-1' } } : pod;
  const bodies: readonly RecordBody[] = [
    'transaction' in first
      ? {
          transaction: {
            ...first.transaction,
            preconditions: [],
            writes: [write('CREATE', objects.Cluster)],
          },
        }
      : first,
    ...order.map((kind) => change([write('CREATE', objects[kind])])),
    change(rest.map((kind) => write('CREATE', objects[kind]))),
    { openSession: { requestId: 'session-request', timeMs, actor: 'ann' } },
    change([write('UPDATE', map, { expectRevision: 4 })], { session: 1, sequence: 1, answeredBelow: 1 }),
    change([write('UPDATE', map, { expectRevision: 4 })], { session: 1, sequence: 1, answeredBelow: 1 }),
    change([write('UPDATE', bound)], undefined, 3),
    change([write('CREATE', map)], { session: 1, sequence: 2, answeredBelow: 1 }),
    change([write('DELETE', lease, { expectUid: 'another' })]),
    change([write('DELETE', lease, { expectUid: 'uid-of-node-1' })]),
    change([write('UPDATE', map)], undefined, 2),
  ];
  return bodies.map(encodeRecord);
}

/** Writes the fixture's files. */
export function writeFixture(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const log = records();
  const { store, state } = replay(log);
  writeFileSync(path.join(folder, 'records.bin'), joinRecords(log));
  writeFileSync(path.join(folder, 'snapshot.bin'), Buffer.concat([...snapshotChunks(store, log.length)]));
  writeFileSync(path.join(folder, 'state.json'), `${JSON.stringify(state, undefined, 2)}\n`);
}

const [, script, folder] = process.argv;
if (script === import.meta.filename && folder !== undefined) writeFixture(folder);
