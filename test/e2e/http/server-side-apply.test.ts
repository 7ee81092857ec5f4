// Server-side apply against real masters: kubectl's, orc's own, and plain requests.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { TestMasters } from '#kit/cli/masters.ts';

const deployment = (image: string, replicas: number | undefined): string => `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  ${replicas === undefined ? '' : `replicas: ${replicas}`}
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
      - {name: main, image: "${image}", ports: [{containerPort: 80}]}
`;

describe('server-side apply', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let folder: string;

  before(async () => {
    masters = await TestMasters.up();
    folder = mkdtempSync(path.join(tmpdir(), 'orc-apply-'));
    writeFileSync(path.join(folder, 'web.yaml'), deployment('nginx:1', 2));
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs kubectl; what it printed. Fails when it ends with another code. */
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
  const apply = (input: string, args: readonly string[] = [], code = 0): Promise<string> =>
    kubectl(['apply', '--server-side', '-f', '-', ...args], code, input);
  const at = (jsonpath: string, what = 'deploy/web'): Promise<string> =>
    kubectl(['get', what, '-o', `jsonpath={${jsonpath}}`]);
  const managers = async (what = 'deploy/web'): Promise<string> =>
    kubectl([
      'get',
      what,
      '-o',
      'jsonpath={range .metadata.managedFields[*]}{.manager}:{.operation}:{.subresource} {end}',
    ]);

  it('makes an object, changes nothing when it is applied again, and says who owns it', async () => {
    assert.match(await kubectl(['apply', '--server-side', '-f', 'web.yaml']), /apps\/web serverside-applied/);
    assert.equal(await managers(), 'kubectl:Apply: ');
    const revision = await at('.metadata.resourceVersion');
    // The controllers may write the status in between; the generation is the user's.
    assert.match(await kubectl(['apply', '--server-side', '-f', 'web.yaml']), /serverside-applied/);
    assert.equal(await at('.metadata.generation'), '1');
    assert.ok(Number(await at('.metadata.resourceVersion')) >= Number(revision));
  });

  it('refuses what another owns, until it is forced', async () => {
    await kubectl(['scale', 'deploy', 'web', '--replicas=4']);
    const said = await apply(deployment('nginx:1', 2), [], 1);
    assert.match(
      said,
      /Apply failed with 1 conflict: conflict with "kubectl" .*using apps\/v1: \.spec\.replicas/,
    );
    assert.match(
      await apply(deployment('nginx:2', 4), ['--field-manager=other'], 1),
      /Apply failed with 1 conflict: conflict with "kubectl": \.spec\.template.*containers\[name="main"\]\.image/,
    );
    assert.equal(await at('.spec.replicas'), '4');
    await apply(deployment('nginx:1', 2), ['--force-conflicts']);
    assert.equal(await at('.spec.replicas'), '2');
  });

  it('shares what is said alike, and takes away what nobody says any more', async () => {
    const label = (labels: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m, labels: {${labels}}}\n`;
    await apply(label('a: "1", b: "1"'), ['--field-manager=one']);
    await apply(label('b: "1", c: "1"'), ['--field-manager=two']);
    await apply(label(''), ['--field-manager=one']);
    assert.equal(await at('.metadata.labels', 'cm/m'), '{"b":"1","c":"1"}');
    await apply(label('c: "1"'), ['--field-manager=two']);
    assert.equal(await at('.metadata.labels', 'cm/m'), '{"c":"1"}');
  });

  it('goes on from client-side apply, and back', async () => {
    const before = deployment('nginx:1', 2).replace('name: web}', 'name: old}');
    const next = deployment('nginx:2', undefined).replace('name: web}', 'name: old}');
    await kubectl(['apply', '-f', '-'], 0, before);
    assert.equal(await managers('deploy/old'), '');
    await apply(next);
    assert.equal(await at('.spec.template.spec.containers[0].image', 'deploy/old'), 'nginx:2');
    assert.match(await managers('deploy/old'), /kubectl:Apply: /);
    assert.match(await kubectl(['apply', '-f', '-'], 0, next), /deployment.apps\/old (unchanged|configured)/);
  });

  it('checks without doing, refuses what a kind does not have, and lets managedFields be cleared', async () => {
    assert.match(
      await apply(deployment('nginx:9', 2), ['--dry-run=server']),
      /serverside-applied \(server dry run\)/,
    );
    assert.equal(await at('.spec.template.spec.containers[0].image'), 'nginx:1');
    assert.match(await apply(deployment('x', 2).replace('selector:', 'selektor:'), [], 1), /selektor/);
    await kubectl(['patch', 'deploy', 'web', '--type=merge', '-p', '{"metadata":{"managedFields":[{}]}}']);
    assert.equal(await managers(), '');
  });

  it('is what orc does too', async () => {
    const orc = async (args: readonly string[], code = 0): Promise<string> => {
      const ran = await masters.orc(args);
      assert.equal(ran.code, code, `orc ${args.join(' ')}: ${ran.stdout}${ran.stderr}`);
      return `${ran.stdout}${ran.stderr}`;
    };
    const file = path.join(folder, 'orc.yaml');
    const write = (data: string): void =>
      writeFileSync(file, `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: mine}\ndata: {${data}}\n`);
    write('a: "1"');
    const line = ['apply', '--server-side', '-f', file];
    assert.equal(await orc(line), 'configmap/mine serverside-applied\n');
    write('a: "2"');
    const other = [...line, '--field-manager', 'other'];
    assert.match(await orc(other, 1), /Apply failed with 1 conflict: conflict with "orc": \.data\.a/);
    await orc([...other, '--force-conflicts']);
    assert.equal(await at('.data.a', 'cm/mine'), '2');
    assert.match(await orc(['apply', '--force-conflicts', '-f', file], 1), /only works with --server-side/);
  });
});
