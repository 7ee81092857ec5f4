// What webhooks answer, word by word: what is taken, and what is no answer.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import { isAsked } from '#kernel/policy/admission/webhook.ts';
import type { Hook } from '#kernel/policy/admission/webhook.ts';
import { ControlBench } from '#kit/control.ts';
import { type Answer, answerOf } from '#api/webhooks/message.ts';
import { addressOf, endpointOf } from '#api/webhooks/route.ts';

function hookOf(type: Hook['type'], ...versions: readonly string[]): Hook {
  const webhook = {
    name: 'a.b.c',
    clientConfig: { url: 'https://localhost' },
    sideEffects: 'None',
    admissionReviewVersions: versions.length === 0 ? ['v1'] : versions,
  };
  return {
    webhook,
    name: webhook.name,
    type,
    matching: {},
    conditions: [],
    isSimple: true,
    isLenient: false,
    isAskedAgain: false,
    causes: [],
  };
}
const base64 = (text: string): string => Buffer.from(text).toString('base64');

function answer(response: JsonObject | undefined, hook = hookOf('admit'), more: JsonObject = {}): Answer {
  const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response, ...more };
  return answerOf(hook, JSON.stringify(review), 'u');
}

/** Why an answer is none. */
function wrong(response: JsonObject | undefined, hook = hookOf('admit'), more: JsonObject = {}): string {
  try {
    answer(response, hook, more);
  } catch (error) {
    assert.ok(error instanceof OrcError);
    return error.message;
  }
  return 'nothing';
}

describe('answers of webhooks', () => {
  it('let pass, with a patch and warnings, bounded in number and length', () => {
    const patch = base64('[{"op":"add","path":"/a","value":1}]');
    const warnings = ['w'.repeat(1_000), 7, ...Array.from({ length: 50 }, () => 'x')];
    const said = answer({ uid: 'u', allowed: true, patchType: 'JSONPatch', patch, warnings });
    assert.equal(said.patch, '[{"op":"add","path":"/a","value":1}]');
    assert.equal(said.warnings.length, 20);
    assert.equal(said.warnings[0]?.length, 256);
    assert.equal(answer({ uid: 'u', allowed: true }).refused, undefined);
    assert.deepEqual(answer({ uid: 'u', allowed: true }).annotations, []);
  });

  it('say what the audit log is to say, under names that may be, bounded', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_none, index) => [`k${index}`, 'x']));
    const given = { 'a.b/c': 'x', 'a b': 'x', number: 7, long: 'w'.repeat(5_000), ...many };
    for (const allowed of [true, false]) {
      const { annotations } = answer({ uid: 'u', allowed, auditAnnotations: given });
      assert.equal(annotations.length, 32);
      assert.deepEqual(annotations[0], ['long', 'w'.repeat(2_048)]);
    }
  });

  it('refuse with the status that they give, and with 400 where they give none that refuses', () => {
    const refusal = (status?: JsonObject): readonly unknown[] => {
      const { refused } = answer({ uid: 'u', allowed: false, ...(status && { status }) });
      return [
        refused?.code,
        refused?.details.status?.code,
        refused?.details.status?.reason,
        refused?.message,
      ];
    };
    const denied = 'admission webhook "a.b.c" denied the request';
    assert.deepEqual(refusal(), ['BadRequest', 400, '', `${denied} without explanation`]);
    assert.deepEqual(refusal({ code: 200, message: 'no' }), ['BadRequest', 400, '', `${denied}: no`]);
    assert.deepEqual(refusal({ code: 403, reason: 'Forbidden' }), [
      'Forbidden',
      403,
      'Forbidden',
      `${denied}: Forbidden`,
    ]);
    assert.deepEqual(refusal({ code: 418 }), ['BadRequest', 418, '', `${denied} without explanation`]);
    assert.deepEqual(refusal({ code: 10_000 }).slice(0, 2), ['BadRequest', 400]);
  });

  it('are none where they do not fit the question', () => {
    for (const [response, why, more] of [
      [undefined, /webhook response was absent/],
      [{ uid: 'v', allowed: true }, /expected response.uid="u", got "v"/],
      [{ allowed: true }, /expected response.uid="u", got ""/],
      [
        { uid: 'u', allowed: true },
        /expected webhook response of admission.k8s.io\/v1/,
        { apiVersion: 'admission.k8s.io/v2' },
      ],
      [{ uid: 'u', allowed: true }, /Kind=AdmissionReview, got/, { kind: 'Review' }],
      [{ uid: 'u', allowed: true, patch: 'W10=' }, /response.patch but not response.patchType/],
      [{ uid: 'u', allowed: true, patchType: 'JSONPatch' }, /response.patchType but not response.patch/],
      [
        { uid: 'u', allowed: true, patchType: 'Merge', patch: 'W10=' },
        /invalid response.patchType of "Merge"/,
      ],
      [{ uid: 'u', allowed: true, patchType: 'JSONPatch', patch: '%' }, /not base64/],
    ] satisfies [JsonObject | undefined, RegExp, JsonObject?][])
      assert.match(wrong(response, undefined, more), why);
    assert.throws(() => answerOf(hookOf('admit'), '[]', 'u'), /not a JSON object/);
    assert.throws(() => answerOf(hookOf('admit'), '', 'u'), /not JSON/);
  });

  it('of v1beta1 need not say what they answer', () => {
    const hook = hookOf('admit', 'v1beta1');
    const text = JSON.stringify({ response: { allowed: true, patch: base64('[]') } });
    assert.equal(answerOf(hook, text, 'u').patch, '[]');
  });

  it('refuse, whatever patch they come with', () => {
    const said = answer({ uid: 'u', allowed: false, patchType: 'JSONPatch', patch: base64('x') });
    assert.equal(said.refused?.code, 'BadRequest');
  });

  it('that validate are asked for no patch', () => {
    assert.equal(answer({ uid: 'u', allowed: true, patch: 'x' }, hookOf('validating')).patch, undefined);
  });

  it('only count as yes when they say yes', () => {
    for (const allowed of [undefined, null, 'true', 1])
      assert.ok(
        answer({ uid: 'u', ...(allowed !== undefined && { allowed }) }).refused !== undefined,
        String(allowed),
      );
  });
});

describe('where webhooks are', () => {
  it('is their URL, or the name of their Service', () => {
    assert.deepEqual(addressOf({ url: 'https://hooks.example.com/a/b' }), {
      host: 'hooks.example.com',
      port: 443,
      path: '/a/b',
    });
    assert.deepEqual(addressOf({ url: 'https://[::1]:8443' }), { host: '::1', port: 8443, path: '/' });
    const service = { namespace: 'n', name: 's', port: 8443 };
    assert.deepEqual(addressOf({ service }), { host: 's.n.svc', port: 8443, path: '/', service });
  });
});

describe('the endpoints of a webhook behind a Service', () => {
  const slice = (name: string, endpoints: readonly object[]): object => ({
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { name, labels: { 'kubernetes.io/service-name': 'hook' } },
    addressType: 'IPv4',
    endpoints,
    ports: [{ name: 'https', port: 8443 }],
  });

  it('are ready ones, through their pod where they are one', () => {
    const bench = new ControlBench({ nodes: 0 });
    const service = { namespace: 'default', name: 'hook', port: 443 };
    const found = (): unknown => endpointOf(bench.store, service, bench.world.random);
    assert.throws(found, /^OrcError: service "hook" not found$/);
    const ports = [{ name: 'https', port: 443, targetPort: 8443 }];
    bench.apply({ apiVersion: 'v1', kind: 'Service', metadata: { name: 'hook' }, spec: { ports } });
    bench.apply(slice('hook-1', [{ addresses: ['10.0.0.1'], conditions: { ready: false } }]));
    assert.throws(found, /^OrcError: no endpoints available for service "hook"$/);
    const targetRef = { kind: 'Pod', name: 'hook-x', namespace: 'default' };
    bench.apply(slice('hook-2', [{ addresses: ['10.0.0.2'], conditions: { ready: true }, targetRef }]));
    assert.deepEqual(found(), { port: 8443, pod: 'hook-x', address: '10.0.0.2' });
    bench.apply(slice('hook-2', [{ addresses: ['10.0.0.3'] }]));
    assert.deepEqual(found(), { port: 8443, pod: undefined, address: '10.0.0.3' });
    assert.throws(() => endpointOf(bench.store, { ...service, port: 80 }, bench.world.random), /no port 80/);
  });
});

describe('whether webhooks are asked', () => {
  it('says what stands in the way of knowing', () => {
    const definition = definitionOf('ConfigMap');
    const review = {
      definition,
      operation: 'CREATE',
      subresource: '',
      namespace: 'default',
      name: 'x',
      object: undefined,
      previous: undefined,
      within: undefined,
      dryRun: false,
      fieldManager: '',
      user: { user: 'u', groups: [] },
      may: () => true,
    } as const;
    const version = { group: '', version: 'v1', show: () => ({}), read: (json: JsonObject) => json };
    const hook = hookOf('admit');
    assert.equal(isAsked(hook, review, [version]), version);
    const throws = (): never => {
      throw new Error('no such thing');
    };
    const conditions = [{ name: 'odd', program: throws }];
    assert.deepEqual(isAsked({ ...hook, conditions }, review, [version]), {
      error: "matchConditions: 'odd': no such thing",
    });
    const never = [...conditions, { name: 'no', program: () => false }];
    assert.equal(isAsked({ ...hook, conditions: never }, review, [version]), undefined);
  });
});
