// Webhooks of admission on a real master, asked over real connections: what they are sent, what their answers do, and
// what holds when they do not answer.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, afterEach, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';
import type { OrcClient } from '#client/client.ts';
import { ruleOf } from '#kit/admission.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { deploymentOf, manifestOf } from '#kit/control.ts';
import { WebhookServer, labelled, patchOf, webhookOf, webhooksOf } from '#kit/webhook-server.ts';

const mutating = 'MutatingWebhookConfiguration';
const validating = 'ValidatingWebhookConfiguration';
const maps = ruleOf('configmaps', { operations: ['CREATE', 'UPDATE', 'DELETE'] });

function configMap(name: string, more: object = {}): object {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default' }, ...more };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  let found = value;
  for (const name of path) found = isJsonObject(found) ? found[name] : undefined;
  return found;
}

describe('webhooks of admission', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  let server: WebhookServer;
  let client: OrcClient;
  let configurations: string[] = [];
  before(async () => {
    [masters, server] = await Promise.all([TestMasters.up(1), WebhookServer.up()]);
    client = masters.client();
  });
  afterEach(async () => {
    server.behaviours.clear();
    server.release();
    for (const each of configurations) {
      const [kind = '', name = ''] = each.split('/');
      const key = { group: 'admissionregistration.k8s.io', kind, namespace: '', name };
      await client.commit([{ delete: { key, uid: '', propagation: '', ignoreMissing: true } }]);
    }
    configurations = [];
    server.questions.length = 0;
  });
  after(async () => {
    client[Symbol.dispose]();
    await masters[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  async function kubectl(
    args: readonly string[],
    input?: object,
  ): Promise<{ readonly code: number | null; readonly out: string; readonly errors: string }> {
    const child = spawn('kubectl', ['--kubeconfig', masters.kubeconfig, ...args]);
    let out = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdin.end(input === undefined ? '' : JSON.stringify(input));
    await once(child, 'close');
    return { code: child.exitCode, out, errors };
  }
  async function register(
    kind: typeof mutating | typeof validating,
    name: string,
    ...hooks: object[]
  ): Promise<void> {
    await client.commit([{ apply: { object: manifestOf(webhooksOf(kind, name, ...hooks)) } }]);
    configurations.push(`${kind}/${name}`);
  }
  const make = (object: object) => client.commit([{ create: { object: manifestOf(object) } }]);
  async function refused(made: Promise<unknown>): Promise<OrcError> {
    try {
      await made;
    } catch (error) {
      assert.ok(error instanceof OrcError, String(error));
      return error;
    }
    return assert.fail('nothing was refused');
  }
  async function shown(kind: string, name: string): Promise<JsonObject> {
    const { code, out, errors } = await kubectl(['get', kind, name, '-o', 'json']);
    assert.equal(code, 0, errors);
    const json: unknown = JSON.parse(out);
    assert.ok(isJsonObject(json));
    return json;
  }

  describe('are asked', () => {
    it('what Kubernetes asks, over connections that are kept', async () => {
      await register(validating, 'all', webhookOf('all', server.at('/ask'), maps));
      await make(configMap('asked', { data: { a: 'b' } }));
      const [first] = server.questions;
      assert.ok(first !== undefined);
      assert.deepEqual(
        [first.review['apiVersion'], first.review['kind']],
        ['admission.k8s.io/v1', 'AdmissionReview'],
      );
      const { uid, object, userInfo, ...rest } = first.request;
      assert.match(String(uid), /^[0-9a-f-]{36}$/);
      assert.deepEqual(rest, {
        kind: { group: '', version: 'v1', kind: 'ConfigMap' },
        resource: { group: '', version: 'v1', resource: 'configmaps' },
        requestKind: { group: '', version: 'v1', kind: 'ConfigMap' },
        requestResource: { group: '', version: 'v1', resource: 'configmaps' },
        name: 'asked',
        namespace: 'default',
        operation: 'CREATE',
        oldObject: null,
        dryRun: false,
        options: { apiVersion: 'meta.k8s.io/v1', kind: 'CreateOptions', fieldManager: 'orc' },
      });
      assert.equal(at(userInfo, 'username'), 'ann');
      assert.deepEqual(at(object, 'data'), { a: 'b' });
      const applied = await kubectl(['apply', '-f', '-'], configMap('asked', { data: { a: 'c' } }));
      assert.equal(applied.code, 0, applied.errors);
      const deleted = await kubectl(['delete', 'configmap', 'asked']);
      assert.equal(deleted.code, 0, deleted.errors);
      const [update, removal] = server.questions.slice(1);
      assert.equal(update?.request['operation'], 'UPDATE');
      assert.deepEqual(
        [at(update.request, 'object', 'data'), at(update.request, 'oldObject', 'data')],
        [{ a: 'c' }, { a: 'b' }],
      );
      assert.equal(removal?.request['operation'], 'DELETE');
      assert.deepEqual(
        [removal.request['object'], at(removal.request, 'oldObject', 'data')],
        [null, { a: 'c' }],
      );
      assert.deepEqual(new Set(server.questions.map(({ connection }) => connection)).size, 1);
    });

    it('about what they match and nothing else, never about webhooks and policies', async () => {
      const conditions = [{ name: 'big', expression: "object.metadata.name.startsWith('big')" }];
      const selected = { matchLabels: { ask: 'yes' } };
      await register(
        validating,
        'some',
        webhookOf('names', server.at('/names'), maps, { matchConditions: conditions }),
        webhookOf('labels', server.at('/labels'), maps, { objectSelector: selected }),
        webhookOf('elsewhere', server.at('/far'), maps, { namespaceSelector: selected }),
        webhookOf(
          'everything',
          server.at('/everything'),
          ruleOf('*/*', { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'] }),
        ),
      );
      await make(configMap('big-1'));
      await make({
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: 'small', namespace: 'default', labels: { ask: 'yes' } },
      });
      await register(validating, 'more', webhookOf('more', server.at('/more'), ruleOf('nothings')));
      assert.deepEqual(
        server.questions.map(({ path, request }) => `${path} ${String(request['name'])}`).toSorted(),
        ['/everything big-1', '/everything small', '/labels small', '/names big-1'],
      );
    });

    it('in v1beta1 where that is what they like best, and see Secrets as they are', async () => {
      const old = { admissionReviewVersions: ['v1beta1', 'v1'] };
      await register(validating, 'old', webhookOf('old', server.at('/old'), ruleOf('secrets'), old));
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 's', namespace: 'default' },
        stringData: { a: 'b' },
      };
      await make(secret);
      const [asked] = server.questions;
      assert.equal(asked?.review['apiVersion'], 'admission.k8s.io/v1beta1');
      assert.deepEqual(at(asked.request, 'object', 'data'), { a: Buffer.from('b').toString('base64') });
    });

    it('again, about what has become of it, when a change meets another', async () => {
      const set = (data: object): Promise<unknown> =>
        client.commit([
          {
            patch: {
              key: { group: '', kind: 'ConfigMap', namespace: 'default', name: 'raced' },
              mergePatch: new TextEncoder().encode(JSON.stringify({ data })),
              status: false,
            },
          },
        ]);
      await make(configMap('raced'));
      await register(validating, 'race', webhookOf('race', server.at('/race'), maps));
      server.behaviours.set('/race', async () => {
        server.behaviours.clear();
        await set({ other: 'yes' });
        return {};
      });
      await set({ mine: 'yes' });
      assert.deepEqual(
        server.questions.map(({ request }) => at(request, 'object', 'data')),
        [{ mine: 'yes' }, { other: 'yes' }, { mine: 'yes', other: 'yes' }],
      );
      assert.deepEqual(at(await shown('configmap', 'raced'), 'data'), { mine: 'yes', other: 'yes' });
    });

    it('about dry runs, which say so, and change nothing', async () => {
      await register(
        validating,
        'dry',
        webhookOf('dry', server.at('/dry'), maps, { sideEffects: 'NoneOnDryRun' }),
      );
      const { code, errors } = await kubectl(['create', '--dry-run=server', '-f', '-'], configMap('never'));
      assert.equal(code, 0, errors);
      assert.deepEqual(
        server.questions.map(({ request }) => request['dryRun']),
        [true],
      );
      assert.match((await kubectl(['get', 'configmap', 'never'])).errors, /NotFound/);
    });
  });

  describe('refuse', () => {
    it('in the words of Kubernetes, over both faces', async () => {
      await register(validating, 'no', webhookOf('no', server.at('/no'), maps));
      server.behaviours.set('/no', () => ({
        allowed: false,
        status: { message: 'not on my watch', code: 403, reason: 'Forbidden' },
      }));
      const words = 'admission webhook "no.example.com" denied the request: not on my watch';
      const said = await refused(make(configMap('x')));
      assert.deepEqual([said.code, said.message], ['Forbidden', words]);
      const { code, errors } = await kubectl(['create', '-f', '-'], configMap('x'));
      assert.equal(code, 1);
      assert.equal(errors, `Error from server (Forbidden): error when creating "STDIN": ${words}\n`);
      server.behaviours.set('/no', () => ({ allowed: false }));
      const bare = await kubectl(['create', '-f', '-'], configMap('x'));
      assert.equal(
        bare.errors,
        'Error from server: error when creating "STDIN": admission webhook "no.example.com" denied the request without explanation\n',
      );
    });

    it('and warn, whether they refuse or not', async () => {
      await register(validating, 'warns', webhookOf('warns', server.at('/warns'), maps));
      server.behaviours.set('/warns', () => ({ warnings: ['mind the gap'] }));
      const { code, errors } = await kubectl(['create', '-f', '-'], configMap('warned'));
      assert.equal(code, 0, errors);
      assert.ok(errors.includes('Warning: mind the gap\n'), errors);
      const { warnings } = await make(configMap('warned-too'));
      assert.deepEqual(warnings, ['mind the gap']);
    });
  });

  describe('change objects', () => {
    it('which are defaulted and checked again', async () => {
      await register(mutating, 'grow', webhookOf('grow', server.at('/grow'), ruleOf('apps:deployments')));
      const container = { name: 'side', image: 'side:v1' };
      server.behaviours.set('/grow', () =>
        patchOf([{ op: 'add', path: '/spec/template/spec/containers/-', value: container }]),
      );
      await make(deploymentOf('grown', 'demo:v1'));
      const containers = at(await shown('deployment', 'grown'), 'spec', 'template', 'spec', 'containers');
      assert.ok(Array.isArray(containers));
      assert.deepEqual(
        containers.map((each: unknown) => at(each, 'name')),
        ['main', 'side'],
      );
      assert.equal(at(containers[1], 'imagePullPolicy'), 'IfNotPresent');
      server.behaviours.set('/grow', () => patchOf([{ op: 'replace', path: '/spec/replicas', value: -1 }]));
      const said = await refused(make(deploymentOf('shrunk', 'demo:v1')));
      assert.equal(said.code, 'Invalid');
      assert.match(said.message, /spec.replicas/);
    });

    it('one after the other, and once more where others changed what they saw', async () => {
      const again = { reinvocationPolicy: 'IfNeeded' };
      await register(
        mutating,
        'chain',
        webhookOf('first', server.at('/first'), maps, again),
        webhookOf('second', server.at('/second'), maps),
        webhookOf('third', server.at('/third'), maps),
      );
      server.behaviours.set('/first', (request) => {
        const seen = at(request, 'object', 'metadata', 'labels', 'second') === undefined ? 'before' : 'after';
        return patchOf([
          ...(seen === 'before' ? [{ op: 'add', path: '/metadata/labels', value: {} }] : []),
          { op: 'add', path: '/metadata/labels/first', value: seen },
        ]);
      });
      server.behaviours.set('/second', () =>
        patchOf([{ op: 'add', path: '/metadata/labels/second', value: 'yes' }]),
      );
      await make(configMap('chained'));
      assert.deepEqual(
        server.questions.map(({ path }) => path),
        ['/first', '/second', '/third', '/first'],
      );
      assert.deepEqual(at(await shown('configmap', 'chained'), 'metadata', 'labels'), {
        first: 'after',
        second: 'yes',
      });
    });

    it('before validating webhooks and policies see them, also where they are updated and scaled', async () => {
      await register(mutating, 'label', webhookOf('label', server.at('/label'), maps));
      await register(validating, 'see', webhookOf('see', server.at('/see'), maps));
      server.behaviours.set('/label', () => labelled('by', 'webhook'));
      await make(configMap('seen'));
      const patch = '{"data":{"a":"b"},"metadata":{"labels":null}}';
      const updated = await kubectl(['patch', 'configmap', 'seen', '--type=merge', '-p', patch]);
      assert.equal(updated.code, 0, updated.errors);
      const last = server.questions.at(-1);
      assert.deepEqual(
        [last?.path, at(last?.request, 'object', 'metadata', 'labels')],
        ['/see', { by: 'webhook' }],
      );
      await register(mutating, 'cap', webhookOf('cap', server.at('/cap'), ruleOf('apps:deployments/scale')));
      server.behaviours.set('/cap', () => patchOf([{ op: 'replace', path: '/spec/replicas', value: 2 }]));
      await make(deploymentOf('capped', 'demo:v1'));
      const scaled = await kubectl(['scale', 'deployment', 'capped', '--replicas=9']);
      assert.equal(scaled.code, 0, scaled.errors);
      assert.equal(at(await shown('deployment', 'capped'), 'spec', 'replicas'), 2);
    });

    it('but not those that are deleted, nor by a patch that can not be applied', async () => {
      await make(configMap('stays'));
      await register(
        mutating,
        'wrong',
        webhookOf('wrong', server.at('/wrong'), maps, { failurePolicy: 'Ignore' }),
      );
      server.behaviours.set('/wrong', () => labelled('a', 'b'));
      const gone = await kubectl(['delete', 'configmap', 'stays']);
      assert.match(
        gone.errors,
        /"wrong.example.com" attempted to modify the object, which is not supported for this operation/,
      );
      server.behaviours.set('/wrong', () => patchOf([{ op: 'remove', path: '/spec/nothing' }]));
      const said = await refused(make(configMap('x')));
      assert.match(
        said.message,
        /^Internal error occurred: the patch of admission webhook "wrong.example.com" can not be applied/,
      );
    });
  });

  describe('that fail', () => {
    const failures: readonly (readonly [string, string, RegExp])[] = [
      ['answer nonsense', '/garbage', /it is not JSON/],
      ['answer with an error', '/broken', /the server responded with the status code 503: down for lunch/],
      ['answer too much', '/huge', /the answer has more than \d+ bytes/],
      ['answer something else', '/stranger', /expected response.uid=/],
      ['send elsewhere', '/elsewhere', /the server responded with the status code 302/],
      ['do not answer', '/hang', /context deadline exceeded/],
      ['never end to answer', '/drip', /context deadline exceeded/],
    ];
    for (const [what, path, why] of failures)
      it(`because they ${what} refuse, or let pass where they say so`, async () => {
        const hook = (more: object = {}): object =>
          webhookOf('fails', server.at(path), maps, { timeoutSeconds: 1, ...more });
        await register(validating, 'fails', hook());
        const said = await refused(make(configMap('x')));
        assert.equal(said.code, 'WebhookFailed');
        assert.match(
          said.message,
          /^Internal error occurred: failed calling webhook "fails.example.com": failed to call webhook: Post "https:/,
        );
        assert.match(said.message, why);
        await register(validating, 'fails', hook({ failurePolicy: 'Ignore' }));
        const name = `passed${path.replace('/', '-')}`;
        await make(configMap(name));
        assert.equal(at(await shown('configmap', name), 'metadata', 'name'), name);
      });

    it('because their certificate is not of whom they should be', async () => {
      await using other = await WebhookServer.up(['127.0.0.2']);
      const wrong = { ...server.at('/x'), caBundle: other.caBundle };
      await register(validating, 'stranger', webhookOf('stranger', wrong, maps));
      assert.match((await refused(make(configMap('x')))).message, /certificate|self.signed/);
      await register(validating, 'stranger', webhookOf('stranger', other.at('/x'), maps));
      assert.match((await refused(make(configMap('x')))).message, /IP: 127.0.0.1 is not in the cert's list/);
      assert.equal(other.questions.length + server.questions.length, 0);
    });

    it('are waited for no longer than the call that asks', async () => {
      await register(
        validating,
        'hangs',
        webhookOf('hangs', server.at('/hang'), maps, { timeoutSeconds: 30, failurePolicy: 'Ignore' }),
      );
      const path = '/api/v1/namespaces/default/configmaps?timeout=1s';
      const { code, errors } = await kubectl(['create', '--raw', path, '-f', '-'], configMap('late'));
      assert.notEqual(code, 0);
      assert.match(errors, /the deadline passed before the masters could answer|Timeout/);
      assert.match((await kubectl(['get', 'configmap', 'late'])).errors, /NotFound/);
    });

    it('hold up no change but those they are about', async () => {
      await register(
        validating,
        'hangs',
        webhookOf('hangs', server.at('/hang'), maps, { timeoutSeconds: 30 }),
      );
      const held = Array.from({ length: 40 }, (_each, index) => refused(make(configMap(`held-${index}`))));
      // More wait than there are connections, and others pass all the same.
      const account = {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: 'passes', namespace: 'default' },
      };
      await make(account);
      for (let count = 0; server.questions.length < 32; count++)
        await make({ ...account, metadata: { name: `passes-${count}`, namespace: 'default' } });
      const key = { group: 'admissionregistration.k8s.io', kind: validating, namespace: '', name: 'hangs' };
      await client.commit([{ delete: { key, uid: '', propagation: '', ignoreMissing: false } }]);
      await make(configMap('free'));
      const answering = setInterval(() => server.release(), 20);
      try {
        for (const { code } of await Promise.all(held)) assert.equal(code, 'WebhookFailed');
      } finally {
        clearInterval(answering);
      }
    });
  });

  describe('about pods that a ReplicaSet makes', () => {
    const pods = ruleOf('pods', { operations: ['CREATE'] });
    async function until(args: readonly string[], wanted: RegExp): Promise<string> {
      const untilMs = performance.now() + 60_000;
      for (;;) {
        const { out } = await kubectl(args);
        if (wanted.test(out)) return out;
        assert.ok(performance.now() < untilMs, `${args.join(' ')} never showed ${wanted}: ${out}`);
      }
    }

    it('change them, as the controller that asks', async () => {
      await register(mutating, 'mark', webhookOf('mark', server.at('/mark'), pods));
      server.behaviours.set('/mark', () =>
        patchOf([{ op: 'add', path: '/metadata/labels/marked', value: 'yes' }]),
      );
      await make(deploymentOf('marked', 'demo:v1', { replicas: 3 }));
      await until(['get', 'pods', '-l', 'marked=yes', '-o', 'name'], /(pod\/marked-.*\s){3}/);
      const [asked] = server.questions;
      assert.equal(at(asked?.request, 'userInfo', 'username'), 'system:controller:replicaset');
      assert.equal(at(asked?.request, 'object', 'spec', 'containers') === undefined, false);
    });

    it('refuse them, which the deployment says, until they do so no more', async () => {
      await register(validating, 'none', webhookOf('none', server.at('/none'), pods));
      server.behaviours.set('/none', () => ({ allowed: false, status: { message: 'no pods today' } }));
      await make(deploymentOf('without', 'demo:v1', { replicas: 2 }));
      const path = '{.status.conditions[?(@.type=="ReplicaFailure")].message}';
      await until(
        ['get', 'deployment', 'without', '-o', `jsonpath=${path}`],
        /^admission webhook "none.example.com" denied the request: no pods today$/,
      );
      assert.equal((await kubectl(['get', 'pods', '-l', 'app=without', '-o', 'name'])).out, '');
      server.behaviours.clear();
      await until(['get', 'pods', '-l', 'app=without', '-o', 'name'], /(pod\/without-.*\s){2}/);
      await until(['get', 'deployment', 'without', '-o', `jsonpath=${path}`], /^$/);
    });

    it('hold up no others while they hang', async () => {
      const labels = { matchLabels: { app: 'stuck-0' } };
      const hook = webhookOf('hang', server.at('/hang'), pods, {
        timeoutSeconds: 30,
        objectSelector: labels,
      });
      await register(validating, 'hang', hook);
      await make(deploymentOf('stuck-0', 'demo:v1', { replicas: 1 }));
      while (server.questions.length === 0) await kubectl(['get', 'deployment', 'stuck-0']);
      await make(deploymentOf('flows', 'demo:v1', { replicas: 2 }));
      await until(['get', 'pods', '-l', 'app=flows', '-o', 'name'], /(pod\/flows-.*\s){2}/);
    });
  });

  describe('are behind a Service', () => {
    it('that is there and has an endpoint, which is not the master itself', async () => {
      const service = { name: 'hooks', namespace: 'default', path: '/ask' };
      const { caBundle } = server;
      await register(validating, 'served', webhookOf('served', { service, caBundle }, maps));
      const missing = await refused(make(configMap('x')));
      assert.match(
        missing.message,
        /Post "https:\/\/hooks.default.svc:443\/ask\?timeout=5s": service "hooks" not found/,
      );
      await make({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'hooks', namespace: 'default' },
        spec: { ports: [{ name: 'https', port: 443, targetPort: 8443 }] },
      });
      assert.match(
        (await refused(make(configMap('x')))).message,
        /no endpoints available for service "hooks"/,
      );
      const slice = {
        apiVersion: 'discovery.k8s.io/v1',
        kind: 'EndpointSlice',
        metadata: {
          name: 'hooks-1',
          namespace: 'default',
          labels: { 'kubernetes.io/service-name': 'hooks' },
        },
        addressType: 'IPv4',
        endpoints: [{ addresses: ['127.0.0.1'], conditions: { ready: true } }],
        ports: [{ name: 'https', port: 8443 }],
      };
      assert.match(
        (await refused(make(slice))).message,
        /endpoints\[0\].addresses\[0\]: Invalid value: "127.0.0.1": may not be in the loopback range/,
      );
    });
  });
});
