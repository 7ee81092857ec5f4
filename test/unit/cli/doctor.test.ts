// The security checklist, row by row: a cluster where all is well passes every row, and each row is broken once.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import type { Write } from '#kernel/model/gen/log.gen.ts';
import { type Facts, type PortFacts, attemptNames } from '#cli/doctor/facts.ts';
import { countOf, judge, reportJson, reportText } from '#cli/doctor/report.ts';
import { rows } from '#cli/doctor/rows.ts';
import { openWrite } from '#cli/doctor/gather/log-files.ts';
import { type Manifest, objectOf } from '#kit/kinds.ts';
import { factsWith } from '#kit/cli/doctor-bench.ts';
import { doctorCases } from '#kit/cli/doctor-cases.ts';

function resultOf(id: string, facts: Facts): string {
  const row = rows.find((each) => each.id === id) ?? assert.fail(`there is no row ${id}`);
  return row.check(facts).result;
}

describe('the security checklist', () => {
  it('has at least 80 rows, each with an id of its own, what it checks and what to do', () => {
    assert.ok(rows.length >= 80, `${rows.length}`);
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const { id, what, advice } of rows) {
      assert.match(id, /^[A-Z]+-\d\d$/);
      assert.ok(what.length > 10 && advice.length > 5, id);
    }
  });

  it('passes every row where all is well', () => {
    const results = (['master', 'node'] as const).map((kind) => judge(rows, factsWith(kind)));
    for (const judged of results)
      assert.deepEqual(
        judged
          .filter(({ outcome }) => outcome.result === 'FAIL' || outcome.result === 'WARN')
          .map(({ row, outcome }) => [row.id, outcome]),
        [],
      );
    const passed = new Set(
      results.flat().flatMap(({ row, outcome }) => (outcome.result === 'PASS' ? [row.id] : [])),
    );
    assert.deepEqual(
      rows.map(({ id }) => id).filter((id) => !passed.has(id)),
      // Where all is well there is no such file any more.
      ['FILE-09'],
    );
  });

  it('skips every row that needs what can not be seen, and says why', () => {
    const unknown = { unknown: 'nobody answers' };
    const facts: Facts = {
      ...factsWith('master'),
      authority: unknown,
      caller: unknown,
      kubeconfig: unknown,
      masters: unknown,
      ports: unknown,
      stray: unknown,
      natsHello: unknown,
      faces: unknown,
      tail: unknown,
      machine: unknown,
      objects: { all: () => unknown },
    };
    for (const { row, outcome } of judge(rows, facts))
      assert.deepEqual(outcome, { result: 'SKIP', why: 'nobody answers' }, row.id);
  });

  const cases = doctorCases();
  for (const [id, wanted, change, kind = 'master'] of cases)
    it(`${id} is ${wanted} where it does not hold`, () => {
      assert.equal(resultOf(id, factsWith(kind, change)), wanted);
    });

  for (const [prefix, port] of [
    ['GRPC', 'gRPC'],
    ['HTTPS', 'HTTPS'],
    ['METRICS', 'metrics'],
    ['RAFT', 'Raft'],
    ['NATS', 'NATS'],
    ['ROUTE', 'NATS cluster'],
  ] as const)
    it(`${prefix}-01 and so on fail where who may not is let in`, () => {
      const facts = factsWith('master');
      assert.ok('value' in facts.ports);
      for (const [index, attempt] of attemptNames.entries()) {
        const id = `${prefix}-0${index + 1}`;
        if (!rows.some((row) => row.id === id)) continue;
        const ports: readonly PortFacts[] = facts.ports.value.map((each): PortFacts => ({
          ...each,
          attempts:
            each.port === port
              ? { ...each.attempts, [attempt]: { outcome: 'let in' as const, said: 'hello' } }
              : each.attempts,
        }));
        const row = rows.find((each) => each.id === id);
        assert.deepEqual(row?.check({ ...facts, ports: { value: ports } }), {
          result: 'FAIL',
          found: ['master-1 at 10.0.0.1:1: hello', 'master-2 at 10.0.0.1:1: hello'],
        });
      }
    });

  it('has no row that was never seen to fail', () => {
    const seen = new Set(cases.map(([id]) => id));
    const missing = rows
      .map(({ id }) => id)
      .filter((id) => !seen.has(id) && !/^(GRPC|HTTPS|METRICS|RAFT|NATS|ROUTE)-/.test(id));
    assert.deepEqual(missing, []);
  });
});

describe('entries of the log', () => {
  const write = (manifest: Manifest): Write => {
    const object = objectOf(manifest);
    return {
      operation: 'CREATE',
      key: keyOf(object),
      object: pack(object),
      expectRevision: 0,
      expectUid: '',
    };
  };
  const metadata = { name: 's', namespace: 'shop' };

  it('are found where a Secret or a private key stands open in them', () => {
    assert.deepEqual(openWrite(write({ kind: 'Secret', metadata, data: { password: 'eA==' } })), [
      'secrets "s" in shop: password',
    ]);
    assert.deepEqual(openWrite(write({ kind: 'Secret', metadata })), []);
    assert.deepEqual(openWrite(write({ kind: 'ConfigMap', metadata, data: { password: 'x' } })), []);
    const cluster = (sealed: string): Manifest => ({
      kind: 'Cluster',
      metadata: { name: 'cluster' },
      spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
      tokenKeys: [{ id: 'k', createdAt: '2026-01-01T00:00:00Z', publicKey: '', sealed }],
    });
    assert.equal(openWrite(write(cluster(Buffer.from([0x30, 0x81]).toString('base64')))).length, 1);
    assert.deepEqual(openWrite(write(cluster(Buffer.from([0x08, 0x01]).toString('base64')))), []);
  });
});

describe('the report', () => {
  const judged = judge(rows, factsWith('master', { http: { secrets: { status: 200, body: '{"items"' } } }));

  it('names what failed, why, and what to do', () => {
    const text = reportText(judged);
    assert.match(text, / {2}API-02 +FAIL {2}Anonymous requests list no Secrets\n +- master-1: 200 .*\n +> /);
    assert.match(text, new RegExp(`${rows.length} checks: \\d+ passed, 1 failed, 0 warnings, \\d+ skipped$`));
    assert.match(text, /NODE-10 +SKIP .*\(--config names a master, this is about nodes\)/);
  });

  it('is the same for programs', () => {
    const json: unknown = JSON.parse(reportJson(judged));
    assert.ok(typeof json === 'object' && json !== null && 'rows' in json && Array.isArray(json.rows));
    assert.equal(json.rows.length, rows.length);
    assert.equal(countOf(judged).FAIL, 1);
  });

  it('lets no control character of a name through to a terminal', () => {
    const name = 'a\u001b[31m';
    const found = rows
      .filter(({ id }) => id === 'NODE-01')
      .map((row) => ({ row, outcome: { result: 'WARN' as const, found: [name] } }));
    assert.ok(!reportText(found).includes('\u001b'));
  });
});
