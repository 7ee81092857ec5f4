// Server-side apply through admission and the store.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import {
  type FieldSet,
  fieldPaths,
  fieldSetFromJson,
  fieldSetToJson,
  noFields,
  union,
} from '#kernel/model/field-set.ts';
import type { ManagedFieldsEntry, ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { type Admitted, admit } from '#api/admission/admit.ts';
import { Keyring } from '#api/encryption/keyring.ts';
import { createSealer } from '#api/sealing.ts';
import { failureStatus } from '#api/http/status.ts';
import { ControlBench, deploymentOf, manifestOf } from '#kit/control.ts';

const sealer = createSealer(new Keyring([new Uint8Array(32).fill(7)]));
const bench = (): ControlBench => new ControlBench({ nodes: 0, sealer });
const map = (data: object | undefined, metadata: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'm', ...metadata },
  ...(data && { data }),
});

interface How {
  readonly by?: string;
  readonly force?: boolean;
  readonly status?: boolean;
}

const apply = (on: ControlBench, json: object, { by = 'one', ...how }: How = {}): Admitted | undefined =>
  on.change({ apply: { object: manifestOf(json), fieldManager: by, ...how } });
/** A change that is no apply, in a manager's name. */
function put(on: ControlBench, json: object, fieldManager: string, status = false): Admitted | undefined {
  const admitted = admit({ update: { object: manifestOf(json), status } }, { ...on.context(), fieldManager });
  if (admitted?.write !== undefined) on.commit([admitted.write]);
  return admitted;
}
function refusal(act: () => unknown, code: string): OrcError {
  try {
    act();
  } catch (error) {
    assert.ok(error instanceof OrcError, String(error));
    assert.equal(error.code, code, error.message);
    return error;
  }
  return assert.fail(`expected ${code}`);
}
const managersOf = ({ metadata }: { readonly metadata: ObjectMeta }): string[] =>
  (metadata.managedFields ?? []).map(
    ({ manager, operation, subresource = '', fieldsV1 }) =>
      `${manager} ${operation}${subresource} ${JSON.stringify(fieldsV1)}`,
  );
const object = (admitted: Admitted | undefined): OrcObject => admitted?.object ?? assert.fail('admitted');

describe('server-side apply, admitted', () => {
  it('makes the object with its defaults, which nobody owns', () => {
    const on = bench();
    const made = apply(on, { ...deploymentOf('web', 'web:1'), status: { replicas: 9 } });
    assert.equal(made?.result, 'created');
    const { spec, status, metadata } = on.get('Deployment', 'web');
    assert.equal(spec.progressDeadlineSeconds, 600);
    assert.equal(status, undefined);
    const [entry] = metadata.managedFields ?? [];
    assert.equal(entry?.apiVersion, 'apps/v1');
    assert.equal(entry?.fieldsType, 'FieldsV1');
    assert.match(entry?.time ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.doesNotMatch(
      JSON.stringify(entry?.fieldsV1),
      /progressDeadline|f:status|f:uid|"f:metadata":{"f:name/,
    );
  });

  it('writes nothing when it changes nothing, whenever that is', () => {
    const on = bench();
    apply(on, deploymentOf('web', 'web:1'));
    on.run(5_000);
    const before = on.get('Deployment', 'web');
    const again = apply(on, deploymentOf('web', 'web:1'));
    assert.deepEqual([again?.result, again?.write], ['unchanged', undefined]);
    assert.equal(again?.object, before);
  });

  it('needs only what it is about, once the object exists', () => {
    const on = bench();
    const scale = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 5 },
    };
    assert.match(
      refusal(() => apply(on, scale, { by: 'scaler' }), 'Invalid').message,
      /spec\.selector: Required/,
    );
    apply(on, deploymentOf('web', 'web:1'));
    assert.equal(apply(on, scale, { by: 'scaler' })?.result, 'configured');
    assert.equal(on.get('Deployment', 'web').spec.replicas, 5);
    assert.equal(on.get('Deployment', 'web').metadata.generation, 2);
  });

  it('names every conflict, to people and to programs', () => {
    const on = bench();
    apply(on, map({ a: '1', b: '1' }));
    const two = refusal(() => apply(on, map({ a: '2', b: '2' }), { by: 'two' }), 'Conflict');
    assert.equal(two.message, 'Apply failed with 2 conflicts: conflicts with "one":\n- .data.a\n- .data.b');
    put(on, map({ a: '3', b: '1' }), 'editor');
    const one = refusal(() => apply(on, map({ a: '1', b: '1' })), 'Conflict');
    assert.equal(one.message, 'Apply failed with 1 conflict: conflict with "editor" using v1: .data.a');
    const { code, reason, details } = failureStatus(one);
    assert.deepEqual([code, reason], [409, 'Conflict']);
    assert.deepEqual(details, {
      causes: [
        { reason: 'FieldManagerConflict', field: '.data.a', message: 'conflict with "editor" using v1' },
      ],
    });
    assert.equal(apply(on, map({ a: '1', b: '1' }), { force: true })?.result, 'configured');
    assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), ['one Apply {"f:data":{"f:a":{},"f:b":{}}}']);
  });

  it('leaves objects alone that were never applied so, and takes them over from before', () => {
    const on = bench();
    on.apply(map({ a: '1' }));
    put(on, map({ a: '2' }), 'editor');
    assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), []);
    assert.match(
      refusal(() => apply(on, map({ a: '3' })), 'Conflict').message,
      /conflict with "before-first-apply" using v1: \.data\.a/,
    );
    assert.deepEqual(managersOf(object(apply(on, map({ b: '1' })))), [
      'one Apply {"f:data":{"f:b":{}}}',
      'before-first-apply Update {"f:data":{".":{},"f:a":{}}}',
    ]);
  });

  it('keeps what others set since client-side apply, also when kubectl takes over all that that apply has', () => {
    const on = bench();
    const said = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ name: 'web', image: 'web:1' }] },
        },
      },
    };
    on.apply(said);
    on.patch('Deployment', 'web', { metadata: { labels: { other: 'team' } }, spec: { replicas: 4 } });
    apply(on, said, { by: 'kubectl' });
    const entries = on.get('Deployment', 'web').metadata.managedFields ?? [];
    const fieldsOf = (name: string): FieldSet =>
      fieldSetFromJson(entries.find(({ manager }) => manager === name)?.fieldsV1) ?? noFields;
    // Beside them it has the maps and lists alone that others' fields lie in.
    const others = fieldPaths(fieldsOf('before-first-apply')).filter((path) =>
      /other|replicas|image|app|name/.test(path),
    );
    assert.deepEqual(others, ['.metadata.labels.other', '.spec.replicas']);
    // As k8s.io/client-go/util/csaupgrade does it: whoever has the annotation gives way to who applies.
    const isClientSide = ({ fieldsV1 }: ManagedFieldsEntry): boolean =>
      JSON.stringify(fieldsV1).includes('f:kubectl.kubernetes.io/last-applied-configuration');
    const clientSide = entries.filter(
      ({ operation, ...each }) => operation === 'Update' && isClientSide(each),
    );
    assert.deepEqual(
      clientSide.map(({ manager }) => manager),
      ['kubectl-client-side-apply'],
    );
    const all = union(fieldsOf('kubectl'), fieldsOf('kubectl-client-side-apply'));
    const managedFields = entries
      .filter((each) => !clientSide.includes(each))
      .map((each) => (each.manager === 'kubectl' ? { ...each, fieldsV1: fieldSetToJson(all) } : each));
    const { metadata, ...rest } = on.get('Deployment', 'web');
    put(on, { ...rest, metadata: { ...metadata, managedFields } }, 'kubectl');
    apply(on, said, { by: 'kubectl' });
    const after = on.get('Deployment', 'web');
    assert.equal(after.spec.replicas, 4);
    assert.equal(after.metadata.labels?.['other'], 'team');
    assert.equal(after.metadata.generation, 2, 'nothing was rolled out anew');
  });

  it('goes on from client-side apply where nobody changed anything since', () => {
    const on = bench();
    on.apply(map({ a: '1', b: '1' }));
    assert.equal(apply(on, map({ a: '2' }), { by: 'kubectl' })?.result, 'configured');
    assert.match(
      on.get('ConfigMap', 'm').metadata.annotations?.['kubectl.kubernetes.io/last-applied-configuration'] ??
        '',
      /"a":"2"/,
    );
    const other = bench();
    other.apply(map({ a: '1' }));
    put(other, map({ a: '5' }, { annotations: other.get('ConfigMap', 'm').metadata.annotations }), 'editor');
    refusal(() => apply(other, map({ a: '2' }), { by: 'kubectl' }), 'Conflict');
  });

  it('holds the object to the uid and revision that the configuration names', () => {
    const on = bench();
    const uid = '00000000-0000-4000-8000-000000000000';
    assert.match(refusal(() => apply(on, map({}, { uid })), 'Conflict').message, /uid mismatch/);
    apply(on, map({ a: '1' }));
    refusal(() => apply(on, map({ a: '1' }, { uid })), 'Conflict');
    refusal(() => apply(on, map({ a: '1' }, { resourceVersion: '1' })), 'Conflict');
    const { resourceVersion } = on.get('ConfigMap', 'm').metadata;
    assert.equal(apply(on, map({ a: '2' }, { resourceVersion }))?.result, 'configured');
  });

  it('refuses what makes no sense: items without keys, wrong types, managedFields, no name', () => {
    const on = bench();
    const pod = (container: object): object => ({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'p' },
      spec: { containers: [container] },
    });
    assert.match(
      refusal(() => apply(on, pod({ image: 'x' })), 'Invalid').message,
      /spec\.containers\[0\]\.name: Required value/,
    );
    refusal(() => apply(on, pod({ name: 'x', image: 1 })), 'Invalid');
    assert.match(
      refusal(() => apply(on, map({}, { finalizers: ['a/b', 'a/b'] })), 'Invalid').message,
      /metadata\.finalizers\[1\]: Duplicate value: "a\/b"/,
    );
    refusal(
      () => apply(on, map({}, { managedFields: [{ manager: 'x', operation: 'Apply' }] })),
      'BadRequest',
    );
    refusal(() => apply(on, { ...map({}), metadata: {} }), 'Invalid');
  });

  it('keeps the status apart, under its own entry', () => {
    const on = bench();
    const status = (readyReplicas: number): object => ({
      ...deploymentOf('web', 'web:1'),
      status: { readyReplicas, replicas: 3 },
    });
    refusal(() => apply(on, status(1), { by: 'controller', status: true }), 'NotFound');
    apply(on, deploymentOf('web', 'web:1'));
    const { managedFields: mine } = on.get('Deployment', 'web').metadata;
    apply(on, status(1), { by: 'controller', status: true });
    const { metadata, status: now } = on.get('Deployment', 'web');
    assert.equal(now?.readyReplicas, 1);
    assert.deepEqual(
      metadata.managedFields?.filter(({ subresource }) => subresource === undefined),
      mine,
    );
    assert.ok(
      managersOf({ metadata }).includes(
        'controller Applystatus {"f:status":{"f:readyReplicas":{},"f:replicas":{}}}',
      ),
    );
    put(on, status(2), 'reporter', true);
    assert.ok(
      managersOf(on.get('Deployment', 'web')).includes(
        'reporter Updatestatus {"f:status":{"f:readyReplicas":{}}}',
      ),
    );
  });

  it('seals Secrets as every write does, and names their keys only', () => {
    const on = bench();
    const secret = (data: object): object => ({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 's' },
      stringData: data,
    });
    apply(on, secret({ a: 'hidden', b: 'hidden' }));
    const stored = on.get('Secret', 's');
    assert.equal(stored.data, undefined);
    assert.deepEqual(managersOf(stored), ['one Apply {"f:data":{"f:a":{},"f:b":{}}}']);
    assert.equal(apply(on, secret({ a: 'hidden', b: 'hidden' }))?.result, 'unchanged');
    refusal(() => apply(on, secret({ a: 'other' }), { by: 'two' }), 'Conflict');
    apply(on, secret({ a: 'hidden' }));
    const opened = sealer.open(on.get('Secret', 's'));
    assert.deepEqual(opened.kind === 'Secret' && Object.keys(opened.data ?? {}), ['a']);
  });
});

describe('managedFields', () => {
  it('follow updates and patches once there are any, and stay when nothing changes', () => {
    const on = bench();
    apply(on, map({ a: '1', b: '1' }));
    put(on, map({ a: '1', b: '2' }), 'editor');
    assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), [
      'one Apply {"f:data":{"f:a":{}}}',
      'editor Update {"f:data":{"f:b":{}}}',
    ]);
    on.run(5_000);
    assert.equal(put(on, map({ a: '1', b: '2' }), 'other')?.result, 'unchanged');
    on.patch('ConfigMap', 'm', { data: { a: null } });
    assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), ['editor Update {"f:data":{"f:b":{}}}']);
  });

  it('are cleared by one empty entry, and not by clients that know nothing of them', () => {
    const on = bench();
    apply(on, map({ a: '1' }));
    for (const metadata of [{}, { managedFields: [] }, { managedFields: [{ manager: 'nonsense' }] }]) {
      put(on, map({ a: '1' }, metadata), 'editor');
      assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), ['one Apply {"f:data":{"f:a":{}}}']);
    }
    assert.equal(put(on, map({ a: '1' }, { managedFields: [{}] }), 'editor')?.result, 'updated');
    assert.equal(on.get('ConfigMap', 'm').metadata.managedFields, undefined);
  });

  it('say by which subresource a field was set, and who then stands in the way', () => {
    const on = bench();
    const scaled = (replicas: number): object => {
      const { spec, ...rest } = on.get('Deployment', 'web');
      return { ...rest, spec: { ...spec, replicas } };
    };
    apply(on, deploymentOf('web', 'web:1'));
    const update = { object: manifestOf(scaled(7)), status: false, subresource: 'scale' };
    const admitted = admit({ update }, { ...on.context(), fieldManager: 'kubectl' });
    if (admitted?.write !== undefined) on.commit([admitted.write]);
    assert.match(
      refusal(() => apply(on, scaled(3), { by: 'two' }), 'BadRequest').message,
      /managedFields must be nil/,
    );
    const wish = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 3 },
    };
    assert.equal(
      refusal(() => apply(on, wish), 'Conflict').message,
      'Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps/v1: .spec.replicas',
    );
  });

  it('may be changed by hand', () => {
    const on = bench();
    apply(on, map({ a: '1' }));
    const [entry] = on.get('ConfigMap', 'm').metadata.managedFields ?? [];
    put(on, map({ a: '1' }, { managedFields: [{ ...entry, manager: 'two' }] }), 'editor');
    assert.deepEqual(managersOf(on.get('ConfigMap', 'm')), ['two Apply {"f:data":{"f:a":{}}}']);
  });

  it('are not taken from who makes an object otherwise', () => {
    const on = bench();
    apply(on, map({ a: '1' }));
    const { managedFields } = on.get('ConfigMap', 'm').metadata;
    on.change({ create: { object: manifestOf(map({}, { name: 'copy', managedFields })) } });
    assert.equal(on.get('ConfigMap', 'copy').metadata.managedFields, undefined);
  });
});
