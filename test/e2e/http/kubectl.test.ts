// kubectl, unmodified, against real masters: Debian's, and any newer one that the machine has.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { TestMasters } from '#kit/cli/masters.ts';

const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web, labels: {tier: front}}
spec:
  replicas: 2
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: main, image: "nginx:1", ports: [{containerPort: 80}]}
      - {name: side, image: "busybox:1"}
`;

describe('kubectl', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let folder: string;

  before(async () => {
    masters = await TestMasters.up();
    folder = mkdtempSync(path.join(tmpdir(), 'orc-kubectl-'));
    writeFileSync(path.join(folder, 'web.yaml'), deployment);
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs kubectl; what it printed. Fails when it fails, unless the code is expected. */
  async function kubectl(args: readonly string[], code = 0, input = ''): Promise<string> {
    const ran = await execa('kubectl', ['--kubeconfig', masters.kubeconfig, ...args], {
      cwd: folder,
      env: { HOME: folder },
      reject: false,
      input,
      all: true,
      timeout: 60_000,
    });
    assert.equal(ran.exitCode, code, `kubectl ${args.join(' ')}: ${ran.all}`);
    return ran.all;
  }
  const replicas = async (): Promise<string> =>
    kubectl(['get', 'deploy', 'web', '-o', 'jsonpath={.spec.replicas}']);

  it('finds its way: version, api-resources, api-versions, explain, raw paths', async () => {
    assert.match(await kubectl(['version']), /Server Version.*orc/);
    const resources = await kubectl(['api-resources']);
    for (const line of [
      /^configmaps +cm +v1 +true +ConfigMap/m,
      /^deployments +deploy +apps\/v1 +true +Deployment/m,
    ])
      assert.match(resources, line);
    assert.match(await kubectl(['api-versions']), /^apps\/v1$/m);
    assert.match(await kubectl(['explain', 'pod.spec.containers.image']), /The image to run/);
    assert.match(await kubectl(['explain', 'deployment', '--recursive']), /minReadySeconds/);
    assert.match(await kubectl(['explain', 'tokenreviews.spec.token']), /The token itself/);
    assert.match(await kubectl(['explain', 'selfsubjectaccessreviews', '--recursive']), /resourceAttributes/);
    for (const path of ['/healthz', '/livez', '/livez/ping', '/readyz', '/readyz/ping', '/readyz/ready'])
      assert.equal(await kubectl(['get', '--raw', path]), 'ok');
    const verbose = await kubectl(['get', '--raw', '/readyz?verbose']);
    assert.equal(verbose.trim(), '[+]ping ok\n[+]ready ok\nreadyz check passed');
    assert.match(await kubectl(['get', '--raw', '/nowhere'], 1), /could not find the requested resource/);
  });

  it('asks for reviews by manifests, which it checks', async () => {
    const review = (spec: object): string =>
      JSON.stringify({ apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectAccessReview', spec });
    const create = ['create', '--validate=true', '-o', 'jsonpath={.status.allowed}', '-f', '-'];
    const resourceAttributes = { verb: 'get', resource: 'pods' };
    assert.equal(await kubectl(create, 0, review({ resourceAttributes })), 'true');
    assert.match(
      await kubectl(create, 1, review({ resourceAtributes: {} })),
      /unknown field "?.*resourceAtributes/,
    );
  });

  it('applies, twice, and shows what it applied in every form', async () => {
    assert.match(await kubectl(['apply', '-f', 'web.yaml']), /deployment.apps\/web created/);
    assert.match(await kubectl(['apply', '-f', 'web.yaml']), /deployment.apps\/web unchanged/);
    assert.match(await kubectl(['get', 'deploy']), /^NAME +READY +UP-TO-DATE +AVAILABLE +AGE\nweb +0\/2/);
    assert.match(await kubectl(['get', 'deploy', '-o', 'wide']), /CONTAINERS +IMAGES +SELECTOR\n.*main,side/);
    assert.match(await kubectl(['get', 'deploy', 'web', '-o', 'yaml']), /kind: Deployment/);
    assert.match(await kubectl(['get', 'deploy', 'web', '-o', 'json']), /"apiVersion": "apps\/v1"/);
    assert.equal(await kubectl(['get', 'deploy', '-o', 'name']), 'deployment.apps/web');
    assert.equal(await kubectl(['get', 'deploy', '-l', 'tier=front', '-o', 'name']), 'deployment.apps/web');
    assert.match(await kubectl(['get', 'deploy', '-l', 'tier=back']), /No resources found/);
    assert.match(await kubectl(['describe', 'deploy', 'web']), /Replicas: +2 desired/);
    assert.match(await kubectl(['get', 'all']), /deployment.apps\/web/);
    assert.match(
      await kubectl(['get', 'deploy', '-o', 'custom-columns=N:.metadata.name,R:.spec.replicas']),
      /web +2/,
    );
  });

  it('prints the tables that orc prints, whatever their cells are', async () => {
    const spec = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const schema = { openAPIV3Schema: { type: 'object', properties: { spec } } };
    const types = ['string', 'integer', 'number', 'boolean', 'date'];
    const additionalPrinterColumns = [
      ...types.map((type) => ({ name: `a ${type}`, type, jsonPath: `.spec.${type}` })),
      { name: 'lastBackup', type: 'date', jsonPath: '.spec.date', priority: 2 },
    ];
    const versions = [{ name: 'v1', served: true, storage: true, schema, additionalPrinterColumns }];
    const names = { plural: 'samples', kind: 'Sample' };
    const defined = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'samples.example.com' },
      spec: { group: 'example.com', scope: 'Namespaced', names, versions },
    };
    const sample = (name: string, fields: object): object => ({
      apiVersion: 'example.com/v1',
      kind: 'Sample',
      metadata: { name },
      spec: fields,
    });
    const typed = { string: 'x', integer: 3, number: 2.5, boolean: false, date: '2026-01-01T00:00:00Z' };
    const priorityClass = { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', value: -5 };
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', data: { a: '1', b: '2' } };
    for (const object of [
      defined,
      sample('all', typed),
      sample('none', {}),
      { ...priorityClass, metadata: { name: 'low' } },
      { ...configMap, metadata: { name: 'two' } },
    ])
      await kubectl(['apply', '-f', '-'], 0, JSON.stringify(object));
    /** The cells of a table; what is how long ago may be another by now. */
    const cells = (text: string): readonly (readonly string[])[] =>
      text
        .trimEnd()
        .split('\n')
        .map((line) =>
          line
            .trimEnd()
            .replaceAll(/\b(\d+[smhdy])+/g, 'AGO')
            .split(/ {2,}/),
        );
    for (const kind of ['deploy', 'rs', 'cm', 'priorityclasses', 'ns', 'clusterroles', 'samples'])
      for (const form of [[], ['-o', 'wide']]) {
        const words = ['get', kind, ...form];
        const { stdout } = await masters.orc(words);
        assert.deepEqual(cells(await kubectl(words)), cells(stdout), words.join(' '));
      }
    assert.match(
      await kubectl(['get', 'samples', '-o', 'wide']),
      /^NAME +A STRING +A INTEGER +A NUMBER +A BOOLEAN +A DATE +LASTBACKUP\nall +x +3 +2\.5 +false +\d\S* +\d\S*\nnone/,
    );
  });

  it('changes objects: scale, patches of three kinds, label, annotate, set, edit, replace, rollout', async () => {
    await kubectl(['scale', 'deploy', 'web', '--replicas=3']);
    assert.equal(await replicas(), '3');
    await kubectl(['patch', 'deploy', 'web', '-p', '{"spec":{"replicas":4}}']);
    assert.equal(await replicas(), '4');
    await kubectl(['patch', 'deploy', 'web', '--type=merge', '-p', '{"spec":{"replicas":5}}']);
    assert.equal(await replicas(), '5');
    const json =
      '[{"op":"test","path":"/spec/replicas","value":5},{"op":"replace","path":"/spec/replicas","value":6}]';
    await kubectl(['patch', 'deploy', 'web', '--type=json', '-p', json]);
    assert.equal(await replicas(), '6');
    assert.match(
      await kubectl(['patch', 'deploy', 'web', '--type=json', '-p', json], 1),
      /can't be carried out/,
    );
    // A strategic merge finds a container by its name and leaves the other alone.
    const image = '{"spec":{"template":{"spec":{"containers":[{"name":"side","image":"busybox:2"}]}}}}';
    await kubectl(['patch', 'deploy', 'web', '-p', image]);
    const images = ['get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec.containers[*].image}'];
    assert.equal(await kubectl(images), 'nginx:1 busybox:2');
    await kubectl(['set', 'image', 'deploy/web', 'main=nginx:2']);
    assert.equal(await kubectl(images), 'nginx:2 busybox:2');
    await kubectl(['label', 'deploy', 'web', 'color=blue']);
    assert.match(await kubectl(['label', 'deploy', 'web', 'color=red'], 1), /already has a value/);
    await kubectl(['annotate', 'deploy', 'web', 'note=yes']);
    const annotation = [
      'get',
      'deploy',
      'web',
      '-o',
      'jsonpath={.metadata.labels.color}{.metadata.annotations.note}',
    ];
    assert.equal(await kubectl(annotation), 'blueyes');
    await kubectl(['rollout', 'restart', 'deploy', 'web']);
    assert.match(await kubectl(['rollout', 'history', 'deploy', 'web']), /REVISION/);
    await kubectl(['rollout', 'undo', 'deploy', 'web', '--to-revision=1']);
    assert.equal(await kubectl(images), 'nginx:1 busybox:1');
    assert.match(await kubectl(['replace', '-f', 'web.yaml']), /replaced/);
    assert.equal(await replicas(), '2');
  });

  it('says what is wrong, and changes nothing then', async () => {
    const bad = deployment
      .replace('replicas: 2', 'replicas: -2')
      .replace('image: "busybox:1"', 'image: "busybox:1", imagePullPolicy: Sometimes');
    const said = await kubectl(['apply', '-f', '-'], 1, bad);
    assert.match(said, /spec\.replicas: Invalid value: -2: must be greater than or equal to 0/);
    assert.match(said, /containers\[1\]\.imagePullPolicy: Unsupported value: "Sometimes"/);
    assert.equal(await replicas(), '2');
    assert.match(
      await kubectl(['get', 'deploy', 'nope'], 1),
      /\(NotFound\): deployments.apps "nope" not found/,
    );
    assert.match(await kubectl(['get', 'nonsense'], 1), /doesn't have a resource type "nonsense"/);
    assert.match(await kubectl(['create', '-f', 'web.yaml'], 1), /\(AlreadyExists\)/);
  });

  it('checks without doing: dry runs and diff', async () => {
    const name = ['get', 'cm', 'dry', '-o', 'name', '--ignore-not-found'];
    assert.match(
      await kubectl(['create', 'cm', 'dry', '--from-literal=a=b', '--dry-run=server']),
      /configmap\/dry created \(server dry run\)/,
    );
    assert.equal(await kubectl(name), '');
    const changed = deployment.replace('replicas: 2', 'replicas: 9');
    assert.match(await kubectl(['diff', '-f', '-'], 1, changed), /-  replicas: 2\n\+  replicas: 9/);
    assert.equal(await replicas(), '2');
  });

  it('makes things by name alone, and deletes them one by one and by selector', async () => {
    await kubectl(['create', 'namespace', 'side']);
    await kubectl(['-n', 'side', 'create', 'configmap', 'settings', '--from-literal=a=1']);
    await kubectl(['-n', 'side', 'create', 'secret', 'generic', 'key', '--from-literal=k=v']);
    assert.equal(
      await kubectl(['-n', 'side', 'get', 'secret', 'key', '-o', 'go-template={{.data.k}}']),
      'dg==',
    );
    await kubectl(['-n', 'side', 'run', 'bare', '--image=busybox:1', '--labels=x=y']);
    await kubectl(['expose', 'deploy', 'web', '--port=80']);
    assert.match(await kubectl(['get', 'svc', 'web']), /ClusterIP +10\./);
    await kubectl(['-n', 'side', 'delete', 'pod', '-l', 'x=y', '--now']);
    assert.match(await kubectl(['-n', 'side', 'get', 'pods']), /No resources found/);
    await kubectl(['-n', 'side', 'delete', 'configmap', '--all']);
    await kubectl(['delete', 'namespace', 'side', '--timeout=30s']);
    assert.match(await kubectl(['get', 'secret', '-n', 'side']), /No resources found/);
  });

  it('watches until what it waits for has happened', async () => {
    await kubectl(['create', 'configmap', 'going', '--from-literal=a=b']);
    const waiting = kubectl(['wait', '--for=delete', 'configmap/going', '--timeout=60s']);
    await kubectl(['delete', 'configmap', 'going', '--wait=false']);
    await waiting.catch((error: unknown) =>
      assert.match(String(error), /NotFound|not found|no matching resources/),
    );
    const watching = execa(
      'kubectl',
      ['--kubeconfig', masters.kubeconfig, 'get', 'cm', '-w', '--output-watch-events'],
      { cwd: folder, env: { HOME: folder }, reject: false, timeout: 60_000 },
    );
    let seen = '';
    const deleted = new Promise<void>((resolve) => {
      watching.stdout.on('data', (chunk) => {
        seen += String(chunk);
        if (seen.includes('DELETED')) resolve();
      });
    });
    // Nobody is told when the watch stands, so something is made again and again until it is seen.
    for (let at = 0; !seen.includes('ADDED') && at < 60; at++)
      await kubectl(['create', 'cm', `seen-${at}`, '--from-literal=a=b']);
    await kubectl(['delete', 'cm', '--all']);
    await deleted;
    watching.kill('SIGTERM');
    await watching;
    assert.match(seen, /ADDED +seen-/);
  });

  it('is refused without a certificate of the cluster', async () => {
    const bare = await execa(
      'kubectl',
      [
        '--kubeconfig',
        '/dev/null',
        '--server',
        `https://${masters.apis[0]}`,
        '--insecure-skip-tls-verify',
        'get',
        'ns',
      ],
      { env: { HOME: folder }, reject: false, all: true, input: 'a\nb\n' },
    );
    assert.equal(bare.exitCode, 1);
    assert.match(bare.all, /Unauthorized|must be logged in|provide credentials|Username/);
  });
});
