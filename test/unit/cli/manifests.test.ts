import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { readManifests } from '#cli/manifests.ts';
import { jsonPath } from '#kernel/model/json-path.ts';
import { kindOf } from '#cli/kind-words.ts';
import { parseTargets } from '#cli/session.ts';
import { rolloutState } from '#cli/verbs/rollout.ts';

describe('manifests', () => {
  let folder = '';
  before(() => (folder = mkdtempSync(path.join(tmpdir(), 'orc-manifests-'))));
  after(() => rmSync(folder, { recursive: true, force: true }));

  function file(text: string, name = 'file.yaml'): string {
    const full = path.join(folder, name);
    writeFileSync(full, text);
    return full;
  }

  function refused(text: string, pattern: RegExp): void {
    const name = file(text);
    assert.throws(
      () => readManifests([name], false),
      (error: unknown) => {
        assert.ok(error instanceof OrcError);
        assert.ok(error.message.startsWith(name), `names the file: ${error.message}`);
        assert.match(error.message, pattern);
        return true;
      },
    );
  }
  const pod =
    'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  containers:\n    - name: c\n      image: demo:v1\n';

  it('are read from several documents, in their order, without the empty ones', () => {
    const name = file(`---\n${pod}---\n# nothing\n---\n${pod.replace('name: a', 'name: b')}`);
    const names = readManifests([name], false).map(({ json }) => JSON.stringify(json['metadata']));
    assert.deepEqual(names, ['{"name":"a"}', '{"name":"b"}']);
  });

  it('are read from folders by name, and from lists', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n  - ${pod.trimEnd().replaceAll('\n', '\n    ')}\n`;
    rmSync(folder, { recursive: true });
    folder = mkdtempSync(path.join(tmpdir(), 'orc-manifests-'));
    file(pod.replace('name: a', 'name: second'), '2.yaml');
    file(list, '1.yml');
    file('not a manifest', 'README.md');
    assert.equal(readManifests([folder], false).length, 2);
  });

  it('are refused with file and document when a field is unknown, wrong or missing', () => {
    refused(
      `${pod}---\n${pod.replace('image', 'imag')}`,
      /document 2: Pod "a" is invalid: \[spec\.containers\[0\]\.image: Required value, spec\.containers\[0\]\.imag: unknown field; did you mean "image"\?\]/,
    );
    refused(`${pod}  nodeName: 5\n`, /spec\.nodeName: Invalid value: 5: must be a string, not a number/);
    refused(`${pod}  initContainers: []\n`, /spec\.initContainers: not supported yet/);
    refused(
      pod.replace('image: demo:v1', 'image: demo:v1\n      resources: {limits: {memory: 10MB5}}'),
      /resources\.limits\[memory\]: Invalid value: "10MB5": must be a quantity/,
    );
    refused(
      `${pod}`.replace(
        'image: demo:v1',
        'image: demo:v1\n      volumeMounts: [{name: a, mountPath: /x}, {name: b, mountPath: /x}]',
      ),
      /volumeMounts\[1\]\.mountPath: Duplicate value/,
    );
  });

  it('are refused with all that is wrong, by their schema and by the rules of their kind', () => {
    refused(
      pod.replace('name: a', 'name: Not_A').replace('image: demo:v1', 'imagePullPolicy: Always'),
      /Pod "Not_A" is invalid: \[spec\.containers\[0\]\.image: Required value, metadata\.name: Invalid value: "Not_A": /,
    );
    refused(pod.replace('name: a', 'namespace: b'), /metadata\.name: Required value: name or generateName/);
  });

  it('are refused when they are no YAML, with the line', () => {
    refused('a: [1,\nb: 2', /invalid YAML: .* at line \d+, column \d+/);
    refused('a: 1\na: 2', /invalid YAML: Map keys must be unique at line 2/);
    refused('just text', /must be an object with apiVersion and kind/);
  });

  it('are refused in bounded time when they are large, deep, or a bomb of aliases', () => {
    refused('a: "'.padEnd(4 * 1024 * 1024, 'x'), /has 4194304 bytes, may have at most 3145728/);
    refused(`a: ${'['.repeat(5_000)}${']'.repeat(5_000)}`, /nested|YAML/i);
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map(
          (letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${'abcdefgh'[index]}`).join(',')}]`,
        ),
    ];
    refused(bomb.join('\n'), /alias/i);
  });

  it('are refused when there are none, or the file is not there', () => {
    assert.throws(() => readManifests([file('# nothing')], false), /the files hold no manifest/);
    assert.throws(
      () => readManifests([path.join(folder, 'absent.yaml')], false),
      /the path ".*absent\.yaml" does not exist/,
    );
  });
});

describe('resources on the command line', () => {
  it('are named by plural, singular, short name or kind', () => {
    for (const word of [
      'deployments',
      'deployment',
      'deploy',
      'Deployment',
      'deployments.apps',
      'deployments.v1.apps',
    ])
      assert.equal(kindOf(word), 'Deployment');
    assert.throws(
      () => kindOf('deployments2'),
      /the server doesn't have a resource type "deployments2"; did you mean "deployments"\?/,
    );
  });

  it('may be kind/name, kind with names, or several kinds', () => {
    assert.deepEqual(parseTargets(['pod/a', 'svc/b']).targets, [
      { kind: 'Pod', name: 'a' },
      { kind: 'Service', name: 'b' },
    ]);
    assert.deepEqual(parseTargets(['po', 'a', 'b']).targets, [
      { kind: 'Pod', name: 'a' },
      { kind: 'Pod', name: 'b' },
    ]);
    assert.deepEqual(parseTargets(['po,svc']).kinds, [{ kind: 'Pod' }, { kind: 'Service' }]);
    assert.throws(() => parseTargets(['pod/a', 'b']), /single resource and name/);
  });
});

describe('jsonpath', () => {
  const root = {
    items: [
      { metadata: { name: 'a', labels: { 'x.y/z': '1' } }, ports: [1, 2] },
      { metadata: { name: 'b' } },
    ],
  };
  it('follows fields, indexes, wildcards and quoted keys', () => {
    assert.equal(jsonPath('{.items[0].metadata.name}', root), 'a');
    assert.equal(jsonPath('{.items[*].metadata.name}', root), 'a b');
    assert.equal(jsonPath('{.items[-1].metadata.name}', root), 'b');
    assert.equal(jsonPath("{.items[0].metadata.labels['x.y/z']}", root), '1');
    assert.equal(jsonPath('{.items[0].ports}', root), '[1,2]');
    assert.equal(jsonPath('{.absent.field}', root), '');
  });
  it('repeats a range', () => {
    assert.equal(jsonPath('{range .items[*]}{.metadata.name}{"\\n"}{end}', root), 'a\nb\n');
  });
});

describe('rollout status', () => {
  const deployment = (status: object, generation = 1): Parameters<typeof rolloutState>[0] => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', generation },
    spec: { replicas: 3, selector: {}, template: { metadata: {}, spec: { containers: [] } } },
    status: { observedGeneration: 1, ...status },
  });
  it('says what it waits for in kubectl’s words', () => {
    assert.match(rolloutState(deployment({}, 2)).text, /spec update to be observed/);
    assert.match(
      rolloutState(deployment({ updatedReplicas: 1 })).text,
      /1 out of 3 new replicas have been updated/,
    );
    assert.match(
      rolloutState(deployment({ updatedReplicas: 3, replicas: 5 })).text,
      /2 old replicas are pending termination/,
    );
    assert.match(
      rolloutState(deployment({ updatedReplicas: 3, replicas: 3, availableReplicas: 2 })).text,
      /2 of 3 updated replicas are available/,
    );
    assert.equal(
      rolloutState(deployment({ updatedReplicas: 3, replicas: 3, availableReplicas: 3 })).text,
      'deployment "web" successfully rolled out',
    );
    const late = {
      conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
    };
    assert.equal(rolloutState(deployment(late)).state, 'failed');
  });
});
