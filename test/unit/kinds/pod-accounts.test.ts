// What every new pod gets of its account, and what is wrong with volumes.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { apiServiceAddress, apiServiceHosts } from '#kernel/kinds/api-service.ts';
import { accountFolder, withAccountVolume } from '#kernel/kinds/pod-account.ts';
import { validatePodSpec } from '#kernel/kinds/pod-spec.ts';
import { folderOf, tokensIn } from '#kernel/kinds/pod-volumes.ts';
import type { Container, PodSpec } from '#kernel/model/gen/core.gen.ts';
import type { Volume, VolumeProjection } from '#kernel/model/gen/volume.gen.ts';
import { referencesOf } from '#kernel/node/projection.ts';
import { AccountNotFound, MadeSoFar, withAccountFiles } from '#api/admission/pod-account.ts';
import { check } from '#kit/check.ts';
import { ControlBench, manifestOf } from '#kit/control.ts';
import { namespace, pod } from '#kit/objects.ts';

const main: Container = { name: 'main', image: 'web:1' };
const mountOf = (name: string) => ({ name, readOnly: true, mountPath: accountFolder });

describe("a new pod's account", () => {
  it('brings a token, the CA and the namespace into every container', () => {
    const spec = withAccountVolume({ containers: [main, { ...main, name: 'side' }] });
    const [volume, ...others] = spec.volumes ?? [];
    assert.match(volume?.name ?? '', /^kube-api-access-[bcdfghjklmnpqrstvwxz2456789]{5}$/);
    assert.deepEqual(others, []);
    for (const { volumeMounts } of spec.containers)
      assert.deepEqual(volumeMounts, [mountOf(volume?.name ?? '')]);
    assert.deepEqual(volume?.projected, {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        { configMap: { name: 'kube-root-ca.crt', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
        {
          downwardAPI: {
            items: [{ path: 'namespace', fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' } }],
          },
        },
      ],
    });
    assert.deepEqual(validatePodSpec(spec, 'spec'), []);
    const made = pod('p');
    assert.deepEqual(
      referencesOf({ ...made, spec }).map(({ kind, name }) => `${kind} ${name}`),
      ['ConfigMap kube-root-ca.crt'],
    );
  });

  it('leaves a container alone that mounts something there, and uses a volume of its name that is there', () => {
    const own = { ...main, volumeMounts: [{ name: 'mine', mountPath: `${accountFolder}/` }] };
    assert.deepEqual(withAccountVolume({ containers: [own] }), { containers: [own] });
    const volumes: Volume[] = [{ name: 'kube-api-access-given', configMap: { name: 'x' } }];
    const mixed = withAccountVolume({ containers: [own, main], volumes });
    assert.equal(mixed.volumes, volumes);
    assert.equal(mixed.containers[0], own);
    assert.deepEqual(mixed.containers[1]?.volumeMounts, [mountOf('kube-api-access-given')]);
  });

  it('is brought once, however often', () =>
    check(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }), (mounts) => {
        const containers = mounts.map((mounted, index) => ({
          ...main,
          name: `c${index}`,
          ...(mounted && { volumeMounts: [{ name: 'mine', mountPath: accountFolder }] }),
        }));
        const once = withAccountVolume({ containers });
        assert.deepEqual(withAccountVolume(once), once);
        for (const { volumeMounts } of once.containers)
          assert.equal(volumeMounts?.filter(({ mountPath }) => mountPath === accountFolder).length, 1);
      }),
    ));

  it('must exist, unless its namespace is made with the pod', () => {
    const on = new ControlBench({ nodes: 0 });
    const of = (more: Partial<PodSpec>, inNamespace = 'default') => {
      const made = pod('p');
      return {
        ...made,
        metadata: { ...made.metadata, namespace: inNamespace },
        spec: { ...made.spec, ...more },
      };
    };
    const refusal = (act: () => unknown): OrcError => {
      try {
        act();
      } catch (error) {
        assert.ok(error instanceof OrcError);
        return error;
      }
      return assert.fail('it is refused');
    };
    const lost = refusal(() => withAccountFiles(of({ serviceAccountName: 'nobody' }), on.context()));
    assert.ok(lost instanceof AccountNotFound && !lost.comes && lost.code === 'Forbidden');
    assert.equal(
      lost.message,
      'pods "p" is forbidden: error looking up service account default/nobody: serviceaccount "nobody" not found',
    );
    assert.equal(refusal(() => withAccountFiles(of({}, 'none'), on.context())).code, 'NotFound');
    const before = new MadeSoFar();
    before.add(namespace('none'));
    const context = { ...on.context(), before };
    assert.equal(withAccountFiles(of({}, 'none'), context).spec.volumes?.length, 1);
    assert.equal(
      refusal(() => withAccountFiles(of({ serviceAccountName: 'robot' }, 'none'), context)).code,
      'Forbidden',
    );
    before.add({ apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'robot', namespace: 'none' } });
    const robot = withAccountFiles(of({ serviceAccountName: 'robot' }, 'none'), context);
    assert.equal(robot.spec.volumes?.length, 1);
  });

  it('says whether pods get it, and pods say more', () => {
    const on = new ControlBench({ nodes: 0 });
    const account = { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'shy' } };
    on.apply({ ...account, automountServiceAccountToken: false });
    const volumes = (name: string, spec: object): number => {
      const json = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name },
        spec: { containers: [main], ...spec },
      };
      on.change({ create: { object: manifestOf(json) } });
      return on.get('Pod', name).spec.volumes?.length ?? 0;
    };
    assert.equal(volumes('a', {}), 1);
    assert.equal(volumes('b', { automountServiceAccountToken: false }), 0);
    assert.equal(volumes('c', { serviceAccountName: 'shy' }), 0);
    assert.equal(volumes('d', { serviceAccountName: 'shy', automountServiceAccountToken: true }), 1);
    // Applied again, by its user who knows nothing of the volume, it stays as it is.
    const json = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'e' }, spec: { containers: [main] } };
    assert.equal(on.apply(json)?.result, 'created');
    assert.equal(on.apply(json)?.result, 'unchanged');
  });
});

describe('volumes', () => {
  const problems = (volume: object, mounts: object[] = []): string[] => {
    const on = new ControlBench({ nodes: 0 });
    const spec = { containers: [{ ...main, volumeMounts: mounts }], volumes: [{ name: 'v', ...volume }] };
    const json = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec };
    try {
      on.change({ create: { object: manifestOf(json) } });
      return [];
    } catch (error) {
      assert.ok(error instanceof OrcError);
      return (error.details.causes ?? []).map(({ field, message }) => `${field}: ${message}`);
    }
  };
  const projected = (...sources: object[]): object => ({ projected: { sources } });
  const token = (more: object = {}): object => ({ serviceAccountToken: { path: 'token', ...more } });

  it('of the sources that orc mounts are taken', () => {
    for (const volume of [
      { configMap: { name: 'a' } },
      { secret: { secretName: 'a', items: [{ key: 'k', path: 'a/b', mode: 256 }] } },
      { downwardAPI: { items: [{ path: 'l', fieldRef: { fieldPath: 'metadata.labels' } }] } },
      projected(token({ audience: 'vault', expirationSeconds: 600 }), { configMap: { name: 'a' } }),
    ])
      assert.deepEqual(problems(volume, [{ name: 'v', mountPath: '/v' }]), []);
  });

  it('are refused by the field that is wrong', () => {
    const cases: readonly (readonly [object, string, object[]?])[] = [
      [{}, 'spec.volumes[0]: Required value: must specify a volume type'],
      [
        { configMap: { name: 'a' }, secret: { secretName: 'a' } },
        'spec.volumes[0].configMap: Forbidden: may not specify more than 1 volume type',
      ],
      [{ emptyDir: {} }, 'spec.volumes[0].emptyDir: not supported yet'],
      [{ configMap: {} }, 'spec.volumes[0].configMap.name: Required value'],
      [projected({}), 'spec.volumes[0].projected.sources[0]: Invalid value: []: must specify exactly one'],
      [
        projected(token({ expirationSeconds: 599 })),
        'spec.volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds: Invalid value: 599',
      ],
      [
        projected(token({ path: '..token' })),
        'spec.volumes[0].projected.sources[0].serviceAccountToken.path: Invalid value: "..token"',
      ],
      [
        projected(token(), { configMap: { name: 'a', items: [{ key: 'k', path: 'token' }] } }),
        'spec.volumes[0].projected.sources[1]: Invalid value: "token": conflicting duplicate paths',
      ],
      [
        projected(token(), { configMap: { name: 'a', items: [{ key: 'k', path: 'token/x' }] } }),
        'spec.volumes[0].projected.sources[1]: Invalid value: "token/x": conflicting duplicate paths',
      ],
      [
        projected({ downwardAPI: { items: [{ path: 'ip', fieldRef: { fieldPath: 'status.podIP' } }] } }),
        'spec.volumes[0].projected.sources[0].downwardAPI.items[0].fieldRef.fieldPath: Invalid value: "status.podIP"',
      ],
      [
        { configMap: { name: 'a' } },
        'spec.containers[0].volumeMounts[0].name: Not found: "w"',
        [{ name: 'w', mountPath: '/w' }],
      ],
      [
        { configMap: { name: 'a' } },
        'spec.containers[0].volumeMounts[0].mountPath: Invalid value: "w"',
        [{ name: 'v', mountPath: 'w' }],
      ],
    ];
    for (const [volume, wanted, mounts] of cases) {
      const [first = ''] = problems(volume, mounts);
      assert.ok(first.startsWith(wanted), `${wanted}: ${first}`);
    }
  });

  it('of one source are projected ones with that source', () => {
    const secret = { name: 'v', secret: { secretName: 's', optional: true, defaultMode: 256 } };
    assert.deepEqual(folderOf(secret), {
      defaultMode: 256,
      sources: [{ secret: { name: 's', optional: true } }],
    });
    const sources: VolumeProjection[] = [{ serviceAccountToken: { path: 't', audience: 'vault' } }];
    const volumes = [secret, { name: 'w', projected: { sources } }];
    assert.deepEqual(tokensIn({ containers: [], volumes }), [{ path: 't', audience: 'vault' }]);
  });
});

describe("the masters' Service", () => {
  it('has the first address of its network', () => {
    assert.equal(apiServiceAddress('10.96.0.0/16'), '10.96.0.1');
    assert.equal(apiServiceAddress('192.168.7.77/24'), '192.168.7.1');
    assert.deepEqual(apiServiceHosts('10.96.0.0/12').slice(-2), [
      'kubernetes.default.svc.cluster.local',
      '10.96.0.1',
    ]);
  });
});
