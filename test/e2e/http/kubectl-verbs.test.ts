// Every kind that kubectl makes by name alone, and its verbs that the main suite does not go through.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'mocha';
import { execa } from 'execa';
import { createAuthority } from '#runtime/pki.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { until } from '#kit/cluster.ts';
import { kubectlKnows } from '#kit/kubectl.ts';

const node = {
  apiVersion: 'v1',
  kind: 'Node',
  metadata: { name: 'paper' },
  spec: {},
};
describe('kubectl’s other verbs', function () {
  this.timeout(240_000);
  let masters: TestMasters;
  let folder: string;

  before(async () => {
    masters = await TestMasters.up(1);
    folder = mkdtempSync(path.join(tmpdir(), 'orc-verbs-'));
    const { certificate, key } = await createAuthority('web');
    writeFileSync(path.join(folder, 'tls.crt'), certificate);
    writeFileSync(path.join(folder, 'tls.key'), key);
    writeFileSync(path.join(folder, 'node.json'), JSON.stringify(node));
    writeFileSync(path.join(folder, 'editor'), '#!/bin/sh\nsed -i "s/color: blue/color: green/" "$1"\n');
    chmodSync(path.join(folder, 'editor'), 0o755);
  });
  after(async () => {
    await masters[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
  });

  async function kubectl(args: readonly string[], code = 0, input = ''): Promise<string> {
    const ran = await execa('kubectl', ['--kubeconfig', masters.kubeconfig, ...args], {
      cwd: folder,
      env: { HOME: folder, KUBE_EDITOR: path.join(folder, 'editor') },
      reject: false,
      input,
      all: true,
      timeout: 60_000,
    });
    assert.equal(ran.exitCode, code, `kubectl ${args.join(' ')}: ${ran.all}`);
    return ran.all;
  }

  const made: readonly (readonly [string, readonly string[]])[] = [
    [
      'clusterrole.rbac.authorization.k8s.io/reader',
      ['clusterrole', 'reader', '--verb=get,list', '--resource=pods'],
    ],
    [
      'clusterrolebinding.rbac.authorization.k8s.io/readers',
      ['clusterrolebinding', 'readers', '--clusterrole=reader', '--user=ann'],
    ],
    ['configmap/settings', ['configmap', 'settings', '--from-literal=color=blue']],
    ['cronjob.batch/nightly', ['cronjob', 'nightly', '--image=a:1', '--schedule=0 1 * * *']],
    ['deployment.apps/web', ['deployment', 'web', '--image=a:1']],
    ['job.batch/once', ['job', 'once', '--image=a:1', '--', 'true']],
    ['namespace/team', ['namespace', 'team']],
    [
      'poddisruptionbudget.policy/keep',
      ['poddisruptionbudget', 'keep', '--selector=app=web', '--min-available=1'],
    ],
    [
      'priorityclass.scheduling.k8s.io/high',
      ['priorityclass', 'high', '--value=1000', '--description=first'],
    ],
    ['resourcequota/most', ['quota', 'most', '--hard=pods=10,cpu=4']],
    ['role.rbac.authorization.k8s.io/writer', ['role', 'writer', '--verb=create', '--resource=configmaps']],
    [
      'rolebinding.rbac.authorization.k8s.io/writers',
      ['rolebinding', 'writers', '--role=writer', '--group=developers'],
    ],
    [
      'secret/registry',
      [
        'secret',
        'docker-registry',
        'registry',
        '--docker-server=r.example',
        '--docker-username=u',
        '--docker-password=p',
      ],
    ],
    ['secret/plain', ['secret', 'generic', 'plain', '--from-literal=k=v']],
    ['secret/web-tls', ['secret', 'tls', 'web-tls', '--cert=tls.crt', '--key=tls.key']],
    ['service/inside', ['service', 'clusterip', 'inside', '--tcp=80:8080']],
    ['service/outside', ['service', 'nodeport', 'outside', '--tcp=80']],
    ['serviceaccount/robot', ['serviceaccount', 'robot']],
    ['ingress.networking.k8s.io/front', ['ingress', 'front', '--rule=example.com/*=web:80']],
  ];
  for (const [name, words] of made)
    it(`create ${words[0]}${words[0] === 'secret' || words[0] === 'service' ? ` ${words[1]}` : ''}`, async () => {
      // Older ones can't make all of these by name.
      if (!(await kubectlKnows('create', words[0] ?? ''))) assert.match(words[0] ?? '', /^ingress$/);
      else {
        assert.match(await kubectl(['create', ...words]), new RegExp(`^${name} created`, 'm'));
        assert.match(await kubectl(['get', ...name.split('/'), '-o', 'name']), new RegExp(name));
        assert.match(await kubectl(['create', ...words], 1), /AlreadyExists|already exists/);
      }
    });

  it('edit', async () => {
    assert.match(await kubectl(['edit', 'configmap', 'settings']), /configmap\/settings edited/);
    assert.equal(await kubectl(['get', 'cm', 'settings', '-o', 'jsonpath={.data.color}']), 'green');
  });

  it('autoscale, and set of resources, variables, a selector and a service account', async () => {
    await kubectl(['autoscale', 'deployment', 'web', '--min=1', '--max=3', '--cpu-percent=50']);
    assert.match(await kubectl(['get', 'hpa', 'web']), /Deployment\/web/);
    await kubectl(['set', 'resources', 'deployment', 'web', '--limits=cpu=200m,memory=64Mi']);
    await kubectl(['set', 'env', 'deployment/web', 'MODE=fast']);
    await kubectl(['set', 'serviceaccount', 'deployment', 'web', 'robot']);
    await kubectl(['set', 'selector', 'service', 'inside', 'app=web']);
    const spec = await kubectl(['get', 'deploy', 'web', '-o', 'jsonpath={.spec.template.spec}']);
    assert.match(spec, /"cpu":"200m"/);
    assert.match(spec, /"MODE"/);
    assert.match(spec, /"serviceAccountName":"robot"/);
    assert.equal(await kubectl(['get', 'svc', 'inside', '-o', 'jsonpath={.spec.selector.app}']), 'web');
  });

  it('cordon, uncordon, taint', async () => {
    await kubectl(['create', '-f', 'node.json']);
    assert.match(await kubectl(['cordon', 'paper']), /node\/paper cordoned/);
    assert.match(
      await kubectl(['get', 'nodes']),
      /paper +NotReady,SchedulingDisabled|paper +Unknown,SchedulingDisabled/,
    );
    assert.match(await kubectl(['uncordon', 'paper']), /node\/paper uncordoned/);
    assert.match(await kubectl(['taint', 'node', 'paper', 'dedicated=db:NoSchedule']), /node\/paper tainted/);
    assert.match(await kubectl(['get', 'node', 'paper', '-o', 'jsonpath={.spec.taints}']), /"dedicated"/);
    assert.match(await kubectl(['taint', 'node', 'paper', 'dedicated-']), /node\/paper untainted/);
    assert.match(await kubectl(['delete', 'node', 'paper']), /node "paper" deleted/);
  });

  it('proxy', async () => {
    const proxy = execa('kubectl', ['--kubeconfig', masters.kubeconfig, 'proxy', '--port=0'], {
      env: { HOME: folder },
      reject: false,
    });
    let said = '';
    proxy.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await until('it listens', async () => Promise.resolve(/serve on (\S+)/.test(said)));
    const address = /serve on (\S+)/.exec(said)?.[1] ?? '';
    const answer = await fetch(`http://${address}/api/v1/namespaces/default/configmaps/settings`);
    assert.equal(answer.status, 200);
    assert.match(await answer.text(), /"color":"green"/);
    proxy.kill('SIGTERM');
    await proxy;
  });

  it('delete, in all its forms', async () => {
    await kubectl(['delete', 'configmap/settings', 'secret/plain']);
    await kubectl(['delete', 'job,cronjob', '--all', '--cascade=foreground']).catch(async () =>
      kubectl(['delete', 'job,cronjob', '--all']),
    );
    await kubectl(['delete', 'clusterrole', 'reader', '--ignore-not-found']);
    assert.match(await kubectl(['delete', 'clusterrole', 'reader', '--ignore-not-found']), /^$/);
    await kubectl(['delete', 'svc', 'inside', '--wait=false']);
    await kubectl(['delete', 'deploy', 'web', '--now']);
    await kubectl(['delete', '--raw', '/api/v1/namespaces/default/services/outside']);
    assert.match(await kubectl(['get', 'svc', '-o', 'name']), /^(service\/kubernetes)?$/);
  });
});
