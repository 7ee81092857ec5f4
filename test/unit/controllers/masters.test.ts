// What control keeps of the masters for pods: their CA in every namespace, their Service and its endpoints.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOf, revisionOf } from '#kernel/log/key.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';

const masters = (authority: string, ...addresses: string[]) => ({ authority, port: 6443, addresses });

function bench(): ControlBench {
  const on = new ControlBench({ nodes: 0 });
  on.driver.tellMasters(masters('the CA', '10.0.0.1', '10.0.0.2'));
  on.run(1_000);
  return on;
}

/** Deletes an object at once, whoever looks after it. */
function remove(on: ControlBench, kind: 'Service' | 'EndpointSlice' | 'ConfigMap', name: string): void {
  const found = on.get(kind, name);
  on.commit([{ operation: 'DELETE', key: keyOf(found), expectRevision: revisionOf(found), expectUid: '' }]);
}

describe("the masters' CA", () => {
  const dataIn = (on: ControlBench, namespace: string): unknown =>
    on.store.get('ConfigMap', namespace, 'kube-root-ca.crt')?.data;

  it('is in every namespace, and comes back', () => {
    const on = bench();
    on.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    on.run(1_000);
    for (const namespace of ['default', 'kube-system', 'team'])
      assert.deepEqual(dataIn(on, namespace), { 'ca.crt': 'the CA' }, namespace);
    on.patch('ConfigMap', 'kube-root-ca.crt', { data: { 'ca.crt': 'another', more: 'x' } });
    on.run(1_000);
    assert.deepEqual(dataIn(on, 'default'), { 'ca.crt': 'the CA' });
    remove(on, 'ConfigMap', 'kube-root-ca.crt');
    on.run(1_000);
    assert.deepEqual(dataIn(on, 'default'), { 'ca.crt': 'the CA' });
    on.driver.tellMasters(masters('a new CA', '10.0.0.1'));
    on.run(1_000);
    assert.deepEqual(dataIn(on, 'team'), { 'ca.crt': 'a new CA' });
  });

  it('does not keep a namespace that is deleted', () => {
    const on = bench();
    on.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'team' } });
    on.run(1_000);
    on.delete('Namespace', 'team');
    on.until('it is gone', () => on.store.get('Namespace', '', 'team') === undefined);
    assert.equal(dataIn(on, 'team'), undefined);
  });
});

describe("the masters' Service", () => {
  const addresses = (on: ControlBench): string[] =>
    (on.get('EndpointSlice', 'kubernetes').endpoints ?? []).flatMap((each) => each.addresses);

  it('has the masters that are up as endpoints', () => {
    const on = bench();
    assert.deepEqual(on.get('Service', 'kubernetes').spec, {
      type: 'ClusterIP',
      clusterIP: '10.96.0.1',
      clusterIPs: ['10.96.0.1'],
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      internalTrafficPolicy: 'Cluster',
      sessionAffinity: 'None',
      ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: 6443 }],
    });
    assert.deepEqual(addresses(on), ['10.0.0.1', '10.0.0.2']);
    assert.deepEqual(on.get('EndpointSlice', 'kubernetes').ports, [
      { name: 'https', protocol: 'TCP', port: 6443 },
    ]);
    on.driver.tellMasters(masters('the CA', '10.0.0.2'));
    on.run(1_000);
    assert.deepEqual(addresses(on), ['10.0.0.2']);
    const written = on.events.length;
    on.driver.tellMasters(masters('the CA', '10.0.0.2'));
    on.run(5_000);
    assert.equal(on.events.length, written, 'what is as it was is not written again');
  });

  it('has them as Endpoints too, for those who know no slices', () => {
    const on = bench();
    const sockets = (): unknown => on.get('Endpoints', 'kubernetes').subsets;
    const ports = [{ name: 'https', port: 6443, protocol: 'TCP' }];
    assert.deepEqual(sockets(), [{ addresses: [{ ip: '10.0.0.1' }, { ip: '10.0.0.2' }], ports }]);
    on.driver.tellMasters(masters('the CA', '10.0.0.2'));
    on.run(1_000);
    assert.deepEqual(sockets(), [{ addresses: [{ ip: '10.0.0.2' }], ports }]);
    on.patch('Endpoints', 'kubernetes', { subsets: [{ addresses: [{ ip: '10.6.6.6' }], ports }] });
    on.run(1_000);
    assert.deepEqual(sockets(), [{ addresses: [{ ip: '10.0.0.2' }], ports }]);
    const slices = [...on.store.list('EndpointSlice')];
    assert.equal(slices.length, 1);
  });

  it('comes back, as it was', () => {
    const on = bench();
    remove(on, 'Service', 'kubernetes');
    remove(on, 'EndpointSlice', 'kubernetes');
    on.run(1_000);
    assert.equal(on.get('Service', 'kubernetes').spec.clusterIP, '10.96.0.1');
    assert.deepEqual(addresses(on), ['10.0.0.1', '10.0.0.2']);
    on.patch('Service', 'kubernetes', { spec: { selector: { app: 'trap' }, ports: [{ port: 1 }] } });
    on.run(1_000);
    const { selector, ports } = on.get('Service', 'kubernetes').spec;
    assert.deepEqual([selector, ports?.map(({ port }) => port)], [undefined, [443]]);
  });

  it('shares its address with nobody: others are given those after it', () => {
    const on = new ControlBench({ nodes: 0 });
    for (let index = 0; index < 300; index++)
      on.apply({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: `s${index}` },
        spec: { ports: [{ port: 80 }] },
      });
    assert.ok([...on.store.list('Service')].every(({ spec }) => spec.clusterIP !== '10.96.0.1'));
  });
});

describe('a set whose account is not there', () => {
  it('says so, makes no pods, and makes them when it is', () => {
    const on = new ControlBench({ nodes: 1 });
    const template = {
      metadata: { labels: { app: 'web' } },
      spec: { serviceAccountName: 'late', containers: [{ name: 'main', image: 'web:1' }] },
    };
    on.apply(deploymentOf('web', 'web:1', { replicas: 2, template }));
    on.run(2_000);
    const conditions = () =>
      (on.get('Deployment', 'web').status?.conditions ?? []).filter(({ type }) => type === 'ReplicaFailure');
    assert.deepEqual(on.pods(), []);
    const [set] = [...on.store.list('ReplicaSet')];
    const message = `pods "${set?.metadata.name}-" is forbidden: error looking up service account default/late: serviceaccount "late" not found`;
    assert.deepEqual(
      conditions().map((each) => [each.reason, each.status, each.message]),
      [['FailedCreate', 'True', message]],
    );
    const written = on.events.length;
    on.run(60_000);
    assert.equal(on.events.length, written, 'it is said once');
    on.change({
      create: {
        object: manifestOf({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'late' } }),
      },
    });
    on.until('both pods are ready', () => on.ready().length === 2);
    on.run(1_000);
    assert.deepEqual(conditions(), []);
    assert.ok(
      on.pods().every(({ spec }) => spec.volumes?.length === 1 && spec.serviceAccountName === 'late'),
    );
  });
});
