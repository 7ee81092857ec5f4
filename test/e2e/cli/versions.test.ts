// The command and kinds in several versions, between which a webhook converts: what is shown, followed, waited for and
// changed is in the version that a word names.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { execa } from 'execa';
import { after, before, describe, it } from 'mocha';
import type { JsonObject } from '#kernel/model/json.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { until } from '#kit/cluster.ts';
import { backup, backupDefinition, convertedBy, renamed } from '#kit/custom.ts';
import { WebhookServer } from '#kit/webhook-server.ts';

const program = path.join(import.meta.dirname, '../../../orc');
const [v1, v2] = ['backups.v1.example.com', 'backups.v2.example.com'];

describe('the command and versions of kinds', function () {
  this.timeout(120_000);
  let masters: TestMasters;
  let server: WebhookServer;

  before(async () => {
    server = await WebhookServer.up();
    server.behaviours.set('/convert', renamed);
    masters = await TestMasters.up(1);
    await apply(backupDefinition(convertedBy(server.at('/convert'))));
    await apply(backup('b', 'v1', { cron: 'hourly', keep: 2 }));
    await apply(backup('a', 'v2', { schedule: 'daily', keep: 3 }));
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  async function succeeds(...words: string[]): Promise<string> {
    const { code, stdout, stderr } = await masters.orc(words);
    assert.equal(code, 0, `orc ${words.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** The file that an object was written into. */
  function given(object: JsonObject): string {
    const file = path.join(masters.folder, 'object.json');
    writeFileSync(file, JSON.stringify(object));
    return file;
  }
  const apply = (object: JsonObject): Promise<string> => succeeds('apply', '-f', given(object));

  async function failsWith(pattern: RegExp, ...words: string[]): Promise<void> {
    const { code, stderr } = await masters.orc(words);
    assert.equal(code, 1, `orc ${words.join(' ')} should fail`);
    assert.match(stderr, pattern);
  }

  it('shows each with its own columns, one by one and together', async () => {
    assert.equal(await succeeds('get', v1), 'NAME   CRON\na      daily\nb      hourly\n');
    assert.equal(await succeeds('get', v2), 'NAME   SCHEDULE\na      daily\nb      hourly\n');
    assert.equal(await succeeds('get', `${v2}/b`), 'NAME   SCHEDULE\nb      hourly\n');
    assert.equal(
      await succeeds('get', `${v1}/a`, `${v2}/a`),
      'NAME                   CRON\nbackup.example.com/a   daily\n\nNAME                   SCHEDULE\nbackup.example.com/a   daily\n',
    );
    assert.equal(await succeeds('get', 'backups'), await succeeds('get', v1));
  });

  it('writes each in every form', async () => {
    const shown = '{.apiVersion} {.spec.cron}{.spec.schedule}';
    assert.equal(await succeeds('get', v1, 'a', '-o', `jsonpath=${shown}`), 'example.com/v1 daily\n');
    assert.equal(await succeeds('get', v2, 'a', '-o', `jsonpath=${shown}`), 'example.com/v2 daily\n');
    assert.match(
      await succeeds('get', v2, 'a', '-o', 'yaml'),
      /^apiVersion: example\.com\/v2\nkind: Backup\n[^]*\nspec:\n {2}keep: 3\n {2}schedule: daily\n$/,
    );
    assert.match(await succeeds('get', v1, 'a', '-o', 'json'), /"spec": \{\s+"cron": "daily",/);
    assert.equal(
      await succeeds('get', v2, '-o', 'jsonpath={.items[*].apiVersion} {.items[*].spec}'),
      'example.com/v2 example.com/v2 {"keep":3,"schedule":"daily"} {"keep":2,"schedule":"hourly"}\n',
    );
    const sorted = ['--sort-by=.spec.schedule', '-o', 'wide', '--no-headers'];
    assert.equal(await succeeds('get', v2, ...sorted), 'a   daily\nb   hourly\n');
    assert.equal(await succeeds('get', v2, 'a', '-o', 'name'), 'backup.example.com/a\n');
    assert.match(
      await succeeds('describe', v2, 'a'),
      /API Version: +example\.com\/v2\nKind: +Backup\n[^]*\n {2}schedule: daily/,
    );
    assert.match(await succeeds('describe', v1), /\n {2}cron: daily[^]*\n {2}cron: hourly/);
  });

  it('selects by the fields of each', async () => {
    assert.match(
      await succeeds('get', v2, '--field-selector=spec.schedule=hourly', '-o', 'name'),
      /^\S+\/b\n$/,
    );
    await failsWith(/field label not supported: spec\.cron/, 'get', v2, '--field-selector=spec.cron=hourly');
  });

  it('explains each', async () => {
    const explained = await succeeds('explain', 'backup.spec', '--api-version=example.com/v2');
    assert.match(explained, /VERSION: +v2\n[^]* {2}schedule\t<string>/);
    assert.match(await succeeds('explain', 'backup.spec', '--api-version', 'example.com/v1'), /  cron\t/);
    assert.match(await succeeds('explain', 'pods', '--api-version=v1'), /^KIND: +Pod\n/);
    await failsWith(
      /Backup is not served in version "v3"; use backups\.v1\.example\.com or backups\.v2\.example\.com\n$/,
      'explain',
      'backup',
      '--api-version=example.com/v3',
    );
  });

  it('follows and waits in each, and changes it in the other', async () => {
    const child = masters.spawnOrc(['get', v2, '-w', '--output-watch-events']);
    const waiting = masters.spawnOrc(['wait', `${v2}/a`, '--for=jsonpath={.spec.schedule}=weekly']);
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    const hears = (pattern: RegExp): Promise<unknown> =>
      until(
        () => `the watch to tell of ${pattern.source} after ${seen}`,
        async () => pattern.test(seen),
      );
    await hears(/^EVENT +NAME +SCHEDULE\nADDED +a +daily\nADDED +b +hourly\n/);
    const met = once(waiting, 'exit');
    await succeeds('patch', v1, 'a', '-p', '{"spec":{"cron":"weekly"}}');
    await hears(/MODIFIED +a +weekly\n/);
    assert.deepEqual(await met, [0, null]);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  });

  it('changes in the version that is named', async () => {
    assert.match(await succeeds('patch', v2, 'a', '-p', 'spec: {schedule: monthly}'), /a patched\n$/);
    assert.match(await succeeds('scale', `${v2}/a`, '--replicas=4'), /scaled/);
    assert.match(await succeeds('scale', `${v2}/a`, '--replicas=5', '--current-replicas=4'), /scaled/);
    const edited = await execa(program, ['edit', v2, 'a'], {
      env: { ORCCONFIG: masters.kubeconfig, KUBE_EDITOR: 'sed -i s/monthly/yearly/' },
    });
    assert.equal(edited.stdout, 'backup.example.com/a edited');
    assert.equal(
      await succeeds('get', v1, 'a', '-o', 'jsonpath={.spec.cron} {.spec.replicas}'),
      'yearly 5\n',
    );
    assert.equal(await succeeds('label', `${v2}/a`, 'tier=back'), 'backup.example.com/a labeled\n');
  });

  it('refuses versions that are not served, and says which are', async () => {
    const said =
      /^error: "backups\.v3\.example\.com": Backup is not served in version "v3"; use backups\.v1\.example\.com or backups\.v2\.example\.com\n$/;
    const word = 'backups.v3.example.com';
    await failsWith(said, 'get', word);
    await failsWith(said, 'get', `${word}/a`, '-o', 'yaml');
    await failsWith(said, 'describe', word, 'a');
    await failsWith(said, 'edit', word, 'a');
    await failsWith(said, 'wait', word, '--all', '--for=delete');
    await failsWith(said, 'delete', word, '--all');
    await failsWith(/use deployments\.v1\.apps\n$/, 'get', 'deployments.v9.apps');
    await failsWith(
      /use cronjobs\.v1\.batch or cronjobs\.v1beta1\.batch\n$/,
      'get',
      'cronjobs.v2beta1.batch',
    );
    assert.equal(await succeeds('get', 'namespaces.v1', 'default', '-o', 'name'), 'namespace/default\n');
  });

  it('shows built-in kinds in the older versions that kubectl shows, and changes them', async () => {
    const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
    const target = { type: 'Utilization', averageUtilization: 70 };
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', target } }];
    await apply({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: { scaleTargetRef, maxReplicas: 3, metrics },
    });
    const backend = { service: { name: 'web', port: { number: 80 } } };
    await apply({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'web' },
      spec: { defaultBackend: backend },
    });
    const [v1, beta] = ['hpa.v1.autoscaling', 'ingresses.v1beta1.extensions'];
    assert.match(await succeeds('get', v1), /^NAME +REFERENCE +TARGETS[^]*\nweb +Deployment\/web/);
    const shown = '{.apiVersion} {.spec.targetCPUUtilizationPercentage}';
    assert.equal(await succeeds('get', v1, 'web', '-o', `jsonpath=${shown}`), 'autoscaling/v1 70\n');
    assert.equal(
      await succeeds('get', `${v1}/web`, `${beta}/web`, '-o', 'jsonpath={.items[*].apiVersion}'),
      'autoscaling/v1 extensions/v1beta1\n',
    );
    assert.match(
      await succeeds('get', beta, '-o', 'yaml'),
      /apiVersion: extensions\/v1beta1\n {2}kind: Ingress\n[^]*serviceName: web\n +servicePort: 80\n/,
    );
    const sorted = ['--sort-by=.spec.targetCPUUtilizationPercentage', '-o', 'name'];
    assert.match(await succeeds('get', v1, ...sorted), /\/web\n$/);
    assert.match(
      await succeeds('describe', v1, 'web'),
      /API Version: +autoscaling\/v1\n[^]*targetCPUUtilizationPercentage: 70/,
    );
    assert.match(await succeeds('describe', beta, 'w'), /API Version: +extensions\/v1beta1\n/);
    const child = masters.spawnOrc(['get', v1, '-w', '-o', `jsonpath=${shown}`]);
    const waiting = masters.spawnOrc([
      'wait',
      `${v1}/web`,
      '--for=jsonpath={.spec.targetCPUUtilizationPercentage}=80',
    ]);
    let seen = '';
    child.stdout?.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    const hears = (text: string): Promise<unknown> =>
      until(
        () => `the watch to tell of ${text} after ${seen}`,
        async () => seen.includes(text),
      );
    await hears('autoscaling/v1 70\n');
    const met = once(waiting, 'exit');
    await succeeds('patch', v1, 'web', '-p', '{"spec":{"targetCPUUtilizationPercentage":80}}');
    await hears('autoscaling/v1 80\n');
    assert.deepEqual(await met, [0, null]);
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
    const edited = await execa(program, ['edit', v1, 'web'], {
      env: {
        ORCCONFIG: masters.kubeconfig,
        KUBE_EDITOR: 'sed -i "s/Percentage: 80/Percentage: 90/"',
      },
    });
    assert.equal(edited.stdout, 'horizontalpodautoscaler.autoscaling/web edited');
    assert.equal(await succeeds('get', v1, 'web', '-o', `jsonpath=${shown}`), 'autoscaling/v1 90\n');
    assert.match(
      await succeeds('explain', 'cronjob.spec', '--api-version=batch/v1beta1'),
      /^GROUP: +batch\nKIND: +CronJob\nVERSION: +v1beta1\n/,
    );
    await failsWith(
      /orc explains HorizontalPodAutoscaler in autoscaling\/v2 alone: explain horizontalpodautoscalers\.v2\.autoscaling, or/,
      'explain',
      'hpa',
      '--api-version=autoscaling/v1',
    );
    assert.match(await succeeds('delete', `${v1}/web`), /"web" deleted/);
    assert.match(await succeeds('delete', beta, '--all'), /"web" deleted/);
  });

  it('takes manifests in the older versions of built-in kinds', async () => {
    const beta = (servicePort: number): JsonObject => ({
      apiVersion: 'extensions/v1beta1',
      kind: 'Ingress',
      metadata: { name: 'old' },
      spec: { backend: { serviceName: 'web', servicePort } },
    });
    const port = '{.apiVersion} {.spec.defaultBackend.service.port.number}';
    assert.equal(await apply(beta(80)), 'ingress.networking.k8s.io/old created\n');
    assert.equal(await apply(beta(80)), 'ingress.networking.k8s.io/old unchanged\n');
    assert.equal(await succeeds('diff', '-f', given(beta(80))), '');
    assert.equal(await apply(beta(81)), 'ingress.networking.k8s.io/old configured\n');
    const shown = ['get', 'ingress', 'old', '-o', `jsonpath=${port}`];
    assert.equal(await succeeds(...shown), 'networking.k8s.io/v1 81\n');
    const serverSide = ['apply', '--server-side', '--force-conflicts', '-f', given(beta(82))];
    assert.match(await succeeds(...serverSide), /old serverside-applied\n$/);
    assert.equal(await succeeds(...shown), 'networking.k8s.io/v1 82\n');
    assert.match(await succeeds('replace', '-f', given(beta(83))), /old replaced\n$/);
    // The masters themselves take them too, from who sends JSON.
    await using client = masters.client();
    const json = (value: JsonObject) => ({
      apiVersion: '',
      kind: '',
      raw: new Uint8Array(),
      json: Buffer.from(JSON.stringify(value)),
    });
    const metadata = { name: 'direct', namespace: 'default' };
    await client.commit([{ create: { object: json({ ...beta(84), metadata }) } }]);
    assert.equal(
      await succeeds('get', 'ingress', 'direct', '-o', `jsonpath=${port}`),
      'networking.k8s.io/v1 84\n',
    );
    const wrong = { ...beta(80), spec: { backend: { serviceName: 'web', servicePort: {} } } };
    await failsWith(
      /object\.json: Ingress\.networking\.k8s\.io "old" is invalid: .*service/,
      'apply',
      '-f',
      given(wrong),
    );
    await failsWith(
      /apiVersion: no kind "Ingress" in version "extensions\/v9"; use "networking\.k8s\.io\/v1"/,
      'apply',
      '-f',
      given({ ...beta(80), apiVersion: 'extensions/v9' }),
    );
    assert.match(await succeeds('delete', '-f', given(beta(80))), /"old" deleted/);
    assert.match(await succeeds('delete', 'ingress', 'direct'), /"direct" deleted/);
  });

  it('compares in the version of a manifest', async () => {
    const b = (schedule: string): string => given(backup('b', 'v2', { schedule, keep: 2 }));
    assert.equal(await succeeds('diff', '-f', b('hourly')), '');
    const { code, stdout } = await masters.orc(['diff', '-f', b('never')]);
    assert.equal(code, 1);
    assert.match(stdout, /^- {2}schedule: hourly\n\+ {2}schedule: never\n/m);
  });

  it('shows what was stored before its kind moved on in the version that is stored now', async () => {
    const conversion = convertedBy(server.at('/convert'));
    await apply(backupDefinition(conversion, 'v2'));
    const shown = await succeeds('get', 'backups', 'b', '-o', 'jsonpath={.apiVersion} {.spec.schedule}');
    assert.equal(shown, 'example.com/v2 hourly\n');
    assert.match(await succeeds('get', 'backups'), /^NAME +SCHEDULE\na +\w+\nb +hourly\n$/);
    assert.match(await succeeds('get', 'backups/b'), /^NAME +SCHEDULE\nb +hourly\n$/);
    assert.match(await succeeds('describe', 'backup', 'b'), /\n {2}schedule: hourly/);
    await apply(backupDefinition(conversion));
  });

  it('says why what nobody converts is not shown, and deletes it all the same', async () => {
    await apply(backupDefinition(convertedBy(server.at('/broken'))));
    await failsWith(/conversion webhook for example\.com\/v1, Kind=Backup failed: .*503/, 'get', v2);
    assert.match(await succeeds('get', v1, '-o', 'name'), /^\S+\/a\n\S+\/b\n$/);
    assert.match(await succeeds('delete', v2, 'b'), /^backup\.example\.com "b" deleted/);
    assert.match(await succeeds('delete', v2, '-l', 'tier=back'), /^backup\.example\.com "a" deleted/);
    await apply(backupDefinition(convertedBy(server.at('/convert'))));
    await apply(backup('c', 'v2', { schedule: 'never' }));
    assert.match(await succeeds('delete', v2, '--field-selector=spec.schedule=never'), /"c" deleted/);
  });
});
