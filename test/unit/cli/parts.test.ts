import assert from 'node:assert/strict';
import { Command } from 'commander';
import { describe, it } from 'mocha';
import { OrcError } from '#kernel/errors.ts';
import type { Deployment } from '#kernel/model/gen/apps.gen.ts';
import type { ConfigMap } from '#kernel/model/gen/core.gen.ts';
import { encodeError, errorTrailer } from '#kernel/model/rpc-error.ts';
import { Metadata } from '@grpc/grpc-js';
import { ServerError, failureOf } from '#client/errors.ts';
import { Known } from '#client/watch.ts';
import { errorText, located } from '#cli/errors.ts';
import { durationMs, normalize } from '#cli/flags.ts';
import { Aligner } from '#cli/printers/table.ts';
import { asYaml } from '#cli/printers/output.ts';
import { goalOf } from '#cli/verbs/wait.ts';
import { readYaml } from '#cli/yaml.ts';

const map = (name: string, revision: number, uid = name): ConfigMap => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'default', uid, resourceVersion: String(revision) },
  data: { value: String(revision) },
});

describe('flags', () => {
  it('are durations as Kubernetes writes them, or bare seconds', () => {
    assert.equal(durationMs('1h30m'), 5_400_000);
    assert.equal(durationMs('300ms'), 300);
    assert.equal(durationMs('1.5s'), 1_500);
    assert.equal(durationMs('90'), 90_000);
    for (const wrong of ['', 'soon', '5x', '5m soon']) assert.throws(() => durationMs(wrong));
  });

  it('are read as kubectl reads them, and left alone after --', () => {
    const program = new Command('orc');
    program.command('delete').option('--wait', '', true).option('--no-wait', '').option('-o, --output <x>');
    const read = (text: string): string => normalize(program, text.split(' ')).join(' ');
    assert.equal(read('delete pod x --wait=false'), 'delete pod x --no-wait');
    assert.equal(read('delete pod x --wait=true -o=name'), 'delete pod x --wait -o name');
    assert.equal(read('delete x --other=false -- --wait=false'), 'delete x --other=false -- --wait=false');
  });

  it('are switched off by their letter too', () => {
    const program = new Command('orc').option('-n, --namespace <x>');
    program.command('status').option('-w, --watch', '', true).option('--no-watch');
    program.command('get').option('-w, --watch').option('-l, --selector <x>');
    const read = (text: string): string => normalize(program, text.split(' ')).join(' ');
    assert.equal(read('status web -w=false'), 'status web --no-watch');
    assert.equal(read('get pods -w=false -l=a=b'), 'get pods -l a=b');
    assert.equal(read('get pods -w=true'), 'get pods --watch');
    assert.equal(read('-n status get pods --watch=false'), '-n status get pods');
    assert.equal(read('-n=status get pods -w=false'), '-n status get pods');
  });
});

describe('errors', () => {
  const service = (code: number, details: string, own?: OrcError): Error => {
    const metadata = new Metadata();
    if (own !== undefined) metadata.set(errorTrailer, encodeError(own));
    return Object.assign(new Error(details), { code, details, metadata });
  };

  it('of a master keep their code, and say whether another try may help', () => {
    const busy = failureOf(service(8, 'busy', new OrcError('TooBusy', 'busy', { retryAfterMs: 70 })), 'm:1');
    assert.ok(busy.error instanceof ServerError);
    assert.deepEqual([busy.error.code, busy.answered, busy.again], ['TooBusy', true, 'always']);
    assert.equal(busy.error.details.retryAfterMs, 70);
    assert.equal(failureOf(service(5, 'x', new OrcError('NotFound', 'x')), 'm:1').again, 'never');
    assert.equal(failureOf(service(2, 'x', new OrcError('Unknown', 'x')), 'm:1').again, 'repeatable');
  });

  it('of a connection may hide that the call was carried out', () => {
    const lost = failureOf(service(14, 'Connection dropped'), 'm:1');
    assert.deepEqual([lost.error.code, lost.answered, lost.again], ['Unknown', false, 'repeatable']);
    assert.equal(failureOf(service(4, 'Deadline exceeded'), 'm:1').error.code, 'Timeout');
  });

  it('are printed in kubectl’s words when a master said them, with the file when it is at fault', () => {
    const said = (code: OrcError['code']): ServerError => new ServerError(code, 'why');
    assert.equal(errorText(said('Conflict')), 'Error from server (Conflict): why');
    assert.equal(errorText(said('Unavailable')), 'Error from server (ServiceUnavailable): why');
    assert.equal(errorText(located(said('Invalid'), 'a.yaml')), 'error: a.yaml: why');
    assert.equal(errorText(located(said('Conflict'), 'a.yaml')), 'Error from server (Conflict): a.yaml: why');
    assert.equal(errorText(new OrcError('NotFound', 'mine')), 'error: mine');
  });
});

describe('a watch that lists again', () => {
  it('tells what was added, changed and removed meanwhile, and what was made anew', () => {
    const known = new Known([map('kept', 1), map('changed', 2), map('gone', 3), map('anew', 4, 'old')]);
    const events = known.become([
      map('kept', 1),
      map('changed', 9),
      map('new', 10),
      map('anew', 11, 'young'),
    ]);
    assert.deepEqual(
      events.map(({ type, key }) => `${type} ${key?.name}`),
      ['DELETED gone', 'DELETED anew', 'MODIFIED changed', 'ADDED new', 'ADDED anew'],
    );
    assert.deepEqual(
      known.become([map('kept', 1), map('changed', 9), map('new', 10), map('anew', 11, 'young')]),
      [],
    );
  });
});

describe('YAML', () => {
  const json = (text: string): unknown => readYaml(text, 'f').map((document) => document.json);
  const refused = (text: string, pattern: RegExp): void =>
    assert.throws(
      () => readYaml(text, 'f'),
      (error: unknown) => error instanceof OrcError && pattern.test(error.message),
    );

  it('is divided into documents, directives and empty ones aside', () => {
    assert.deepEqual(json('%YAML 1.2\n---\na: 1\n...\n---\n# none\n---\nb: |\n  --- x\n'), [
      { a: 1 },
      { b: '--- x\n' },
    ]);
  });

  it('has octal numbers and merge keys as Kubernetes’ users expect, and yes is a word', () => {
    assert.deepEqual(json('mode: 0644\nword: yes\nx: &x {a: 1}\ny:\n  <<: *x\n  b: 2'), [
      { mode: 420, word: 'yes', x: { a: 1 }, y: { a: 1, b: 2 } },
    ]);
  });

  it('may be one long line, but not nested, aliased or repeated without bound', () => {
    assert.doesNotThrow(() =>
      json(`{${Array.from({ length: 3_000 }, (_none, n) => `"k${n}": ${n}`).join(', ')}}`),
    );
    refused(`a: ${'['.repeat(700_000)}`, /^f: is nested deeper than 64 levels$/);
    refused('- '.repeat(700_000), /^f: is nested deeper than 64 levels$/);
    refused(Array.from({ length: 1_500 }, (_none, n) => `${' '.repeat(n)}k:`).join('\n'), /nested|stack/);
    refused(`x: &x 1\ny: [${'*x, '.repeat(500)}]`, /^f: has more than 100 aliases$/);
    refused(
      'a: 1\n---\nb:\n  c: 1\n  c: 2\n',
      /^f: document 2: invalid YAML: Map keys must be unique at line 5, column 3: "c"/,
    );
    refused('---\na: 1\n---\nb: [1\n', /^f: document 2: invalid YAML: .* at line \d/);
  });

  it('is written so that what looks like a time or a truth to others is text', () => {
    assert.equal(
      asYaml({ b: '2026-01-31T08:00:00Z', a: ['yes', 'x'] }),
      'a:\n- "yes"\n- x\nb: "2026-01-31T08:00:00Z"\n',
    );
  });
});

describe('tables that come bit by bit', () => {
  it('never make a column narrower', () => {
    const aligner = new Aligner();
    assert.deepEqual(
      aligner.lines([
        ['NAME', 'AGE'],
        ['a-long-name', '1s'],
      ]),
      ['NAME          AGE', 'a-long-name   1s'],
    );
    assert.deepEqual(aligner.lines([['b', '2s']]), ['b             2s']);
  });
});

describe('what wait waits for', () => {
  const ready = { ...map('x', 1), status: { conditions: [{ type: 'Ready', status: 'True' }] } };
  const holds = (text: string, object = map('x', 1)): boolean => {
    const goal = goalOf(text);
    return !goal.gone && goal.holds({ object });
  };
  it('is a condition, a path, existence or its end', () => {
    assert.equal(goalOf('delete').gone, true);
    assert.equal(holds('create'), true);
    assert.equal(holds('jsonpath={.data.value}=1'), true);
    assert.equal(holds("jsonpath='{.data.value}'=2".replaceAll("'", '')), false);
    assert.equal(holds('jsonpath={.data.value}'), true);
    assert.equal(holds('condition=Ready', ready), false, 'a ConfigMap has no status');
    assert.throws(() => goalOf('ready'), /unrecognized condition/);
  });

  it('is no condition that tells of an earlier specification', () => {
    const deployment = (generation: number): Deployment => ({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'default', generation },
      spec: { selector: {}, template: { spec: { containers: [] } } },
      status: { observedGeneration: 2, conditions: [{ type: 'Available', status: 'True' }] },
    });
    const goal = goalOf('condition=Available');
    assert.ok(!goal.gone);
    assert.equal(goal.holds({ object: deployment(2) }), true);
    assert.equal(goal.holds({ object: deployment(3) }), false);
  });
});
