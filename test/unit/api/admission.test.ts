import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import { parse } from 'yaml';
import { OrcError } from '#kernel/errors.ts';
import type { Service } from '#kernel/model/gen/core.gen.ts';
import { accountFolder } from '#kernel/kinds/pod-account.ts';
import { decode } from '#kernel/model/codec.ts';
import { Secret } from '#kernel/model/gen/core.gen.ts';
import { Keyring } from '#api/encryption/keyring.ts';
import { createSealer } from '#api/sealing.ts';
import { lastAppliedAnnotation } from '#kernel/kinds/metadata-rules.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';

const manifests = path.join(import.meta.dirname, '../../fixtures/manifests');
const sealer = createSealer(new Keyring([new Uint8Array(32).fill(7)]));
const bench = (): ControlBench => new ControlBench({ nodes: 0, sealer });
const map = (name: string, data: object, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
  ...more,
});
const service = (spec: object): object => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'web' },
  spec: { selector: { app: 'web' }, ports: [{ port: 80 }], ...spec },
});
const secret = (data: object, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 's' },
  stringData: data,
  ...more,
});
const create = (on: ControlBench, json: object) => on.change({ create: { object: manifestOf(json) } });
const put = (on: ControlBench, json: object, status = false) =>
  on.change({ update: { object: manifestOf(json), status } });
const messageOf = (act: () => unknown, code: string): string => {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    assert.equal(error.code, code, error.message);
    return error.message;
  }
  return assert.fail(`expected ${code}`);
};

describe('create', () => {
  it('stamps identity, whatever the client says of it', () => {
    const on = bench();
    const made = create(on, {
      ...deploymentOf('web', 'web:1'),
      metadata: { name: 'web', uid: 'mine', generation: 9, deletionTimestamp: '2026-01-01T00:00:00Z' },
      status: { replicas: 99 },
    });
    assert.equal(made?.result, 'created');
    const { metadata, status } = on.get('Deployment', 'web');
    assert.notEqual(metadata.uid, 'mine');
    assert.deepEqual([metadata.generation, metadata.namespace, status], [1, 'default', undefined]);
    assert.equal(metadata.deletionTimestamp, undefined);
  });

  it('makes a name from generateName', () => {
    const on = bench();
    const names = [1, 2].map(() => {
      const made = create(on, { ...map('x', {}), metadata: { generateName: 'job-' } });
      return made?.object.metadata.name ?? '';
    });
    for (const name of names) assert.match(name, /^job-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    assert.notEqual(names[0], names[1]);
  });

  it('makes a name from generateName for who leaves the name empty', () => {
    const made = create(bench(), { ...map('x', {}), metadata: { name: '', generateName: 'job-' } });
    assert.match(made?.object.metadata.name ?? '', /^job-[a-z0-9]{5}$/);
  });

  it('takes capitals before the slash of an annotation, and not of a label', () => {
    const metadata = { name: 'x', annotations: { 'Example.COM/Owner': 'a' } };
    assert.equal(create(bench(), { ...map('x', {}), metadata })?.result, 'created');
    const labels = { 'Example.COM/Owner': 'a' };
    messageOf(() => create(bench(), { ...map('x', {}), metadata: { name: 'x', labels } }), 'Invalid');
  });

  it('names everything that is wrong', () => {
    const on = bench();
    const wrong = {
      ...map('Bad_Name', { 'a/b': 'x' }),
      metadata: { name: 'Bad_Name', labels: { '-': '-' } },
    };
    const message = messageOf(() => create(on, wrong), 'Invalid');
    assert.match(
      message,
      /^ConfigMap "Bad_Name" is invalid: \[metadata\.name: .*metadata\.labels: .*data\[a\/b\]: /s,
    );
    messageOf(() => create(on, { ...map('a', {}), metadata: {} }), 'Invalid');
    messageOf(
      () => create(on, { ...map('a', {}), metadata: { name: 'a', resourceVersion: '1' } }),
      'BadRequest',
    );
    messageOf(() => create(on, { kind: 'ConfigMap' }), 'BadRequest');
    assert.match(
      messageOf(() => create(on, { apiVersion: 'v1', kind: 'Pud' }), 'BadRequest'),
      /did you mean "Pod"\?/,
    );
    assert.match(
      messageOf(() => create(on, { ...deploymentOf('a', 'b'), apiVersion: 'v1' }), 'BadRequest'),
      /use "apps\/v1"/,
    );
    assert.match(
      messageOf(() => create(on, map('a', { k: 'x'.repeat(1024 * 1024 + 1) })), 'Invalid'),
      /Too long/,
    );
    messageOf(() => create(on, map('a', { k: 'x'.repeat(12_000_000) })), 'TooLarge');
    assert.equal(on.store.count('ConfigMap'), 0);
  });

  it('refuses JSON that is broken or nested without end', () => {
    const on = bench();
    const send = (text: string): unknown => {
      const json = new TextEncoder().encode(text);
      return on.change({ create: { object: { ...manifestOf({}), json } } });
    };
    messageOf(() => send('{"a":'), 'BadRequest');
    messageOf(() => send('[]'), 'BadRequest');
    messageOf(() => send('['.repeat(1_000_000)), 'BadRequest');
    assert.match(
      messageOf(
        () => send(`{"apiVersion":"v1","kind":"ConfigMap","data":${'['.repeat(500)}${']'.repeat(500)}}`),
        'BadRequest',
      ),
      /nested deeper/,
    );
    const text = ['\\"', '['.repeat(500), '\\'].join('');
    const quoted = JSON.stringify(map('a', { k: text, l: text }));
    assert.doesNotThrow(() => send(quoted), 'brackets in text are no nesting');
  });

  it('lets only the masters write what is theirs', () => {
    const on = bench();
    messageOf(
      () =>
        create(on, {
          apiVersion: 'orc.dev/v1',
          kind: 'Cluster',
          metadata: { name: 'b' },
          spec: { version: 1, serviceCidr: '10.0.0.0/8', podCidr: '10.0.0.0/8' },
        }),
      'Forbidden',
    );
    messageOf(() => on.delete('Cluster', 'cluster'), 'Forbidden');
  });
});

describe('apply', () => {
  it('says created, unchanged or configured, and writes only for a change', () => {
    const on = bench();
    assert.equal(on.apply(map('a', { x: '1' }))?.result, 'created');
    const { revision } = on.store;
    assert.equal(on.apply(map('a', { x: '1' }))?.result, 'unchanged');
    assert.equal(on.store.revision, revision);
    assert.equal(on.apply(map('a', { y: '2' }))?.result, 'configured');
    assert.deepEqual(on.get('ConfigMap', 'a').data, { y: '2' });
  });

  it('takes an empty namespace as the default one, every time', () => {
    const on = bench();
    const inNowhere = { ...map('a', { x: '1' }), metadata: { name: 'a', namespace: '' } };
    assert.equal(on.apply(inNowhere)?.result, 'created');
    assert.equal(on.apply(inNowhere)?.result, 'unchanged');
    assert.equal(on.get('ConfigMap', 'a').metadata.namespace, 'default');
  });

  it('keeps what others set, and annotations of controllers when none are applied', () => {
    const on = bench();
    on.apply({ ...deploymentOf('web', 'web:1'), metadata: { name: 'web', annotations: { mine: '1' } } });
    on.patch('Deployment', 'web', {
      metadata: { annotations: { theirs: '2' } },
      spec: { minReadySeconds: 3 },
    });
    on.apply(deploymentOf('web', 'web:2'));
    const { metadata, spec } = on.get('Deployment', 'web');
    assert.equal(metadata.annotations?.['theirs'], '2');
    assert.equal(metadata.annotations?.['mine'], undefined);
    assert.equal(spec.minReadySeconds, 3);
    assert.equal(spec.template.spec.containers[0]?.image, 'web:2');
  });

  it('needs a name, and a namespace that is not going', () => {
    const on = bench();
    messageOf(() => on.apply({ ...map('x', {}), metadata: { generateName: 'a-' } }), 'Invalid');
    const missing = { ...map('a', {}), metadata: { name: 'a', namespace: 'none' } };
    on.apply(missing);
    assert.equal(on.store.get('ConfigMap', 'none', 'a'), undefined, 'refused where there is one order');
  });

  for (const [file, kind, name] of [
    ['pod', 'Pod', 'my-nginx-pod'],
    ['replicaset', 'ReplicaSet', 'my-nginx-replicaset'],
  ] as const)
    it(`takes manifests/${file}.yaml with Kubernetes' defaults`, () => {
      const on = bench();
      const manifest: unknown = parse(readFileSync(path.join(manifests, `${file}.yaml`), 'utf8'));
      assert.ok(typeof manifest === 'object' && manifest !== null);
      assert.equal(on.apply(manifest)?.result, 'created');
      assert.equal(on.apply(manifest)?.result, 'unchanged');
      const object = on.get(kind, name);
      const { volumes, tolerations, ...spec } =
        object.kind === 'Pod' ? object.spec : object.spec.template.spec;
      // Only what runs finds its account's files.
      const mounts = volumes?.map((volume) => ({
        name: volume.name,
        readOnly: true,
        mountPath: accountFolder,
      }));
      assert.equal(mounts?.length, kind === 'Pod' ? 1 : undefined);
      assert.equal(tolerations?.length, kind === 'Pod' ? 2 : undefined);
      assert.deepEqual(spec, {
        containers: [
          {
            name: 'nginx',
            image: 'nginx:latest',
            ports: [{ containerPort: 80, protocol: 'TCP' }],
            imagePullPolicy: 'Always',
            terminationMessagePath: '/dev/termination-log',
            terminationMessagePolicy: 'File',
            ...(mounts && { volumeMounts: mounts }),
          },
        ],
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        schedulerName: 'default-scheduler',
        ...(kind === 'Pod' && { serviceAccountName: 'default', serviceAccount: 'default' }),
      });
    });
});

describe('update and patch', () => {
  it('fail with Conflict when they are based on what is no longer current', () => {
    const on = bench();
    on.apply(map('a', { x: '1' }));
    const { resourceVersion = '' } = on.get('ConfigMap', 'a').metadata;
    on.apply(map('a', { x: '2' }));
    const stale = { ...map('a', { x: '3' }), metadata: { name: 'a', resourceVersion } };
    assert.match(
      messageOf(() => put(on, stale), 'Conflict'),
      /the object has been modified/,
    );
    messageOf(() => put(on, { ...map('a', {}), metadata: { name: 'a', uid: 'other' } }), 'Conflict');
    messageOf(() => on.patch('ConfigMap', 'a', { metadata: { resourceVersion } }), 'Conflict');
    assert.equal(put(on, map('a', { x: '3' }))?.result, 'updated');
    messageOf(() => put(on, map('none', {})), 'NotFound');
  });

  it('count generations for changes of the spec only', () => {
    const on = bench();
    on.apply(deploymentOf('web', 'web:1'));
    const generation = (): number | undefined => on.get('Deployment', 'web').metadata.generation;
    on.patch('Deployment', 'web', { metadata: { labels: { a: 'b' } } });
    on.patch('Deployment', 'web', { status: { replicas: 1 } }, true);
    assert.equal(generation(), 1);
    on.patch('Deployment', 'web', { spec: { replicas: 2 } });
    assert.equal(generation(), 2);
  });

  it('change a status only as a status, and as a status nothing else', () => {
    const on = bench();
    on.apply(deploymentOf('web', 'web:1'));
    on.patch('Deployment', 'web', { status: { replicas: 7 } });
    assert.equal(on.get('Deployment', 'web').status, undefined);
    on.patch('Deployment', 'web', { status: { replicas: 7 }, spec: { replicas: 9 } }, true);
    const { status, spec } = on.get('Deployment', 'web');
    assert.deepEqual([status?.replicas, spec.replicas], [7, 1]);
    on.apply(deploymentOf('web', 'web:2'));
    assert.equal(on.get('Deployment', 'web').status?.replicas, 7);
  });

  it('may change a pod whose container has no image yet', () => {
    const on = bench();
    on.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      // A merge patch of the containers would take away what they mount.
      spec: { containers: [{ name: 'c', image: 'bad:1' }], automountServiceAccountToken: false },
    });
    const waiting = { waiting: { reason: 'ImagePullBackOff' } };
    const containerStatuses = [
      { name: 'c', state: waiting, ready: false, restartCount: 0, image: 'bad:1', imageID: '' },
    ];
    on.patch('Pod', 'p', { status: { containerStatuses } }, true);
    on.patch('Pod', 'p', {
      spec: { containers: [{ name: 'c', image: 'good:1' }] },
      metadata: { labels: { a: 'b' } },
    });
    assert.equal(on.get('Pod', 'p').spec.containers[0]?.image, 'good:1');
    messageOf(() => on.patch('Pod', 'p', { spec: { restartPolicy: 'Never' } }), 'Invalid');
  });

  it('refuse to change what can not be changed', () => {
    const on = bench();
    on.apply(deploymentOf('web', 'web:1'));
    const selector = { matchLabels: { app: 'other' } };
    const template = { metadata: { labels: { app: 'other' } } };
    assert.match(
      messageOf(() => on.patch('Deployment', 'web', { spec: { selector, template } }), 'Invalid'),
      /spec\.selector: .* field is immutable/,
    );
    messageOf(() => on.patch('Deployment', 'web', { metadata: { name: 'x' } }), 'BadRequest');
    on.apply(map('fixed', { x: '1' }, { immutable: true }));
    messageOf(() => on.apply(map('fixed', { x: '2' }, { immutable: true })), 'Invalid');
    messageOf(() => on.apply(map('fixed', { x: '1' }, { immutable: false })), 'Invalid');
  });

  it('that only say the same write nothing', () => {
    const on = bench();
    on.apply(map('a', { x: '1' }));
    assert.equal(on.patch('ConfigMap', 'a', { data: { x: '1' } })?.result, 'unchanged');
    assert.equal(
      on.patch('ConfigMap', 'a', { metadata: { labels: { constructor: 'x' } } })?.result,
      'updated',
    );
  });
});

describe('delete', () => {
  it('lets go at once, or says what holds the object', () => {
    const on = bench();
    on.apply(map('a', {}));
    assert.equal(on.delete('ConfigMap', 'a')?.result, 'deleted');
    messageOf(() => on.delete('ConfigMap', 'a'), 'NotFound');
    on.apply({ ...map('b', {}), metadata: { name: 'b', finalizers: ['x.dev/y'] } });
    assert.equal(on.delete('ConfigMap', 'b')?.result, 'deleting');
    const { revision } = on.store;
    assert.equal(on.delete('ConfigMap', 'b')?.result, 'deleting');
    assert.equal(on.store.revision, revision, 'asking again changes nothing');
    on.patch('ConfigMap', 'b', { metadata: { finalizers: null } });
    assert.equal(on.store.count('ConfigMap'), 0, 'the last finalizer takes the object with it');
  });

  it('meant for another uid is refused, and for what is not there ignored when asked', () => {
    const on = bench();
    on.apply(map('a', {}));
    const key = { group: '', kind: 'ConfigMap', namespace: 'default', name: 'a' };
    const base = { key, uid: '', propagation: '', ignoreMissing: false };
    messageOf(() => on.change({ delete: { ...base, uid: 'other' } }), 'Conflict');
    assert.equal(
      on.change({ delete: { ...base, key: { ...key, name: 'b' }, ignoreMissing: true } }),
      undefined,
    );
    messageOf(() => on.delete('Namespace', 'default'), 'Forbidden');
  });
});

describe('a Secret', () => {
  const plain = (on: ControlBench): string => {
    const stored = on.get('Secret', 's');
    return JSON.stringify(stored) + Buffer.from(JSON.stringify(stored.sealed ?? '')).toString();
  };

  it('stands in the log sealed, its last manifest too', () => {
    const on = bench();
    on.apply(secret({ password: 'hunter2' }));
    const stored = on.get('Secret', 's');
    assert.deepEqual([stored.data, stored.stringData], [undefined, undefined]);
    assert.equal(stored.metadata.annotations?.[lastAppliedAnnotation], undefined);
    assert.ok(!plain(on).includes('hunter2') && !Buffer.from(stored.sealed ?? []).includes('hunter2'));
    const opened = sealer.open(stored);
    assert.ok(opened.kind === 'Secret');
    assert.equal(Buffer.from(opened.data?.['password'] ?? []).toString(), 'hunter2');
    assert.match(opened.metadata.annotations?.[lastAppliedAnnotation] ?? '', /hunter2/);
  });

  it('is unchanged when its values are, and drops a key that is no longer applied', () => {
    const on = bench();
    on.apply(secret({ a: '1', b: '2' }));
    assert.equal(on.apply(secret({ a: '1', b: '2' }))?.result, 'unchanged');
    on.patch('Secret', 's', { metadata: { labels: { x: 'y' } } });
    const opened = sealer.open(on.get('Secret', 's'));
    assert.ok(opened.kind === 'Secret');
    assert.deepEqual(Object.keys(opened.data ?? {}).toSorted(), ['a', 'b']);
  });

  it('can not be given sealed from outside', () => {
    const on = bench();
    const given: Secret = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      sealed: new Uint8Array([1]),
    };
    const raw = decode(Secret, new Uint8Array());
    assert.equal(raw.sealed, undefined);
    messageOf(() => create(on, { ...given, sealed: 'AQ==' }), 'Invalid');
  });
});

describe('a Service', () => {
  const stored = (on: ControlBench): Service => on.get('Service', 'web');

  it('is given an address in the range, and keeps it', () => {
    const on = bench();
    on.apply(service({}));
    const { clusterIP = '', clusterIPs } = stored(on).spec;
    assert.match(clusterIP, /^10\.96\./);
    assert.deepEqual(clusterIPs, [clusterIP]);
    on.apply(service({ ports: [{ port: 81 }] }));
    assert.equal(stored(on).spec.clusterIP, clusterIP);
    assert.equal(stored(on).spec.ports?.[0]?.targetPort, 81);
    messageOf(() => on.patch('Service', 'web', { spec: { clusterIP: '10.96.77.77' } }), 'Invalid');
  });

  it('is refused an address outside of the range, IPv6, and a port twice', () => {
    const on = bench();
    for (const clusterIP of ['10.97.0.1', '10.96.0.0', '10.96.255.255', '::1', 'x'])
      messageOf(() => on.apply(service({ clusterIP })), 'Invalid');
    assert.match(
      messageOf(() => on.apply(service({ ipFamilies: ['IPv6'] })), 'Invalid'),
      /ipFamilies/,
    );
    const twice = [
      { name: 'a', port: 80, nodePort: 30_000 },
      { name: 'b', port: 81, nodePort: 30_000 },
    ];
    assert.match(
      messageOf(() => on.apply(service({ type: 'NodePort', ports: twice })), 'Invalid'),
      /ports\[1\]\.nodePort: Duplicate/,
    );
    messageOf(() => on.apply(service({ ports: [{ port: 80 }, { port: 81 }] })), 'Invalid');
    messageOf(() => on.apply(service({ ports: [{ port: 80, nodePort: 30_000 }] })), 'Invalid');
    messageOf(() => on.apply(service({ type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] })), 'Invalid');
    on.apply(service({ clusterIP: 'None' }));
    assert.deepEqual(stored(on).spec.clusterIPs, ['None']);
  });

  it('of type NodePort is given ports, keeps them, and gives them back', () => {
    const on = bench();
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81, nodePort: 31_234 },
    ];
    on.apply(service({ type: 'NodePort', ports }));
    const given = stored(on).spec.ports?.map(({ nodePort }) => nodePort ?? 0) ?? [];
    assert.equal(given[1], 31_234);
    assert.ok((given[0] ?? 0) >= 30_000 && (given[0] ?? 0) <= 32_767);
    put(on, service({ type: 'NodePort', ports: [{ name: 'a', port: 80 }] }));
    assert.equal(stored(on).spec.ports?.[0]?.nodePort, given[0]);
    on.apply(service({ type: 'ClusterIP', ports: [{ name: 'a', port: 80 }] }));
    assert.deepEqual(
      stored(on).spec.ports?.map(({ nodePort }) => nodePort),
      [undefined],
    );
    assert.equal(stored(on).spec.externalTrafficPolicy, undefined);
    assert.equal(on.store.claimedBy(`nodePort/TCP/${given[0]}`), undefined);
  });

  it('among many never shares an address or port', () => {
    const on = bench();
    for (let index = 0; index < 60; index++)
      on.apply({ ...service({ type: 'NodePort' }), metadata: { name: `s${index}` } });
    const all = [...on.store.list('Service')];
    assert.equal(new Set(all.map(({ spec }) => spec.clusterIP)).size, 60);
    assert.equal(new Set(all.map(({ spec }) => spec.ports?.[0]?.nodePort)).size, 60);
  });
});

describe('a manifest', () => {
  it('that gives a field twice is refused, since only one of its values can hold', () => {
    const bench = new ControlBench({ nodes: 0 });
    const json = new TextEncoder().encode(
      '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"a"},"data":{"k":"1","k":"2"}}',
    );
    const object = { apiVersion: '', kind: '', raw: new Uint8Array(), json };
    assert.throws(() => bench.change({ create: { object } }), {
      code: 'BadRequest',
      message: /duplicate field "data\.k"/,
    });
  });
});
