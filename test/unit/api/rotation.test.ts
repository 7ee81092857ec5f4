import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'mocha';
import type { Authority, EncryptionKey } from '#kernel/model/gen/cluster.gen.ts';
import type { MasterReport } from '#kernel/model/gen/api.gen.ts';
import { keyOf } from '#kernel/log/key.ts';
import { pack } from '#kernel/log/pack.ts';
import { decodeRecord, encodeRecord } from '#kernel/log/record.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { Store } from '#kernel/store/store.ts';
import { trustIn } from '#api/certificates/authorities.ts';
import { afterStep, nextStep, withoutOld } from '#api/certificates/authority-rotation.ts';
import { givenKeys, keysRequest } from '#api/encryption/key-exchange.ts';
import {
  KeyFile,
  isLocked,
  lockedKeyIds,
  lockedText,
  newUnlockKey,
  unlockedKeyring,
} from '#api/encryption/key-file.ts';
import { afterKeyStep, nextKeyStep } from '#api/encryption/key-rotation.ts';
import { Keyring } from '#api/encryption/keyring.ts';
import { createAuthority, crossCertificate, issueCertificate, publicKeyHash } from '#runtime/pki.ts';
import { certificatesIn, signerIn, trustHeld, trustName } from '#runtime/trust.ts';

const at = '2026-01-01T00:00:00Z';
const nowMs = Date.parse('2026-01-02T00:00:00Z');
const now = '2026-01-02T00:00:00Z';
const bytes = (fill: number): Uint8Array => new Uint8Array(32).fill(fill);

describe('the change of an authority', () => {
  const authority = (id: string, more: Partial<Authority> = {}): Authority => ({
    id,
    createdAt: at,
    certificate: id,
    ...more,
  });
  const old = authority('old', { signsSince: at });

  it('lets the newest sign, and tells whom it waits for', () => {
    const waits = afterStep([old, authority('new')], { kind: 'wait', waitingFor: ['node n1'] }, nowMs);
    assert.deepEqual(waits, [old, authority('new', { waitingFor: ['node n1'] })]);
    assert.deepEqual(afterStep(waits, { kind: 'sign', waitingFor: [] }, nowMs), [
      old,
      authority('new', { signsSince: now }),
    ]);
    const many = Array.from({ length: 30 }, (_none, index) => `node n${index}`);
    const [, told] = afterStep([old, authority('new')], { kind: 'wait', waitingFor: many }, nowMs);
    assert.equal(told?.waitingFor?.length, 20);
  });

  it('drops only those that are to go', () => {
    const signing = authority('new', { signsSince: at });
    const retiring = { ...old, retiring: true };
    const step = { kind: 'drop', waitingFor: [] } as const;
    assert.deepEqual(afterStep([retiring, signing], step, nowMs), [signing]);
    assert.deepEqual(afterStep([old, signing], step, nowMs), [old, signing]);
  });

  it('lets none go before the newest signs', () => {
    const cluster = {
      apiVersion: 'orc.dev/v1',
      kind: 'Cluster',
      metadata: {},
      spec: { version: 1, serviceCidr: '', podCidr: '' },
    } as const;
    assert.throws(() => withoutOld({ ...cluster, authorities: [old, authority('new')] }, true), {
      code: 'Conflict',
      message: /does not sign yet/,
    });
    const both = { ...cluster, authorities: [old, authority('new', { signsSince: at })] };
    assert.deepEqual(
      withoutOld(both, false)?.map(({ retiring }) => retiring),
      [true, undefined],
    );
    assert.deepEqual(
      withoutOld(both, true)?.map(({ id }) => id),
      ['new'],
    );
    assert.equal(withoutOld({ ...cluster, authorities: [old] }, false), undefined);
  });

  it('waits for masters and ready nodes before it signs, and for all before the old one goes', async () => {
    const made = await Promise.all(['one', 'two'].map((name) => createAuthority(name)));
    const [first, second] = made.map(({ certificate }) => ({
      id: publicKeyHash(certificate),
      createdAt: at,
      certificate,
    }));
    assert.ok(first !== undefined && second !== undefined);
    const node = (name: string, status: 'True' | 'False'): OrcObject => ({
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name },
      status: { conditions: [{ type: 'Ready', status }] },
    });
    const viewOf = (authorities: readonly Authority[]): Store => {
      const store = new Store();
      const cluster: OrcObject = {
        apiVersion: 'orc.dev/v1',
        kind: 'Cluster',
        metadata: { name: 'cluster' },
        spec: { version: 1, serviceCidr: '10.96.0.0/16', podCidr: '10.244.0.0/16' },
        authorities,
      };
      const writes = [cluster, node('here', 'True'), node('away', 'False')].map((object) => ({
        operation: 'CREATE' as const,
        key: keyOf(object),
        object: pack(object),
        expectRevision: 0,
        expectUid: '',
      }));
      const about = {
        requestId: 'r',
        actor: 'ann',
        cause: 0,
        reason: '',
        source: 'test',
        timeMs: 1,
        term: 0,
      };
      const transaction = { ...about, preconditions: [], writes };
      assert.equal(store.apply(decodeRecord(encodeRecord({ transaction })), 1).outcome.error, '');
      return store;
    };
    const held = (view: Store, ...names: readonly string[]): ReadonlyMap<string, string> =>
      new Map(names.map((name) => [name, trustIn(view)?.name ?? '']));
    const trusted = viewOf([{ ...first, signsSince: at }, second]);
    const none = new Map<string, string>();
    assert.deepEqual(nextStep(trusted, { masters: new Map([['m', '']]), nodes: none }), {
      kind: 'wait',
      waitingFor: ['master m', 'node here'],
    });
    const everybody = ['master m', 'node away', 'node here'];
    const ready = nextStep(trusted, { masters: held(trusted, 'm'), nodes: held(trusted, 'here') });
    assert.deepEqual([ready.kind, ready.waitingFor.toSorted()], ['sign', everybody]);
    const signs = viewOf([
      { ...first, signsSince: at, retiring: true },
      { ...second, signsSince: at },
    ]);
    const holders = { masters: held(signs, 'm'), nodes: held(signs, 'here') };
    assert.deepEqual(nextStep(signs, holders), { kind: 'wait', waitingFor: ['node away'] });
    const all = { ...holders, nodes: held(signs, 'here', 'away') };
    assert.deepEqual(nextStep(signs, all), { kind: 'drop', waitingFor: [] });
    assert.equal(nextStep(viewOf([first]), all).kind, 'rest');
  });

  it('is believed by who knows only the authority before', async () => {
    const [first, second] = await Promise.all([createAuthority('one'), createAuthority('two')]);
    const cross = (await crossCertificate(first, second.certificate)) ?? assert.fail('there is none');
    const subject = { name: 'ann', groups: ['g'], hosts: [], days: 1 };
    const { certificate } = await issueCertificate(second, subject);
    assert.equal(publicKeyHash(cross), publicKeyHash(second.certificate));
    assert.ok(signerIn(first.certificate, cross) !== undefined);
    assert.equal(signerIn(first.certificate, certificate), undefined);
    const bundle = `${second.certificate}${first.certificate}`;
    assert.equal(certificatesIn(bundle).length, 2);
    const ids = [first, second].map((each) => publicKeyHash(each.certificate));
    assert.equal(trustHeld(bundle, certificate), trustName(ids, ids[1] ?? ''));
    assert.notEqual(trustHeld(second.certificate, certificate), trustHeld(bundle, certificate));
  });
});

describe('the change of the key-encryption key', () => {
  const key = (id: string, more: Partial<EncryptionKey> = {}): EncryptionKey => ({
    id,
    createdAt: at,
    ...more,
  });
  const report = (...encryptionKeys: string[]): MasterReport => ({ name: '', trust: '', encryptionKeys });
  const old = key('old', { sealsSince: at });

  it('takes its steps when every master has taken the one before', () => {
    const reports = (one: MasterReport | undefined): Map<string, MasterReport | undefined> =>
      new Map([
        ['m1', report('new', 'old')],
        ['m2', one],
      ]);
    const waiting = ['master m2'];
    assert.deepEqual(nextKeyStep([old], reports(undefined)), { kind: 'rest', waitingFor: [] });
    const made = [old, key('new')];
    assert.deepEqual(nextKeyStep(made, reports(undefined)), { kind: 'wait', waitingFor: waiting });
    assert.deepEqual(nextKeyStep(made, reports(report('old'))), { kind: 'wait', waitingFor: waiting });
    assert.equal(nextKeyStep(made, reports(report('old', 'new'))).kind, 'seal');
    const sealing = [old, key('new', { sealsSince: at })];
    assert.deepEqual(nextKeyStep(sealing, reports(report('old', 'new'))), {
      kind: 'wait',
      waitingFor: waiting,
    });
    assert.equal(nextKeyStep(sealing, reports(report('new', 'old'))).kind, 'rewrap');
    assert.equal(nextKeyStep([{ ...old, destroyedAt: at }, key('new')], reports(undefined)).kind, 'rest');
  });

  it('destroys the key before only once nothing is under it', () => {
    const sealing = [old, key('new', { sealsSince: at })];
    const step = { kind: 'rewrap', waitingFor: [] } as const;
    assert.deepEqual(afterKeyStep(sealing, step, false, nowMs), sealing);
    assert.deepEqual(afterKeyStep(sealing, step, true, nowMs), [{ ...old, destroyedAt: now }, sealing[1]]);
    assert.deepEqual(
      afterKeyStep([old, key('new')], { kind: 'seal', waitingFor: [] }, false, nowMs)[1],
      key('new', { sealsSince: now }),
    );
  });

  it('remembers a bounded number of destroyed keys', () => {
    const gone = Array.from({ length: 40 }, (_none, index) => key(`k${index}`, { destroyedAt: at }));
    const after = afterKeyStep([...gone, key('new')], { kind: 'rest', waitingFor: [] }, false, nowMs);
    assert.equal(after.length, 21);
    assert.equal(after.at(-1)?.id, 'new');
  });

  it('gives keys to members that have one, and to nobody else', () => {
    const keyring = new Keyring([bytes(1), bytes(2)]);
    const [, second = ''] = keyring.ids;
    const asking = new Keyring([bytes(1)]);
    const request = keysRequest('m2', [second, 'unknown'], asking, nowMs);
    assert.deepEqual(givenKeys(request, keyring, ['m1', 'm2'], nowMs), [bytes(2)]);
    const refused: [string, () => unknown][] = [
      ['no member', () => givenKeys(request, keyring, ['m1'], nowMs)],
      ['another asks', () => givenKeys({ ...request, name: 'm1' }, keyring, ['m1', 'm2'], nowMs)],
      ['for another key', () => givenKeys({ ...request, ids: ['x'] }, keyring, ['m1', 'm2'], nowMs)],
      ['too late', () => givenKeys(request, keyring, ['m1', 'm2'], nowMs + 400_000)],
      [
        'with a key of its own',
        () => givenKeys(keysRequest('m2', [second], new Keyring([bytes(9)]), nowMs), keyring, ['m2'], nowMs),
      ],
      ['without a proof', () => givenKeys({ ...request, proof: new Uint8Array() }, keyring, ['m2'], nowMs)],
    ];
    for (const [what, give] of refused) assert.throws(give, { code: 'Forbidden' }, what);
  });
});

describe('the file of keys', () => {
  it('is opened by the unlock key alone, and says which keys it holds', () => {
    const keyring = new Keyring([bytes(1), bytes(2)]);
    const unlockKey = newUnlockKey();
    const text = lockedText(keyring, unlockKey);
    assert.ok(isLocked(text) && !isLocked(keyring.toText()));
    assert.deepEqual(lockedKeyIds(text), keyring.ids);
    assert.deepEqual(unlockedKeyring(text, unlockKey, 'f').ids, keyring.ids);
    assert.throws(() => unlockedKeyring(text, newUnlockKey(), 'f'), { code: 'Forbidden', message: /f/ });
    assert.throws(() => unlockedKeyring(text, 'secret', 'f'), { code: 'BadRequest' });
    const other = text.replace(keyring.ids[0] ?? '', '0'.repeat(16));
    assert.throws(
      () => unlockedKeyring(other, unlockKey, 'f'),
      { code: 'Forbidden' },
      'its names are bound to it',
    );
    for (const cut of [0, 20, text.length - 30])
      assert.throws(() => unlockedKeyring(text.slice(0, cut), unlockKey, 'f'), `cut at ${cut}`);
  });

  it('is written when something changed, for its owner alone', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'orc-keys-'));
    try {
      const name = path.join(folder, 'kek');
      const keyring = new Keyring([bytes(1)]);
      writeFileSync(name, keyring.toText(), { mode: 0o600 });
      const file = new KeyFile(name, keyring, undefined);
      const before = statSync(name).ino;
      file.save();
      assert.equal(statSync(name).ino, before, 'it says the same already');
      const unlockKey = newUnlockKey();
      file.lock(unlockKey);
      file.save();
      const locked = readFileSync(name, 'utf8');
      file.save();
      assert.equal(readFileSync(name, 'utf8'), locked, 'it is not sealed anew for nothing');
      keyring.add(bytes(2));
      file.save();
      assert.equal(unlockedKeyring(readFileSync(name, 'utf8'), unlockKey, name).ids.length, 2);
      assert.equal(statSync(name).mode & 0o777, 0o600);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
