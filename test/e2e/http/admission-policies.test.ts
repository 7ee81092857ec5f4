// ValidatingAdmissionPolicies on real masters: what kubectl, orc and clients of gRPC are told.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { bindingOf, policyOf, ruleOf } from '#kit/admission.ts';
import { TestMasters } from '#kit/cli/masters.ts';
import { deploymentOf, manifestOf } from '#kit/control.ts';

describe('validating admission policies on masters', function () {
  this.timeout(180_000);
  let masters: TestMasters;
  before(async () => {
    masters = await TestMasters.up(1);
  });
  after(() => masters[Symbol.asyncDispose]());

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
  async function apply(object: object): Promise<string> {
    const { code, out, errors } = await kubectl(['apply', '-f', '-'], object);
    assert.equal(code, 0, errors);
    return out + errors;
  }
  const web = (replicas: number): object => deploymentOf('web', 'demo:v1', { replicas });
  const words =
    "ValidatingAdmissionPolicy 'replicas' with binding 'replicas' denied request: at most 5 replicas in default, not 9";

  it('refuse over HTTP in the words that kubectl shows of Kubernetes', async () => {
    await apply(
      policyOf('replicas', ruleOf('apps:deployments'), '', {
        variables: [{ name: 'most', expression: '5' }],
        validations: [
          {
            expression: 'object.spec.replicas <= variables.most',
            messageExpression:
              "'at most %d replicas in %s, not %d'.format([variables.most, namespaceObject.metadata.name, object.spec.replicas])",
          },
        ],
      }),
    );
    await apply(bindingOf('replicas'));
    const { code, errors } = await kubectl(['apply', '-f', '-'], web(9));
    assert.equal(code, 1);
    assert.equal(errors, `The deployments "web" is invalid: : ${words}\n`);
    const missing = await kubectl(['get', 'deployment', 'web']);
    assert.match(missing.errors, /NotFound/);
  });

  it('refuse over gRPC, through the client and orc', async () => {
    using client = masters.client();
    await assert.rejects(
      client.commit([{ create: { object: manifestOf(web(9)) } }]),
      (error) =>
        error instanceof OrcError &&
        error.code === 'Invalid' &&
        error.message === `deployments.apps "web" is forbidden: ${words}`,
    );
    const said = await masters.orc(['apply', '-f', '-'], JSON.stringify(web(9)));
    assert.notEqual(said.code, 0);
    assert.ok(said.stderr.includes(words), said.stderr);
  });

  it('refuse a dry run and a scale alike', async () => {
    const dry = await kubectl(['apply', '--dry-run=server', '-f', '-'], web(9));
    assert.ok(dry.errors.includes(words), dry.errors);
    await apply(web(2));
    const scaled = await kubectl(['scale', 'deployment', 'web', '--replicas=9']);
    // The rule names deployments, not deployments/scale.
    assert.equal(scaled.code, 0, scaled.errors);
  });

  it('warn, which kubectl and orc show', async () => {
    await apply(
      policyOf('labels', ruleOf('configmaps'), 'has(object.metadata.labels)', {
        validations: [{ expression: 'has(object.metadata.labels)', message: 'give it labels' }],
      }),
    );
    await apply(bindingOf('labels', { validationActions: ['Warn'] }));
    const warning =
      "Validation failed for ValidatingAdmissionPolicy 'labels' with binding 'labels': give it labels";
    const plain = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'plain', namespace: 'default' } };
    assert.ok((await apply(plain)).includes(`Warning: ${warning}\n`));
    const said = await masters.orc(['apply', '-f', '-'], JSON.stringify({ ...plain, data: { a: 'b' } }));
    assert.equal(said.code, 0, said.stderr);
    assert.ok(said.stderr.includes(`Warning: ${warning}\n`), said.stderr);
  });

  it('ask what the user may do, and are refused when they make no sense', async () => {
    const check = 'authorizer.group("").resource("nodes").check("delete").allowed()';
    await apply(policyOf('rights', ruleOf('configmaps'), check));
    await apply(bindingOf('rights'));
    const map = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'x', namespace: 'default', labels: { a: 'b' } },
    };
    await apply(map);
    const { code, errors } = await kubectl(['apply', '-f', '-'], policyOf('bad', ruleOf('pods'), 'object.('));
    assert.equal(code, 1);
    assert.match(
      errors,
      /The ValidatingAdmissionPolicy "bad" is invalid: spec.validations\[0\].expression: .*compilation failed/,
    );
  });

  it('hold connections to pods: exec, attach, forwarded ports and the proxy, over both faces', async () => {
    const container = { name: 'c', image: 'demo:v1' };
    const metadata = { name: 'p', namespace: 'default' };
    await apply({ apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } });
    const parts = ruleOf('pods/exec,pods/attach,pods/portforward,pods/proxy', { operations: ['CONNECT'] });
    const expression = 'object.kind == "PodExecOptions" && object.command == ["true"] && request.name == "p"';
    await apply(policyOf('connect', parts, expression));
    await apply(bindingOf('connect'));
    const words = `ValidatingAdmissionPolicy 'connect' with binding 'connect' denied request: failed expression: ${expression}`;
    for (const args of [
      ['exec', 'p', '--', 'false'],
      // kubectl itself would wait until the pod runs.
      ['get', '--raw', '/api/v1/namespaces/default/pods/p/attach?stdout=true'],
      ['get', '--raw', '/api/v1/namespaces/default/pods/p/portforward'],
      ['get', '--raw', '/api/v1/namespaces/default/pods/p/proxy/'],
    ]) {
      const { code, errors } = await kubectl(args);
      assert.notEqual(code, 0);
      assert.ok(errors.includes(words), `${args.join(' ')}: ${errors}`);
    }
    const refused = await masters.orc(['exec', 'p', '--', 'false']);
    assert.ok(refused.stderr.includes(words), refused.stderr);
    const passed = await masters.orc(['exec', 'p', '--', 'true']);
    assert.ok(!passed.stderr.includes('denied request'), passed.stderr);
  });

  it('are taken back by whoever they would refuse', async () => {
    const all = ruleOf('*/*', { apiGroups: ['*'], apiVersions: ['*'], operations: ['*'] });
    await apply(policyOf('all', all, 'false'));
    await apply(bindingOf('all'));
    const refused = await kubectl(['delete', 'configmap', 'x']);
    assert.match(
      refused.errors,
      /ValidatingAdmissionPolicy 'all' with binding 'all' denied request: failed expression: false/,
    );
    const gone = await kubectl(['delete', 'validatingadmissionpolicybinding', 'all']);
    assert.equal(gone.code, 0, gone.errors);
    assert.equal((await kubectl(['delete', 'configmap', 'x'])).code, 0);
  });
});
