// What containers are given, what probes mean, when a pod is out of service, what the proxy is told.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { ConfigMap, Container, Probe, Secret } from '#kernel/model/gen/core.gen.ts';
import type { EnvVar } from '#kernel/model/gen/container.gen.ts';
import type { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { type EnvironmentSources, environmentOf, expand } from '#node-agent/environment.ts';
import {
  type ProbeKind,
  type Streak,
  extend,
  initialState,
  nextState,
} from '#node-agent/probes/probe-state.ts';
import { resourcesOf } from '#node-agent/resources.ts';
import { withdrawnAt } from '#node-agent/withdrawal.ts';
import { ProxyInputs } from '#netproxy/input.ts';
import { configMap, node, pod, service } from '#kit/objects.ts';

describe('variables', () => {
  const map: ConfigMap = configMap('map', { A: 'from map', B: 'b' });
  const secret: Secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'secret', namespace: 'default' },
    data: { KEY: new TextEncoder().encode('sécret') },
  };
  const sources: EnvironmentSources = {
    configMap: (name) => (name === 'map' ? map : undefined),
    secret: (name) => (name === 'secret' ? secret : undefined),
    services: new Map(),
    podIp: '10.0.0.1',
    hostIp: '192.0.2.1',
    allocatable: { cpu: '3900m', memory: '2Gi' },
  };
  const of = (container: Partial<Container>): unknown => {
    const made = environmentOf(
      pod('p', { nodeName: 'n', labels: { app: 'web' } }),
      { name: 'c', image: 'i', ...container },
      sources,
    );
    return 'ok' in made ? Object.fromEntries(made.ok) : made.missing;
  };
  const env = (...variables: EnvVar[]): unknown => of({ env: variables });

  it('are expanded as Kubernetes documents it', () => {
    const known = new Map([
      ['A', '1'],
      ['B', '$(A)'],
    ]);
    for (const [text, expected] of [
      ['$(A)', '1'],
      ['x$(A)y$(A)', 'x1y1'],
      ['$(NONE)', '$(NONE)'],
      ['$$(A)', '$(A)'],
      ['$$$(A)', '$1'],
      ['$(B)', '$(A)'],
      ['$A ${A} $', '$A ${A} $'],
      ['$(', '$('],
      ['$()', '$()'],
      ['$($(A))', '$($(A))'.replace('$(A)', '1')],
    ] as const)
      assert.equal(expand(text, known), expected, text);
  });

  it('come from literals, maps, secrets, the pod and its resources', () => {
    assert.deepEqual(
      env(
        { name: 'ONE', value: '1' },
        { name: 'TWO', value: '$(ONE)2' },
        { name: 'MAP', valueFrom: { configMapKeyRef: { name: 'map', key: 'A' } } },
        { name: 'SECRET', valueFrom: { secretKeyRef: { name: 'secret', key: 'KEY' } } },
        { name: 'NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
        { name: 'APP', valueFrom: { fieldRef: { fieldPath: "metadata.labels['app']" } } },
        { name: 'NONE', valueFrom: { fieldRef: { fieldPath: "metadata.labels['constructor']" } } },
        { name: 'IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'GONE', valueFrom: { configMapKeyRef: { name: 'none', key: 'x', optional: true } } },
      ),
      {
        ONE: '1',
        TWO: '12',
        MAP: 'from map',
        SECRET: 'sécret',
        NAME: 'p',
        APP: 'web',
        NONE: '',
        IP: '10.0.0.1',
      },
    );
    const resources = { limits: { cpu: '1500m', memory: '64Mi' } };
    const field = (resource: string, divisor?: string): unknown =>
      of({
        resources,
        env: [{ name: 'R', valueFrom: { resourceFieldRef: { resource, ...(divisor && { divisor }) } } }],
      });
    assert.deepEqual(field('limits.cpu'), { R: '2' });
    assert.deepEqual(field('limits.cpu', '1m'), { R: '1500' });
    assert.deepEqual(field('limits.memory'), { R: '67108864' });
    assert.deepEqual(field('limits.memory', '1Mi'), { R: '64' });
    const free = (resource: string): unknown =>
      env({ name: 'R', valueFrom: { resourceFieldRef: { resource } } });
    assert.deepEqual(free('limits.cpu'), { R: '4' }, 'without a limit it is what the node has for pods');
    assert.deepEqual(free('limits.memory'), { R: '2147483648' });
    assert.deepEqual(free('requests.memory'), { R: '0' });
  });

  it('of whole maps stand under their prefix, and single ones go before them', () => {
    assert.deepEqual(
      of({
        envFrom: [{ prefix: 'P_', configMapRef: { name: 'map' } }, { secretRef: { name: 'secret' } }],
        env: [{ name: 'P_A', value: 'mine $(P_B)' }],
      }),
      { P_A: 'mine b', P_B: 'b', KEY: 'sécret' },
    );
  });

  it('that need what is not there say what it is', () => {
    assert.equal(of({ envFrom: [{ configMapRef: { name: 'none' } }] }), 'configmap "none" not found');
    assert.equal(
      env({ name: 'X', valueFrom: { secretKeyRef: { name: 'none', key: 'k' } } }),
      'secret "none" not found',
    );
    assert.equal(
      env({ name: 'X', valueFrom: { configMapKeyRef: { name: 'map', key: 'constructor' } } }),
      "couldn't find key constructor in configmap map",
    );
    assert.deepEqual(of({ envFrom: [{ configMapRef: { name: 'none', optional: true } }] }), {});
  });
});

describe('probes', () => {
  const probe: Probe = { tcpSocket: { port: 1 }, failureThreshold: 3, successThreshold: 1 };
  const base: Container = { name: 'c', image: 'i' };
  const after = (container: Container, kind: ProbeKind, ...results: boolean[]) => {
    let state = initialState(container, 'id');
    let streak: Streak | undefined;
    for (const success of results) {
      streak = extend(streak, { success, message: '' });
      state = nextState(state, container, kind, streak, 'refused');
    }
    return state;
  };

  it('are not needed: a container without them is started and ready', () => {
    assert.deepEqual(initialState(base, 'id'), {
      containerId: 'id',
      started: true,
      ready: true,
      failed: undefined,
    });
  });

  it('of readiness turn ready and back at their thresholds in a row', () => {
    const container = { ...base, readinessProbe: { ...probe, successThreshold: 2 } };
    assert.equal(after(container, 'readiness').ready, false);
    assert.equal(after(container, 'readiness', true).ready, false);
    assert.equal(after(container, 'readiness', true, false, true).ready, false);
    assert.equal(after(container, 'readiness', true, true).ready, true);
    assert.equal(after(container, 'readiness', true, true, false, false).ready, true);
    assert.equal(after(container, 'readiness', true, true, false, false, false).ready, false);
    assert.equal(after(container, 'readiness', false, false, false).failed, undefined, 'it never restarts');
  });

  it('of liveness fail the container after failures in a row only', () => {
    const container = { ...base, livenessProbe: probe };
    assert.equal(after(container, 'liveness', false, false, true, false, false).failed, undefined);
    assert.equal(after(container, 'liveness', false, false, false).failed, 'Liveness probe failed: refused');
  });

  it('of startup hold readiness back, then let it go or fail the container', () => {
    const container = { ...base, startupProbe: probe };
    assert.deepEqual(
      [after(container, 'startup').started, after(container, 'startup').ready],
      [false, false],
    );
    assert.equal(after(container, 'startup', false, false, true).ready, true);
    assert.equal(after({ ...container, readinessProbe: probe }, 'startup', true).ready, false);
    assert.equal(after(container, 'startup', false, false, false).failed, 'Startup probe failed: refused');
  });
});

const slice = (
  revision: string,
  uid: string,
  ready: boolean | undefined,
  namespace = 'default',
): EndpointSlice => ({
  apiVersion: 'discovery.k8s.io/v1',
  kind: 'EndpointSlice',
  metadata: {
    name: `s${revision}`,
    namespace,
    resourceVersion: revision,
    labels: { 'kubernetes.io/service-name': 'web' },
  },
  addressType: 'IPv4',
  ports: [{ name: '', port: 8080, protocol: 'TCP' }],
  endpoints: [
    {
      addresses: ['10.244.1.2'],
      ...(ready !== undefined && { conditions: { ready } }),
      targetRef: { kind: 'Pod', uid },
    },
  ],
});

describe('what a container may use', () => {
  it('is no less of a core than the kernel can give', () => {
    const of = (cpu: string) => resourcesOf({ name: 'c', image: 'i', resources: { limits: { cpu } } });
    assert.deepEqual(
      ['1m', '9m', '10m', '250m', '2'].map((cpu) => of(cpu).cpuMillis),
      [10, 10, 10, 250, 2_000],
    );
    assert.equal(resourcesOf({ name: 'c', image: 'i' }).cpuMillis, 0);
  });
});

describe('withdrawal', () => {
  const stopping = { ...pod('p'), metadata: { name: 'p', namespace: 'default', uid: 'u' } };

  it('is from the revision at which the last slice stopped offering the pod', () => {
    assert.equal(withdrawnAt(stopping, []), 0);
    assert.equal(withdrawnAt(stopping, [slice('5', 'other', true)]), 0);
    assert.equal(withdrawnAt(stopping, [slice('5', 'u', false), slice('9', 'u', false)]), 9);
    assert.equal(withdrawnAt(stopping, [slice('5', 'u', false), slice('9', 'u', true)]), undefined);
    assert.equal(withdrawnAt(stopping, [slice('5', 'u', undefined)]), undefined, 'unsaid is ready');
    assert.equal(withdrawnAt(stopping, [slice('5', 'u', true, 'team')]), 0);
  });
});

describe("the proxy's input", () => {
  const own = { ...node('n1'), spec: { podCIDR: '10.244.1.0/24' } };
  const far = node('n2');
  const other = {
    ...far,
    spec: { podCIDR: '10.244.2.0/24' },
    status: { ...far.status, addresses: [{ type: 'InternalIP', address: '192.0.2.2' }] },
  };
  const web = service('web', { clusterIP: '10.96.0.10', ports: [{ port: 80, protocol: 'TCP' }] });
  const view = {
    node: 'n1',
    clusterCidr: '10.244.0.0/16',
    services: [web],
    slices: [slice('5', 'u', true)],
    nodes: [own, other],
  };

  it('has each Service with its ready endpoints of IPv4, and a route to every other node', () => {
    const input = new ProxyInputs().make(view);
    assert.deepEqual(input?.services[0]?.ports[0]?.endpoints, [{ address: '10.244.1.2', port: 8080 }]);
    assert.deepEqual(input?.routes, [{ destination: '10.244.2.0/24', gateway: '192.0.2.2' }]);
    const unready = new ProxyInputs().make({ ...view, slices: [slice('5', 'u', false)] });
    assert.deepEqual(unready?.services[0]?.ports[0]?.endpoints, []);
    const ready = slice('5', 'u', true);
    const sctp = { ...ready, ports: ready.ports?.map((port) => ({ ...port, protocol: 'SCTP' })) ?? [] };
    for (const strange of [{ ...ready, addressType: 'IPv6' }, sctp]) {
      const none = new ProxyInputs().make({ ...view, slices: [strange] });
      assert.deepEqual(none?.services[0]?.ports[0]?.endpoints, []);
    }
  });

  it('goes without the address of a node that says what is none', () => {
    for (const address of ['node-3.example.org', '2001:db8::1', '', '192.0.2.300']) {
      const status = { ...far.status, addresses: [{ type: 'InternalIP', address }] };
      const strange = { ...node('n3'), spec: { podCIDR: '10.244.3.0/24' }, status };
      const input = new ProxyInputs().make({ ...view, nodes: [own, strange, other] });
      assert.deepEqual(input?.nodeAddresses, ['192.0.2.2'], address);
      assert.deepEqual(input?.routes, [{ destination: '10.244.2.0/24', gateway: '192.0.2.2' }]);
    }
  });

  it('is made anew only for what changed, and not before the node has a network', () => {
    const inputs = new ProxyInputs();
    const first = inputs.make(view);
    assert.equal(inputs.make({ ...view, nodes: [own] })?.services[0], first?.services[0]);
    assert.notEqual(
      inputs.make({ ...view, slices: [slice('6', 'u', false)] })?.services[0],
      first?.services[0],
    );
    assert.equal(new ProxyInputs().make({ ...view, nodes: [node('n1')] }), undefined);
    const headless = service('h', { clusterIP: 'None' });
    assert.deepEqual(new ProxyInputs().make({ ...view, services: [headless] })?.services, []);
  });
});
