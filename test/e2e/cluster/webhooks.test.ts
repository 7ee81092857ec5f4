// A webhook that is a pod behind a Service: masters reach it through its node, since nothing of the pods' network is
// reachable from them.
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { createAuthority, issueCertificate } from '#runtime/pki.ts';
import { bindingOf, policyOf, ruleOf } from '#kit/admission.ts';
import { TestCluster, until } from '#kit/cluster.ts';
import { webhookOf, webhooksOf } from '#kit/webhook-server.ts';

/** nginx as a webhook: it can't tell questions apart, and in v1beta1 an answer need not say which it answers. */
const nginx = `
worker_processes 1;
error_log stderr;
pid /tmp/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path /tmp/body; proxy_temp_path /tmp/proxy; fastcgi_temp_path /tmp/fastcgi;
  uwsgi_temp_path /tmp/uwsgi; scgi_temp_path /tmp/scgi;
  server {
    listen 8443 ssl;
    ssl_certificate /etc/hook/tls.crt;
    ssl_certificate_key /etc/hook/tls.key;
    default_type application/json;
    location /no { return 200 '{"response":{"allowed":false,"status":{"message":"nginx says no","code":403}}}'; }
    location /mark { return 200 '{"response":{"allowed":true,"patchType":"JSONPatch","patch":"PATCH"}}'; }
  }
}
`;

describe('a webhook in a pod', function () {
  this.timeout(180_000);
  let cluster: TestCluster;
  let caBundle = '';

  before(async () => {
    cluster = await TestCluster.up('e2ewebhook', { masters: 1, nodes: 1 });
    const authority = await createAuthority('webhooks');
    const { certificate, key } = await issueCertificate(authority, {
      name: 'hook',
      groups: [],
      hosts: ['hook.default.svc', 'outside.default.svc'],
      days: 1,
    });
    caBundle = Buffer.from(authority.certificate).toString('base64');
    const patch = Buffer.from(
      JSON.stringify([{ op: 'add', path: '/metadata/labels', value: { marked: 'yes' } }]),
    );
    const config = nginx.replace('PATCH', patch.toString('base64'));
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'hook' },
      stringData: { 'tls.crt': certificate, 'tls.key': key, 'nginx.conf': config },
    });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'hook', labels: { app: 'hook' } },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: 'main',
            image: 'nginx:latest',
            command: ['nginx', '-c', '/etc/hook/nginx.conf', '-g', 'daemon off;'],
            readinessProbe: { tcpSocket: { port: 8443 }, periodSeconds: 1 },
            volumeMounts: [{ name: 'hook', mountPath: '/etc/hook' }],
          },
        ],
        volumes: [{ name: 'hook', secret: { secretName: 'hook' } }],
      },
    });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'hook' },
      spec: {
        type: 'NodePort',
        selector: { app: 'hook' },
        ports: [{ port: 443, targetPort: 8443, nodePort: 30443 }],
      },
    });
    await cluster.untilServing(1, { app: 'hook' });
  });
  after(async () => {
    await cluster.down();
  });

  const map = (name: string): object => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  const hook = (path: string, service = 'hook'): object =>
    webhookOf(
      'hook',
      { service: { namespace: 'default', name: service, path }, caBundle },
      ruleOf('configmaps'),
      {
        admissionReviewVersions: ['v1beta1'],
        timeoutSeconds: 20,
      },
    );

  /** Writes until the webhook refuses it; fails when it says something else. */
  async function refused(): Promise<void> {
    let said = '';
    await until(
      () => `the webhook refuses; it said ${said}`,
      async () => {
        try {
          await cluster.api.apply(map('refused'));
        } catch (error) {
          assert.ok(error instanceof OrcError);
          said = error.message;
        }
        return said.includes('denied');
      },
    );
    assert.equal(said, 'admission webhook "hook.example.com" denied the request: nginx says no');
  }

  it('refuses what a user writes', async () => {
    await cluster.api.apply(webhooksOf('ValidatingWebhookConfiguration', 'hook', hook('/no')));
    await refused();
  });

  it('is found outside, too, where the Endpoints of a Service without a selector say', async () => {
    const node = cluster.cluster.sandbox.members.find(({ role }) => role === 'node');
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'outside' },
      spec: { ports: [{ port: 443 }] },
    });
    await cluster.api.apply({
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name: 'outside' },
      subsets: [{ addresses: [{ ip: node?.address }], ports: [{ port: 30_443 }] }],
    });
    const outside = hook('/no', 'outside');
    await cluster.api.apply(webhooksOf('ValidatingWebhookConfiguration', 'hook', outside));
    await refused();
  });

  it('changes it', async () => {
    await cluster.api.apply(webhooksOf('ValidatingWebhookConfiguration', 'hook'));
    await cluster.api.apply(webhooksOf('MutatingWebhookConfiguration', 'hook', hook('/mark')));
    await cluster.api.apply(map('marked'));
    const found = (await cluster.api.list('ConfigMap')).find(({ metadata }) => metadata.name === 'marked');
    assert.deepEqual(found?.metadata.labels, { marked: 'yes' });
  });

  it('and a policy keep a deployment from making pods, on a real control thread', async () => {
    await cluster.api.apply(
      policyOf('images', ruleOf('pods'), 'object.spec.containers.all(c, c.image == "demo:v2")'),
    );
    await cluster.api.apply(bindingOf('images'));
    const labels = { app: 'web' };
    const web = (image: string): object => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [{ name: 'main', image }] } },
      },
    });
    await cluster.api.apply(web('demo:v1'));
    await until('the deployment says why it makes no pods', async () => {
      const { status } = await cluster.deployment('web');
      const failure = status?.conditions?.find(({ type }) => type === 'ReplicaFailure');
      return failure?.message?.includes(
        "ValidatingAdmissionPolicy 'images' with binding 'images' denied request",
      );
    });
    await cluster.api.apply(web('demo:v2'));
    await cluster.untilServing(2, labels);
  });
});
