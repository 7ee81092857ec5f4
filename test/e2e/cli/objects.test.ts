// The command against real masters without nodes: what it writes, prints, waits for and refuses.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import { autoupdateAnnotation } from '#kernel/kinds/rbac.ts';
import { key } from '#kernel/log/key.ts';
import { isJsonObject } from '#kernel/model/json.ts';
import { type Ran, TestMasters } from '#kit/cli/masters.ts';

const configMap = (name: string, data = 'a: b', namespace = ''): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}${namespace === '' ? '' : `, namespace: ${namespace}`}}\ndata: {${data}}\n`;
const deployment = (name: string, image = 'demo:v1'): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  replicas: 3
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: c, image: ${image}}]}
`;

describe('the command against masters', function () {
  this.timeout(120_000);
  let masters: TestMasters;

  before(async () => (masters = await TestMasters.up()));
  after(() => masters[Symbol.asyncDispose]());

  const orc = (...words: string[]): Promise<Ran> => masters.orc(words);
  const given = (input: string, ...words: string[]): Promise<Ran> => masters.orc(words, input);

  async function succeeds(...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await orc(...words);
    assert.equal(code, 0, `orc ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  function file(name: string, text: string): string {
    const full = path.join(masters.folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
    return full;
  }

  async function failsWith(pattern: RegExp, ...words: string[]): Promise<void> {
    const { code, stderr } = await orc(...words);
    assert.equal(code, 1, `orc ${words.join(' ')} should fail`);
    assert.match(stderr, pattern);
  }

  it('creates, configures, and leaves unchanged', async () => {
    const web = file('web.yaml', deployment('web'));
    assert.equal(await succeeds('apply', '-f', web), 'deployment.apps/web created\n');
    assert.equal(await succeeds('apply', '-f', web), 'deployment.apps/web unchanged\n');
    file('web.yaml', deployment('web', 'demo:v2'));
    assert.equal(await succeeds('apply', '-f', web), 'deployment.apps/web configured\n');
    await failsWith(
      /^Error from server \(AlreadyExists\): .*web\.yaml: deployments\.apps "web" already exists\n$/,
      'create',
      '-f',
      web,
    );
    assert.equal(await succeeds('replace', '-f', web), 'deployment.apps/web replaced\n');
  });

  it('only says what it would do in a dry run', async () => {
    const map = file('dry.yaml', configMap('dry'));
    assert.equal(
      await succeeds('apply', '-f', map, '--dry-run=server'),
      'configmap/dry created (server dry run)\n',
    );
    assert.equal(await succeeds('apply', '-f', map, '--dry-run=client'), 'configmap/dry created (dry run)\n');
    assert.match(
      await succeeds('create', '-f', map, '--dry-run=client', '-o', 'yaml'),
      /^apiVersion: v1\ndata:\n {2}a: b\n/,
    );
    await failsWith(/configmaps "dry" not found/, 'get', 'cm', 'dry');
  });

  it('puts namespaces first, whatever their file is called', async () => {
    const folder = path.dirname(file('ordered/1.yaml', configMap('inside', 'a: b', 'late')));
    file('ordered/2.yaml', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: late}\n');
    assert.equal(await succeeds('apply', '-f', folder), 'namespace/late created\nconfigmap/inside created\n');
  });

  it('writes nothing when any document is wrong, even in what only the masters check', async () => {
    const wrongLabel = configMap('second').replace(
      '{name: second}',
      '{name: second, labels: {a: "not a label!"}}',
    );
    const text = file('half.yaml', `${configMap('first')}---\n${wrongLabel}`);
    await failsWith(
      /^error: .*half\.yaml: document 2: ConfigMap "second" is invalid: metadata\.labels: /,
      'apply',
      '-f',
      text,
    );
    await failsWith(/configmaps "first" not found/, 'get', 'cm', 'first');
  });

  it('goes on with the other objects when one can’t be written, and ends with 1', async () => {
    const text = file('some.yaml', `${configMap('lost', 'a: b', 'nowhere')}---\n${configMap('kept')}`);
    const { code, stdout, stderr } = await orc('apply', '-f', text);
    assert.deepEqual([code, stdout], [1, 'configmap/kept created\n']);
    assert.match(
      stderr,
      /^Error from server \(NotFound\): .*some\.yaml: document 1: .*"nowhere" not found\n$/,
    );
  });

  it('shows objects as tables, JSON, YAML, names and paths', async () => {
    await given(`${configMap('one', 'x: "1", y: "2"')}---\n${configMap('two')}`, 'apply', '-f', '-');
    assert.match(
      await succeeds('get', 'cm', 'one', 'two'),
      /^NAME {3}DATA {3}AGE\none {4}2 {6}\S+\ntwo {4}1 {6}\S+\n$/,
    );
    assert.match(
      await succeeds('get', 'cm/one', 'deploy/web'),
      /^NAME {12}DATA {3}AGE\nconfigmap\/one {3}2 {6}\S+\n\nNAME /,
    );
    assert.equal(await succeeds('get', 'cm', 'one', '-o', 'jsonpath={.data.x}'), '1\n');
    assert.match(await succeeds('get', 'cm', 'one', '-o=yaml'), /creationTimestamp: "\d{4}-/);
    const json: unknown = JSON.parse(await succeeds('get', 'cm', '-o', 'json'));
    assert.deepEqual(Object.keys(Object(json)), ['apiVersion', 'items', 'kind', 'metadata']);
    assert.match(
      await succeeds('get', 'ns', '--show-labels', '-L', 'kubernetes.io/metadata.name'),
      /^NAME +STATUS +AGE +METADATA\.NAME +LABELS\n/,
    );
    assert.equal(
      await succeeds('get', 'cm', '--sort-by=.metadata.name', '--no-headers', '-o', 'name', '--chunk-size=1'),
      'configmap/kept\nconfigmap/kube-root-ca.crt\nconfigmap/one\nconfigmap/two\n',
    );
    assert.equal(await succeeds('get', 'cm', 'absent', '--ignore-not-found'), '');
  });

  it('follows changes, deletions too', async () => {
    const child = masters.spawnOrc(['get', 'cm', '-w', '--output-watch-events']);
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    const until = async (pattern: RegExp): Promise<void> => {
      for (let tries = 0; !pattern.test(seen); tries++) {
        assert.ok(tries < 300, `not seen: ${pattern.source} in ${seen}`);
        await sleep(100);
      }
    };
    await until(/ADDED +two/);
    await given(configMap('three'), 'apply', '-f', '-');
    await until(/ADDED +three/);
    await succeeds('delete', 'cm', 'three');
    await until(/DELETED +three/);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  });

  it('changes parts: scale, label, annotate, patch', async () => {
    assert.equal(await succeeds('scale', 'deploy/web', '--replicas=5'), 'deployment.apps/web scaled\n');
    await failsWith(
      /Expected replicas to be 3, was 5/,
      'scale',
      'deploy',
      'web',
      '--replicas=2',
      '--current-replicas=3',
    );
    assert.equal(await succeeds('label', 'cm', 'one', 'tier=back'), 'configmap/one labeled\n');
    await failsWith(
      /'tier' already has a value \(back\), and --overwrite is false/,
      'label',
      'cm',
      'one',
      'tier=front',
    );
    assert.equal(await succeeds('label', 'cm/one', 'tier-'), 'configmap/one unlabeled\n');
    assert.equal(await succeeds('annotate', 'cm', 'one', 'note=x=y'), 'configmap/one annotated\n');
    assert.equal(await succeeds('patch', 'cm', 'one', '-p', '{"data":{"x":"9"}}'), 'configmap/one patched\n');
    assert.equal(
      await succeeds('patch', 'cm', 'one', '--type=merge', '-p', 'data: {x: "9"}'),
      'configmap/one patched (no change)\n',
    );
  });

  it('waits for what is there, what comes, and what goes', async () => {
    assert.equal(
      await succeeds('wait', 'cm/one', '--for=jsonpath={.data.x}=9'),
      'configmap/one condition met\n',
    );
    const coming = orc('wait', 'cm', 'later', '--for=create', '--timeout=30s');
    const going = orc('wait', 'cm/two', '--for=delete', '--timeout=30s');
    await sleep(1_500);
    await given(configMap('later'), 'apply', '-f', '-');
    await succeeds('delete', 'cm', 'two', '--wait=false');
    assert.equal((await coming).stdout, 'configmap/later condition met\n');
    assert.equal((await going).code, 0);
    await failsWith(
      /^error: timed out waiting for the condition on pods\/nobody\n$/,
      'wait',
      'pod/nobody',
      '--for=condition=Ready',
      '--timeout=300ms',
    );
    await failsWith(/unrecognized condition/, 'wait', 'pod/x', '--for=ready');
  });

  it('deletes by name, file, label and all; a missing one is an error but not with --ignore-not-found', async () => {
    assert.match(await succeeds('delete', 'cm', 'later'), /^configmap "later" deleted \(revision \d+\)\n$/);
    await failsWith(
      /^Error from server \(NotFound\): configmaps "later" not found\n$/,
      'delete',
      'cm',
      'later',
    );
    assert.equal(await succeeds('delete', 'cm', 'later', '--ignore-not-found'), '');
    assert.match(
      await succeeds('delete', 'cm', '--all'),
      /configmap "kept" deleted.*\nconfigmap "kube-root-ca.crt" deleted.*\nconfigmap "one" deleted/,
    );
    await failsWith(/no name was specified/, 'delete', 'cm');
    assert.match(
      await succeeds('delete', 'deploy/web', '--cascade=foreground', '--timeout=60s'),
      /^deployment\.apps "web" deleted/,
    );
    await failsWith(/"web" not found/, 'get', 'deploy', 'web');
  });

  it('explains fields and refuses unknown ones', async () => {
    assert.match(
      await succeeds('explain', 'deploy.spec.strategy'),
      /^GROUP: +apps\nKIND: +Deployment\nVERSION: +v1\n\nFIELD: strategy <DeploymentStrategy>\n/,
    );
    assert.match(await succeeds('explain', 'pods'), /FIELDS:\n {2}apiVersion\t<string>\n/);
    await failsWith(
      /field "replica" does not exist; did you mean "replicas"\?/,
      'explain',
      'deploy.spec.replica',
    );
  });

  it('shows the difference that applying would make, and ends with 1 if there is one', async () => {
    const map = file('diff.yaml', configMap('differs', 'a: old'));
    await succeeds('apply', '-f', map);
    assert.equal(await succeeds('diff', '-f', map), '');
    file('diff.yaml', configMap('differs', 'a: new'));
    const { code, stdout } = await orc('diff', '-f', map);
    assert.equal(code, 1);
    assert.match(stdout, /^- {2}a: old\n\+ {2}a: new\n/m);
  });

  it('refuses what it does not know, with exit code 1', async () => {
    await failsWith(/the server doesn't have a resource type "widgets"/, 'get', 'widgets');
    await failsWith(/unknown option '--frobnicate'/, 'get', 'pods', '--frobnicate');
    await failsWith(/unable to match a printer/, 'get', 'pods', '-o', 'xml');
    await failsWith(/must be a duration/, 'delete', 'cm', 'x', '--timeout=soon');
    await failsWith(
      /nowhere.*: kubeconfig|there is no configuration at/,
      'get',
      'pods',
      '--kubeconfig',
      '/nowhere',
    );
  });

  it('reconciles roles and bindings as kubectl does', async () => {
    const rules = (verbs: string, resources: string): string =>
      `rules: [{apiGroups: [""], resources: [${resources}], verbs: [${verbs}]}]`;
    const role = (...lines: string[]): string =>
      ['apiVersion: rbac.authorization.k8s.io/v1', 'kind: ClusterRole', ...lines].join('\n');
    const binding = (to: string, ...users: string[]): string =>
      `apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: given, namespace: new-WHO}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${to}}
subjects: [${users.map((name) => `{kind: User, apiGroup: rbac.authorization.k8s.io, name: ${name}}`).join(', ')}]
`;
    const plain = 'metadata: {name: WHO}';
    const optedOut =
      'metadata: {name: WHO, annotations: {rbac.authorization.kubernetes.io/autoupdate: "false"}}';
    const sums = 'aggregationRule: {clusterRoleSelectors: [{matchLabels: {sum: none}}]}';
    const pods = rules('get', 'pods');
    const exact = ['--remove-extra-permissions', '--remove-extra-subjects'];
    /** What is needed for a role and for a binding, both, and flags. */
    const steps: readonly (readonly [needed: string, role: string, binding: string, ...flags: string[]])[] = [
      ['create create', role(plain, pods), binding('view', 'ann')],
      [
        'update update',
        role('metadata: {name: WHO, labels: {a: b}}', rules('get, list', 'pods, secrets')),
        binding('view', 'bob'),
      ],
      ['none none', role(plain, pods), binding('view', 'ann')],
      ['update update', role(plain, pods), binding('view', 'bob', 'cid'), ...exact],
      ['update recreate', role(plain, sums, 'rules: []'), binding('edit', 'ann'), ...exact],
      ['update none', role(optedOut, rules('get', 'nodes')), binding('edit', 'ann')],
      [
        `update, but object opted out (${autoupdateAnnotation}: false) none`,
        role(plain, rules('delete', 'nodes')),
        binding('edit', 'ann'),
      ],
    ];
    await using client = masters.client();
    /** What each step says, and what is there after it: rights one by one, since kubectl writes them so. */
    const story = async (
      who: string,
      run: (words: string[], input: string) => Promise<{ readonly stdout: string; readonly stderr: string }>,
    ): Promise<string[]> => {
      const told: string[] = [];
      for (const [, ...rest] of steps) {
        const [first, second, ...flags] = rest;
        const documents = `${first}\n---\n${second}`.replaceAll('WHO', who);
        const { stdout, stderr } = await run(['auth', 'reconcile', '-f', '-', ...flags], documents);
        const { metadata, ...made }: Record<string, unknown> = {
          ...(await client.get(key('ClusterRole', '', who))),
        };
        const bound = await client.get(key('RoleBinding', `new-${who}`, 'given'));
        assert.ok(bound.kind === 'RoleBinding' && isJsonObject(metadata));
        const { roleRef, subjects } = bound;
        const granted = {
          labels: metadata['labels'],
          sums: made['aggregationRule'],
          rights: rightsIn(made['rules']),
        };
        const headings = stderr.split('\n').filter((line) => /^\t\S/.test(line));
        const after = JSON.stringify({ ...granted, roleRef, subjects });
        told.push([stdout.trim(), ...headings, after].join('\n').replaceAll(who, 'WHO'));
      }
      return told;
    };
    const own = await story('orc', (words, input) => given(input, ...words));
    for (const [index, [needed]] of steps.entries()) {
      const said = [...(own[index] ?? '').matchAll(/\treconciliation required (.*)/g)].map(
        ([, what]) => what,
      );
      assert.deepEqual(
        said,
        needed.split(/ (?=\w+$)/).filter((what) => what !== 'none'),
        own[index],
      );
    }
    const kubectl = ['--kubeconfig', masters.kubeconfig];
    const options = { env: { HOME: masters.folder }, reject: false } as const;
    const theirs = await story('kubectl', (words, input) =>
      execa('kubectl', [...kubectl, ...words], { ...options, input }),
    );
    assert.deepEqual(own, theirs);
  });

  it('reconciles what it can of many documents, and binds as before when a role may not be given', async () => {
    const role = (name: string): string =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: ${name}}\nrules: [{apiGroups: [""], resources: [pods], verbs: [get]}]\n`;
    const binding = (to: string, name = 'bound'): string =>
      `apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: ${name}, labels: {a: b}}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${to}}\nsubjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: eve}]\n`;
    const text = [configMap('no-role'), role('one'), role('two'), binding('view')].join('---\n');
    const words = ['auth', 'reconcile', '-n', 'default', '-f', '-'];
    const dry = await given(text, ...words, '--dry-run=server', '-o', 'name');
    const names = ['role', 'role', 'rolebinding'].map((kind) => `${kind}.rbac.authorization.k8s.io/`);
    assert.equal(dry.stdout, `${names[0]}one\n${names[1]}two\n${names[2]}bound\n`);
    assert.match(
      dry.stderr,
      /^Warning: STDIN: document 1: configmap\/no-role is neither a role nor a binding/,
    );
    await failsWith(/NotFound/, 'get', 'role', 'one');
    assert.equal((await given(text, ...words)).code, 0);
    // Whoever is admin here may bind what they have, and no more than that.
    assert.equal((await given(binding('admin', 'rule'), ...words)).code, 0);
    const refused = await given(`${binding('cluster-admin')}---\n${role('three')}`, ...words, '--as', 'eve');
    assert.equal(refused.code, 1);
    assert.match(
      refused.stderr,
      /^Error from server \(Forbidden\): STDIN: document 1: .*"bound" is forbidden/m,
    );
    assert.equal(refused.stdout, `${names[1]}three reconciled\n`);
    const form = 'jsonpath={.roleRef.name} {.subjects[0].name} {.metadata.labels.a}';
    assert.equal((await succeeds('get', 'rolebinding', 'bound', '-o', form)).trim(), 'view eve b');
  });
});

/** The single permissions of a role's rules, in order. */
function rightsIn(rules: unknown): readonly string[] {
  const texts = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
  const all = (Array.isArray(rules) ? rules : []).flatMap((rule: unknown) =>
    isJsonObject(rule)
      ? texts(rule['verbs']).flatMap((verb) => texts(rule['resources']).map((each) => `${verb} ${each}`))
      : [],
  );
  return [...new Set(all)].toSorted();
}
