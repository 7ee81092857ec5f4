// How many changes wait for webhooks, and what is counted: over real connections, without a master.
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import { definitionOf } from '#kernel/log/key.ts';
import { objectFromJson } from '#kernel/model/from-json.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import type { JsonObject } from '#kernel/model/json.ts';
import type { Logger } from '#kernel/ports.ts';
import type { Review } from '#kernel/policy/admission/review.ts';
import { bounded } from '#api/bounded.ts';
import { apiLimits } from '#api/limits.ts';
import { type Asker, Webhooks } from '#api/webhooks/webhooks.ts';
import { type MetricsRegistry, createMetrics } from '#runtime/metrics.ts';
import { systemRandom } from '#runtime/system.ts';
import { ruleOf } from '#kit/admission.ts';
import { ControlBench } from '#kit/control.ts';
import { configMap } from '#kit/objects.ts';
import { WebhookServer, labelled, patchOf, webhookOf, webhooksOf } from '#kit/webhook-server.ts';

const hooks = 'ValidatingWebhookConfiguration';
const asker: Asker = { warn: () => undefined, signal: new AbortController().signal };

function reviewOf(name: string): Review {
  return {
    definition: definitionOf('ConfigMap'),
    operation: 'CREATE',
    subresource: '',
    namespace: 'default',
    name,
    object: configMap(name),
    previous: undefined,
    within: undefined,
    dryRun: false,
    fieldManager: '',
    user: { user: 'ann', groups: [] },
    may: () => true,
  };
}

describe('webhooks of one master', () => {
  let server: WebhookServer;
  let bench: ControlBench;
  let webhooks: Webhooks;
  let metrics: MetricsRegistry;
  let logged: string[];
  before(async () => {
    server = await WebhookServer.up();
  });
  beforeEach(() => {
    bench = new ControlBench({ nodes: 0 });
    metrics = createMetrics({}, false);
    logged = [];
    const quiet = (): void => undefined;
    const logger: Logger = {
      debug: quiet,
      info: quiet,
      warn: (_message, fields) => logged.push(String(fields?.['webhook'])),
      error: quiet,
      with: () => logger,
    };
    webhooks = new Webhooks({
      store: () => bench.store,
      random: systemRandom,
      forwarder: () => Promise.reject(new OrcError('NotFound', 'there are no pods')),
      bounded,
      logger,
      metrics,
    });
  });
  after(() => server[Symbol.asyncDispose]());

  function register(name: string, path: string, more: object = {}): void {
    bench.apply(webhooksOf(hooks, name, webhookOf(name, server.at(path), ruleOf('configmaps'), more)));
  }
  function ask(name = 'x', how = asker): Promise<unknown> | undefined {
    const accept = (): never => assert.fail('nothing was changed');
    return webhooks.consult({ hooks, review: reviewOf(name), accept }, how);
  }
  async function code(asked: Promise<unknown> | undefined): Promise<string> {
    try {
      await asked;
    } catch (error) {
      return error instanceof OrcError ? error.code : String(error);
    }
    return 'passed';
  }

  it('are none, and nothing is waited for', () => {
    assert.equal(webhooks.any, false);
    assert.equal(ask(), undefined);
    bench.apply(webhooksOf(hooks, 'other', webhookOf('other', server.at('/x'), ruleOf('pods'))));
    assert.equal(webhooks.any, true);
    assert.equal(ask(), undefined);
  });

  it('are waited for by so many changes and no more, which are told to retry whatever the policy', async () => {
    register('hang', '/hang', { timeoutSeconds: 30, failurePolicy: 'Ignore' });
    const { waiting, connections } = apiLimits.webhooks;
    const held = Array.from({ length: waiting }, (_each, index) => code(ask(`held-${index}`)));
    assert.equal(await code(ask('one-too-many')), 'TooBusy');
    register('other', '/ask');
    webhooks.close();
    // Those under way are broken off, and let pass since their webhook says so.
    assert.deepEqual(new Set(await Promise.all(held)), new Set(['passed']));
    assert.ok(server.questions.filter(({ path }) => path === '/hang').length <= connections);
    server.release();
  });

  it('are asked about nothing that may have been made over an old state', () => {
    register('ask', '/ask');
    assert.throws(
      () => ask('x', { ...asker, isTentative: true }),
      (error) => error instanceof OrcError && error.code === 'Unavailable',
    );
  });

  it('are counted by what they answer, and their failures are logged', async () => {
    register('fine', '/fine');
    server.behaviours.set('/no', () => ({ allowed: false }));
    register('no', '/no');
    register('lax', '/garbage', { failurePolicy: 'Ignore' });
    assert.equal(await code(ask()), 'BadRequest');
    await code(ask());
    bench.apply(webhooksOf(hooks, 'no', webhookOf('no', server.at('/broken'), ruleOf('configmaps'))));
    assert.equal(await code(ask()), 'WebhookFailed');
    const text = await metrics.text();
    const count = (name: string, outcome: string): string | undefined =>
      new RegExp(
        `orc_admission_webhook_requests_total\\{name="${name}.example.com",type="validating",outcome="${outcome}"\\} (\\d+)`,
      ).exec(text)?.[1];
    assert.deepEqual(
      [count('fine', 'allowed'), count('no', 'denied'), count('no', 'failed'), count('lax', 'ignored')],
      ['3', '2', '1', '3'],
    );
    assert.ok(logged.includes('lax.example.com') && logged.includes('no.example.com'));
    webhooks.close();
  });

  it('refuse what their conditions can not be evaluated for, or let it pass', async () => {
    const matchConditions = [{ name: 'broken', expression: 'object.nothing.at.all' }];
    register('lax', '/lax', { failurePolicy: 'Ignore', matchConditions });
    assert.equal(ask(), undefined);
    register('strict', '/strict', { matchConditions });
    assert.throws(
      () => ask(),
      (error) =>
        error instanceof OrcError &&
        error.code === 'Forbidden' &&
        error.message.startsWith(`configmaps "x" is forbidden: matchConditions: 'broken': No such key`),
    );
    webhooks.close();
  });

  it('that change objects are asked again only where others did, and only who was asked before', async () => {
    const again = { reinvocationPolicy: 'IfNeeded' };
    const rule = ruleOf('configmaps');
    const selecting = { ...again, objectSelector: { matchLabels: { by: 'last' } } };
    const kind = 'MutatingWebhookConfiguration';
    const change = async (...chain: readonly object[]): Promise<readonly string[]> => {
      server.questions.length = 0;
      bench.apply(webhooksOf(kind, 'chain', ...chain));
      const accept = (json: JsonObject): OrcObject => {
        const read = objectFromJson(definitionOf('ConfigMap').type, json);
        assert.ok('ok' in read);
        return read.ok;
      };
      await webhooks.consult({ hooks: kind, review: reviewOf('x'), accept }, asker);
      return server.questions.map(({ path }) => path);
    };
    const first = webhookOf('first', server.at('/first'), rule, again);
    const late = webhookOf('late', server.at('/late'), rule, selecting);
    const same = webhookOf('same', server.at('/same'), rule);
    const last = webhookOf('last', server.at('/last'), rule);
    server.behaviours.set('/same', () => patchOf([{ op: 'replace', path: '/metadata/name', value: 'x' }]));
    server.behaviours.set('/last', () => labelled('by', 'last'));
    assert.deepEqual(await change(first, late, same), ['/first', '/same']);
    assert.deepEqual(await change(first, late, last), ['/first', '/last', '/first']);
    assert.deepEqual(await change(first, last, late), ['/first', '/last', '/late', '/first']);
    webhooks.close();
  });

  it('that answer what is no patch refuse the change, whatever their failurePolicy', async () => {
    const kind = 'MutatingWebhookConfiguration';
    const lax = { failurePolicy: 'Ignore' };
    bench.apply(webhooksOf(kind, 'lax', webhookOf('lax', server.at('/patch'), ruleOf('configmaps'), lax)));
    const accept = (): never => assert.fail('nothing was changed');
    for (const text of ['{', '{}', '[{"op":"add"}]', 'null']) {
      const patch = Buffer.from(text).toString('base64');
      server.behaviours.set('/patch', () => ({ patchType: 'JSONPatch', patch }));
      const asked = webhooks.consult({ hooks: kind, review: reviewOf('x'), accept }, asker);
      assert.equal(await code(asked), 'WebhookFailed', text);
    }
    webhooks.close();
  });
});
