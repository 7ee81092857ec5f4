// Pods of one spec, letter by letter, are read, defaulted, checked and encoded by what was made of it before: they must
// become what they would become alone.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { admit } from '#api/admission/admit.ts';
import { decode, encode } from '#kernel/model/codec.ts';
import { Pod, PodSpec } from '#kernel/model/gen/core.gen.ts';
import { givenMessages } from '#kit/arbitrary.ts';
import { ControlBench } from '#kit/control.ts';

const bench = new ControlBench({ nodes: 0 });
bench.until('namespaces have their accounts', () => bench.store.count('ServiceAccount') > 0);

/** What becomes of a pod's manifest: the pod that is stored, or why it is refused. */
function become(text: string): object {
  const none = new Uint8Array();
  const object = { apiVersion: '', kind: '', raw: none, json: new TextEncoder().encode(text) };
  try {
    const raw = admit({ create: { object } }, bench.context())?.write?.object?.raw ?? none;
    const pod = decode(Pod, raw);
    assert.deepEqual(encode(Pod, pod), raw, 'it is encoded as one that nobody shares');
    return { ...pod, metadata: { ...pod.metadata, uid: '' } };
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    return { refused: [error.code, error.message, error.details] };
  }
}

/** Mostly the first. */
function mostly<T>(right: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 12, arbitrary: fc.constant(right) }, fc.constantFrom(...others));
}

const container = fc.record(
  {
    name: fc.constantFrom('a', 'b'),
    image: mostly('app:1.2', 'app', 'an app'),
    imagePullPolicy: fc.constantFrom('Always', ''),
    env: mostly<object>([{ name: 'A', value: 'ä' }], [], [{ name: 'A', valueFrom: {} }]),
    ports: mostly<object>(
      [{ containerPort: 80 }],
      [{ containerPort: 81, name: 'http' }],
      [{ containerPort: 0 }],
    ),
    resources: fc.constantFrom(
      {},
      { limits: { cpu: '1' } },
      { requests: { cpu: '2' }, limits: { cpu: '1' } },
    ),
    readinessProbe: mostly<object>({ tcpSocket: { port: 80 } }, { httpGet: { port: 'http' } }, {}),
    volumeMounts: fc.constantFrom([], [{ name: 'data', mountPath: '/data' }]),
  },
  { requiredKeys: ['name', 'image'] },
);

/** Specs as people write them, most of which are taken. */
const likely = fc.record(
  {
    containers: fc.uniqueArray(container, { minLength: 1, maxLength: 2, selector: ({ name }) => name }),
    volumes: fc.constantFrom([{ name: 'data', emptyDir: {} }], [{ name: 'data', configMap: { name: 'c' } }]),
    tolerations: mostly<object>([{ operator: 'Exists' }], [], [{ key: 'a' }], [{ operator: 'Equal' }]),
    nodeSelector: fc.constantFrom({}, { zone: 'a' }),
    nodeName: fc.constantFrom('', 'node-1'),
    serviceAccountName: mostly('default', '', 'nobody'),
    automountServiceAccountToken: fc.boolean(),
    schedulerName: fc.constantFrom('', 'none'),
    restartPolicy: mostly('Never', '', 'Sometimes'),
    terminationGracePeriodSeconds: fc.nat(60),
  },
  { requiredKeys: ['containers', 'volumes'] },
);

/** Specs of which something is wrong that no rule foresees. */
const unlikely = fc.oneof(
  givenMessages(PodSpec),
  fc.constantFrom(
    { containers: [] },
    { containers: [{}], nodeNam: 'n' },
    { containers: 1 },
    { volumes: null },
  ),
);

describe('pods of one spec', () => {
  it('are each what the only one would be', () => {
    const seen = { taken: 0, refused: 0 };
    fc.assert(
      fc.property(fc.oneof({ weight: 4, arbitrary: likely }, unlikely), (spec) => {
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec };
        // Other spaces are other letters.
        const alone = become(JSON.stringify(pod, null, 1));
        for (const place of ['first', 'second', 'third'])
          assert.deepEqual(become(JSON.stringify(pod)), alone, `the ${place}`);
        seen['refused' in alone ? 'refused' : 'taken'] += 1;
      }),
      { numRuns: 500 },
    );
    assert.ok(seen.taken > 50 && seen.refused > 50, JSON.stringify(seen));
  });
});
