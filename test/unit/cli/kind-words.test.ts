// How users name kinds and their versions, and what the command knows of those.
import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { definitionOf } from '#kernel/log/key.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import { definitionAsked, kindAsked, kindOf } from '#cli/kind-words.ts';
import { learnFrom } from '#cli/kinds.ts';
import { asJson } from '#cli/printers/output.ts';
import { headings, row } from '#cli/printers/table.ts';
import { parseTargets } from '#cli/session.ts';
import { backupDefinition } from '#kit/custom.ts';

const kind = 'Backup.example.com';
const table = {
  wide: false,
  allNamespaces: false,
  showLabels: false,
  labelColumns: [],
  withKind: false,
  nowMs: 0,
};

/** Has the command know Backups in v1, v2 and an alpha that is not served, in some group. */
function learnBackups(group: string, ...versions: readonly JsonObject[]): void {
  const { spec, ...rest } = backupDefinition();
  assert.ok(isJsonObject(spec) && Array.isArray(spec['versions']));
  const all = [...spec['versions'].filter(isJsonObject), ...versions];
  const json = { ...rest, metadata: { name: `backups.${group}` }, spec: { ...spec, group, versions: all } };
  const parsed = objectFromJson(definitionOf('CustomResourceDefinition').type, json);
  assert.ok('ok' in parsed && parsed.ok.kind === 'CustomResourceDefinition', JSON.stringify(parsed));
  learnFrom([parsed.ok]);
}

describe('words for kinds', () => {
  before(() => {
    const schema = { openAPIV3Schema: { type: 'object' } };
    learnBackups('example.com', { name: 'v3alpha1', served: false, storage: false, schema });
    learnBackups('example.com.au', { name: 'v4', served: true, storage: false, schema });
    learnBackups('v1.other.org', { name: 'nightly', served: true, storage: false, schema });
  });

  it('name built-in kinds alone, with their group, and with their version', () => {
    for (const word of [
      'deploy',
      'deployments.apps',
      'deployments.v1',
      'deployments.v1.apps',
      'Deployment.v1.app',
    ])
      assert.deepEqual(kindAsked(word), { kind: 'Deployment' }, word);
    for (const word of ['po', 'pods.', 'pods.v1', 'pods.v1.'])
      assert.deepEqual(kindAsked(word), { kind: 'Pod' }, word);
    assert.deepEqual(kindAsked('hpa.v2.autoscaling'), { kind: 'HorizontalPodAutoscaler' });
    assert.deepEqual(kindAsked('ingresses.extensions'), { kind: 'Ingress' });
  });

  it('name users’ kinds in a version, or in the one that is stored', () => {
    for (const word of ['backups', 'backup.example.com', 'backups.example'])
      assert.deepEqual(kindAsked(word), { kind, apiVersion: 'example.com/v1' }, word);
    for (const version of ['v1', 'v2'])
      for (const word of [`backups.${version}`, `backup.${version}.example.com`, `Backup.${version}.example`])
        assert.deepEqual(kindAsked(word), { kind, apiVersion: `example.com/${version}` }, word);
  });

  it('are told apart where a group begins like a version, and where only one kind has the version', () => {
    const other = 'Backup.v1.other.org';
    assert.deepEqual(kindAsked('backups.v1.other.org'), { kind: other, apiVersion: 'v1.other.org/v1' });
    assert.deepEqual(kindAsked('backups.v2.v1.other.org'), { kind: other, apiVersion: 'v1.other.org/v2' });
    assert.deepEqual(kindAsked('backups.nightly'), { kind: other, apiVersion: 'v1.other.org/nightly' });
  });

  it('name the group that is called so rather than one whose name begins so', () => {
    assert.deepEqual(kindAsked('backups.v4.example.com.au').apiVersion, 'example.com.au/v4');
    assert.deepEqual(kindAsked('backups.example.com'), { kind, apiVersion: 'example.com/v1' });
    assert.throws(() => kindAsked('backups.v4.example.com'), /Backup is not served in version "v4"/);
  });

  it('are refused for a version that is not served, with those that are', () => {
    const refusals: readonly (readonly [word: string, said: RegExp])[] = [
      [
        'backups.v9.example.com',
        /^"backups\.v9\.example\.com": Backup is not served in version "v9"; use backups\.v1\.example\.com or backups\.v2\.example\.com$/,
      ],
      [
        'backup.v3alpha1.example',
        /Backup is not served in version "v3alpha1"; use backups\.v1\.example\.com or/,
      ],
      ['backups.nightly.example.com', /Backup is not served in version "nightly"; use backups\.v1\./],
      ['deployments.v9', /Deployment is not served in version "v9"; use deployments\.v1\.apps$/],
      ['pods.v2.', /Pod is not served in version "v2"; use pods\.v1$/],
    ];
    for (const [word, said] of refusals) assert.throws(() => kindAsked(word), { message: said });
  });

  it('name built-in kinds in older versions, which may be of another group', () => {
    const words: readonly (readonly [word: string, kind: string, apiVersion: string])[] = [
      ['hpa.v1.autoscaling', 'HorizontalPodAutoscaler', 'autoscaling/v1'],
      ['hpa.v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2beta2'],
      ['cronjobs.v1beta1.batch', 'CronJob', 'batch/v1beta1'],
      ['cronjob.v1beta1', 'CronJob', 'batch/v1beta1'],
      ['ingresses.v1beta1.extensions', 'Ingress', 'extensions/v1beta1'],
      ['ingresses.v1beta1.networking', 'Ingress', 'networking.k8s.io/v1beta1'],
      ['events.v1.events.k8s.io', 'Event', 'events.k8s.io/v1'],
      ['ev.v1beta1.events', 'Event', 'events.k8s.io/v1beta1'],
    ];
    for (const [word, kindName, apiVersion] of words)
      assert.deepEqual(kindAsked(word), { kind: kindName, apiVersion }, word);
    assert.deepEqual(kindAsked('events.v1'), { kind: 'Event' });
    assert.throws(() => kindAsked('cronjobs.v2.batch'), {
      message:
        '"cronjobs.v2.batch": CronJob is not served in version "v2"; use cronjobs.v1.batch or cronjobs.v1beta1.batch',
    });
  });

  it('are refused where there is no such kind, or not in that group', () => {
    for (const word of [
      'widgets',
      'widgets.v1.example.com',
      'backups.v1.elsewhere.org',
      'deployments.v1.other',
    ])
      assert.throws(() => kindOf(word), /the server doesn't have a resource type "/, word);
  });

  it('may name a kind in two versions at once', () => {
    const words = ['backups.v1.example.com/a', 'backups.v2.example.com/a', 'backups.v1.example.com/b'];
    const [v1, v2] = ['v1', 'v2'].map((version) => ({ kind, apiVersion: `example.com/${version}` }));
    assert.deepEqual(parseTargets(words), {
      kinds: [v1, v2],
      targets: [
        { ...v1, name: 'a' },
        { ...v2, name: 'a' },
        { ...v1, name: 'b' },
      ],
    });
  });
});

describe('a version of a kind', () => {
  it('has its own columns, and objects say which they are in', () => {
    const apiVersion = 'example.com/v2';
    const object = { apiVersion, kind, metadata: { name: 'a' }, spec: { schedule: 'daily' } } as const;
    const asked = definitionAsked({ kind, apiVersion });
    assert.deepEqual(headings(asked, table), ['NAME', 'SCHEDULE']);
    assert.deepEqual(row(asked, object, table), ['a', 'daily']);
    assert.deepEqual(headings(definitionAsked({ kind }), table), ['NAME', 'CRON']);
    assert.deepEqual(asJson({ object }), { ...object, kind: 'Backup' });
  });
});
