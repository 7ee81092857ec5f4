import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ConfigMap, Pod, Secret, Service } from '#kernel/model/gen/core.gen.ts';
import { nearest, objectFromJson, partialFromJson } from '#kernel/model/from-json.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { objectToJson } from '#kernel/model/to-json.ts';

function causes(type: KindType<unknown>, json: unknown): string[] {
  const parsed = objectFromJson(type, json);
  return 'causes' in parsed
    ? parsed.causes.map(({ reason, field, message }) => `${reason} ${field}: ${message}`)
    : [];
}

const pod = (spec: object, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: { containers: [{ name: 'c', image: 'i', ...more }], ...spec },
});

describe('a manifest', () => {
  it('that is right is read whole', () => {
    const json = {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's', labels: { constructor: 'x' } },
      data: { key: 'aGk=' },
    };
    const parsed = objectFromJson(Secret, json);
    assert.ok('ok' in parsed);
    assert.deepEqual(parsed.ok.data?.['key'], new Uint8Array([104, 105]));
    assert.deepEqual(objectToJson(Secret, parsed.ok), json);
  });

  it('with an unknown field is refused with the nearest name', () => {
    assert.deepEqual(causes(Pod, pod({ restartpolicy: 'Never' })), [
      'Invalid spec.restartpolicy: unknown field; did you mean "restartPolicy"?',
    ]);
    assert.deepEqual(causes(Pod, pod({ zzzzzzzzzzzz: 1 })), ['Invalid spec.zzzzzzzzzzzz: unknown field']);
    assert.equal(nearest('contaners', ['containers', 'nodeName']), 'containers');
  });

  it('with a field that is not supported yet is refused by its name', () => {
    assert.deepEqual(causes(Pod, pod({ initContainers: [] }, { volumeDevices: [] })), [
      'Forbidden spec.containers[0].volumeDevices: not supported yet',
      'Forbidden spec.initContainers: not supported yet',
    ]);
  });

  it("never sets or shows what is the masters' own", () => {
    const json = { apiVersion: 'v1', kind: 'Secret', metadata: { name: 's' }, sealed: 'aGk=' };
    assert.match(causes(Secret, json).join(), /^Invalid sealed: unknown field/);
    const secret: Secret = { apiVersion: 'v1', kind: 'Secret', metadata: {}, sealed: new Uint8Array([1]) };
    assert.deepEqual(Object.keys(objectToJson(Secret, secret)), ['apiVersion', 'kind', 'metadata']);
  });

  it('with wrong types is refused, each naming what it must be', () => {
    const table: readonly (readonly [object, RegExp])[] = [
      [pod({ containers: {} }), /TypeInvalid spec\.containers: .* must be a list, not an object/],
      [pod({ containers: ['x'] }), /TypeInvalid spec\.containers\[0\]: .* must be an object, not a string/],
      [pod({ nodeName: 1 }), /TypeInvalid spec\.nodeName: Invalid value: 1: must be a string, not a number/],
      [pod({ enableServiceLinks: 'yes' }), /must be true or false, not a string/],
      [pod({ terminationGracePeriodSeconds: '30' }), /must be an integer, not a string/],
      [pod({ terminationGracePeriodSeconds: 1.5 }), /must be an integer/],
      [pod({ terminationGracePeriodSeconds: 2 ** 53 }), /2\^53/],
      [pod({ terminationGracePeriodSeconds: -1 }), /must be greater than or equal to 0/],
      [pod({ nodeSelector: ['a'] }), /must be an object, not a list/],
      [pod({ nodeSelector: { a: 1 } }), /spec\.nodeSelector\[a\]: .* must be a string/],
      [pod({ restartPolicy: 'Sometimes' }), /NotSupported .* "Always", "OnFailure", "Never"/],
      [pod({}, { resources: { limits: { cpu: 'much' } } }), /limits\[cpu\]: .* must be a quantity/],
      [
        pod({}, { resources: { limits: { cpu: true } } }),
        /must be a quantity such as 100m or 64Mi, not a boolean/,
      ],
      [pod({}, { ports: [{ containerPort: 70_000 }] }), /must be between 1 and 65535, inclusive/],
      [pod({}, { livenessProbe: { httpGet: { port: true } } }), /must be an integer or a string/],
      [pod({}, { livenessProbe: { httpGet: { port: 2 ** 31 } } }), /must fit in 32 bits/],
      [pod({}, { name: 'Not_A_Label' }), /RFC 1123 label/],
      [pod({ containers: [] }), /Required spec\.containers: Required value/],
      [pod({}, { image: '' }), /Required spec\.containers\[0\]\.image/],
    ];
    for (const [json, expected] of table) assert.match(causes(Pod, json).join('; '), expected);
    assert.match(causes(Pod, [1]).join(), /must be an object, not a list/);
    assert.match(causes(Secret, { metadata: {}, data: { a: '%' } }).join(), /must be base64-encoded data/);
    for (const given of [{ stringData: { a: 12_345 } }, { stringData: '12345' }, { data: 12_345 }])
      assert.doesNotMatch(causes(Secret, { metadata: {}, ...given }).join(), /12345/);
    assert.deepEqual(causes(Secret, { metadata: {}, stringData: { a: 12_345 } }), [
      'TypeInvalid stringData[a]: Invalid value: must be a string, not a number',
    ]);
  });

  it('whose items lack what tells them apart is not said to repeat them', () => {
    assert.deepEqual(causes(Pod, pod({ containers: [{ image: 'i' }, { image: 'i' }] })), [
      'Required spec.containers[0].name: Required value',
      'Required spec.containers[1].name: Required value',
    ]);
  });

  it('leaves, of what is wrong, the rest: each item in its place, nothing where something must be', () => {
    const parsed = objectFromJson(
      Pod,
      pod({ containers: ['x', { name: 'c', image: 'i', ports: [{ name: 'a' }] }], hostname: 1, zz: 2 }),
    );
    assert.ok('causes' in parsed && parsed.rest !== undefined);
    assert.equal(parsed.causes.length, 4);
    const { containers, hostname } = parsed.rest.spec;
    assert.equal(hostname, undefined);
    assert.deepEqual(
      containers.map(({ name, image, ports }) => [
        name,
        image,
        ports?.map(({ containerPort }) => containerPort),
      ]),
      [
        ['', '', undefined],
        ['c', 'i', [0]],
      ],
    );
    const none = objectFromJson(Pod, 'x');
    assert.ok('causes' in none && none.rest === undefined);
  });

  const repeating = pod(
    {},
    {
      env: [{ name: 'A' }, { name: 'B' }, { name: 'A' }],
      ports: [
        { containerPort: 80 },
        { containerPort: 80, protocol: 'UDP' },
        { containerPort: 80, protocol: 'TCP' },
      ],
    },
  );

  it('with the same key twice in a list is refused, ports by number and protocol', () => {
    const mounts = {
      volumeMounts: [
        { name: 'a', mountPath: '/x' },
        { name: 'b', mountPath: '/x' },
      ],
    };
    assert.deepEqual(causes(Pod, pod({}, mounts)), [
      'Duplicate spec.containers[0].volumeMounts[1].mountPath: Duplicate value: "/x"',
    ]);
    const ports = [{ port: 80 }, { port: 80, protocol: 'UDP' }, { port: 80, protocol: 'TCP' }];
    assert.deepEqual(causes(Service, { metadata: {}, spec: { ports } }), [
      'Duplicate spec.ports[2]: Duplicate value: {"port":80,"protocol":"TCP"}',
    ]);
  });

  it('with the same key twice where Kubernetes takes that is taken, unless it is applied server-side', () => {
    assert.deepEqual(causes(Pod, repeating), []);
    const applied = partialFromJson(Pod, repeating);
    assert.deepEqual('causes' in applied ? applied.causes.map(({ field }) => field) : [], [
      'spec.containers[0].ports[2]',
      'spec.containers[0].env[2].name',
    ]);
  });

  it('is told everything that is wrong at once, up to a bound', () => {
    const many = causes(Pod, pod({ a: 1, b: 2, nodeName: 3 }, { image: 4 }));
    assert.equal(many.length, 4);
    const fields = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, 1]));
    assert.equal(causes(Pod, pod(fields)).length, 50);
  });

  it('takes null as absent', () => {
    assert.deepEqual(causes(Pod, pod({ nodeName: null, tolerations: null }, { ports: null })), []);
    assert.match(causes(Pod, pod({ containers: null })).join(), /^Required spec\.containers/);
    const parsed = objectFromJson(ConfigMap, { metadata: {}, data: { a: null } });
    assert.ok('ok' in parsed && parsed.ok.data === undefined);
  });

  it('takes an empty word as absent where only certain words are allowed', () => {
    const parsed = objectFromJson(
      Pod,
      pod({ restartPolicy: '', schedulerName: '' }, { imagePullPolicy: '' }),
    );
    assert.ok('ok' in parsed);
    assert.deepEqual(Object.keys(parsed.ok.spec), ['containers']);
    assert.equal(parsed.ok.spec.containers[0]?.imagePullPolicy, undefined);
  });

  it('can not reach the prototype of anything', () => {
    const json: unknown = JSON.parse(
      '{"metadata":{"name":"c"},"data":{"__proto__":"x"},"__proto__":{"polluted":true}}',
    );
    assert.deepEqual(
      causes(ConfigMap, json).map((cause) => cause.split(':')[0]),
      ['Invalid data', 'Invalid __proto__'],
    );
    assert.equal(isJsonObject(json) && 'polluted' in json, false);
  });

  it('shows a long wrong value cut', () => {
    const [cause = ''] = causes(Pod, pod({ nodeName: ['x'.repeat(1_000)] }));
    assert.ok(cause.length < 200 && cause.includes('...'));
  });
});
