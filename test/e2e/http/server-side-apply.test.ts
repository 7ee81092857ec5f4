// Server-side apply against real masters: kubectl's, orc's own, and plain requests.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { parse } from 'yaml';
import { isJsonObject } from '#kernel/model/json.ts';
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

/** What a master answered. */
interface Answer {
  readonly code: number | undefined;
  readonly text: string;
  /** The reason of a Status, or the managers of an object, each with its operation, subresource and version. */
  readonly said: unknown;
  readonly body: unknown;
}

function saidIn(body: unknown): unknown {
  if (!isJsonObject(body)) return undefined;
  const metadata = isJsonObject(body['metadata']) ? body['metadata'] : {};
  if (body['kind'] === 'Status') return body['reason'];
  const entries: readonly unknown[] = Array.isArray(metadata['managedFields'])
    ? metadata['managedFields']
    : [];
  return entries.map((entry) =>
    isJsonObject(entry)
      ? [entry['manager'], entry['operation'], entry['subresource'] ?? '', entry['apiVersion']].join(' ')
      : '',
  );
}

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
      /Apply failed with 1 conflict: conflict with "kubectl" with subresource "scale" using apps\/v1: \.spec\.replicas/,
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
    assert.doesNotMatch(await orc(['get', 'cm', 'mine', '-o', 'yaml']), /managedFields/);
    assert.match(await orc(['get', 'cm', 'mine', '-o', 'yaml', '--show-managed-fields']), /manager: orc/);
    write('a: "2"');
    const other = [...line, '--field-manager', 'other'];
    assert.match(await orc(other, 1), /Apply failed with 1 conflict: conflict with "orc": \.data\.a/);
    await orc([...other, '--force-conflicts']);
    assert.equal(await at('.data.a', 'cm/mine'), '2');
    assert.match(await orc(['apply', '--force-conflicts', '-f', file], 1), /only works with --server-side/);
  });

  /** A request as it goes over the wire. */
  function send(
    method: string,
    where: string,
    body: string,
    type = 'application/apply-patch+yaml',
    agent = 'probe/1.0 (test)',
  ): Promise<Answer> {
    const [host = '', port = ''] = (masters.apis[0] ?? '').split(':');
    const { certificate, key } = masters.administrator;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host,
          port,
          path: where,
          method,
          ca: masters.authority.certificate,
          cert: certificate,
          key,
          headers: { 'content-type': type, 'user-agent': agent },
        },
        (response) => {
          let text = '';
          response.on('data', (chunk) => (text += String(chunk)));
          response.once('end', () => {
            const answered: unknown = parse(text);
            resolve({ code: response.statusCode, text, said: saidIn(answered), body: answered });
          });
          response.once('error', reject);
        },
      );
      sent.once('error', reject);
      sent.end(body);
    });
  }
  const maps = '/api/v1/namespaces/default/configmaps/raw';

  it('answers as Kubernetes does: its codes, its words, its managers', async () => {
    const map = (a: string): string =>
      `{apiVersion: v1, kind: ConfigMap, metadata: {name: raw}, data: {a: "${a}"}}`;
    const nobody = await send('PATCH', maps, map('1'));
    assert.deepEqual([nobody.code, nobody.said], [422, 'Invalid']);
    assert.match(nobody.text, /fieldManager: Required value: is required for apply patch/);
    const dry = await send('PATCH', `${maps}?fieldManager=one&dryRun=All`, map('1'));
    assert.deepEqual([dry.code, dry.said], [201, ['one Apply  v1']]);
    const made = await send('PATCH', `${maps}?fieldManager=one`, map('1'));
    assert.deepEqual([made.code, made.said], [201, ['one Apply  v1']]);
    const again = await send('PATCH', `${maps}?fieldManager=one`, JSON.stringify(parse(map('1'))));
    assert.equal(again.code, 200);
    assert.deepEqual(again.body, made.body);
    const refused = await send('PATCH', `${maps}?fieldManager=two`, map('2'));
    assert.deepEqual([refused.code, refused.said], [409, 'Conflict']);
    assert.match(
      refused.text,
      /"causes":\[\{"reason":"FieldManagerConflict","message":"conflict with \\"one\\"","field":"\.data\.a"\}\]/,
    );
    assert.equal((await send('PATCH', `${maps}?fieldManager=two&force=true`, map('2'))).code, 200);
    const merge = 'application/merge-patch+json';
    const forced = await send('PATCH', `${maps}?force=true`, '{}', merge);
    assert.match(forced.text, /force: Forbidden: may not be specified for non-apply patch/);
    const patched = await send('PATCH', maps, '{"data":{"b":"1"}}', merge);
    assert.deepEqual(patched.said, ['two Apply  v1', 'probe Update  v1']);
    const put = await send('PUT', `${maps}?fieldManager=me`, map('3'), 'application/yaml');
    assert.deepEqual(put.said, ['me Update  v1']);
    const unknown = await send(
      'PATCH',
      `${maps}?fieldManager=two&fieldValidation=Ignore`,
      map('3').replace('data', 'date'),
    );
    assert.equal(unknown.code, 400);
    const other = await send('PATCH', `${maps}?fieldManager=two`, map('3').replace('raw', 'another'));
    assert.equal(other.code, 400);
  });

  it('keeps the status apart, and converts older versions', async () => {
    const where = '/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers/web';
    const scaler = (more: string): string =>
      `{apiVersion: autoscaling/v1, kind: HorizontalPodAutoscaler, metadata: {name: web}, ${more}}`;
    const spec =
      'spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}, maxReplicas: 3, targetCPUUtilizationPercentage: 50}';
    const made = await send('PATCH', `${where}?fieldManager=one`, scaler(spec));
    assert.deepEqual([made.code, made.said], [201, ['one Apply  autoscaling/v2']], made.text);
    assert.match(made.text, /"targetCPUUtilizationPercentage":50/);
    const less = await send('PATCH', `${where}?fieldManager=two`, scaler('spec: {maxReplicas: 4}'));
    assert.deepEqual([less.code, less.said], [409, 'Conflict'], less.text);
    const status = 'status: {currentReplicas: 1, desiredReplicas: 1}';
    const reported = await send('PATCH', `${where}/status?fieldManager=three`, scaler(status));
    assert.equal(reported.code, 200, reported.text);
    assert.deepEqual(reported.said, ['one Apply  autoscaling/v2', 'three Apply status autoscaling/v2']);
    const missing = await send(
      'PATCH',
      `${where}2/status?fieldManager=three`,
      scaler(status).replace('{name: web}', '{name: web2}'),
    );
    assert.equal(missing.code, 404);
  });
});
